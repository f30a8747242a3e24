using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Tests.Storage.Retention;

[Collection(ProcessEnvironment.Name)]
public sealed class RetentionVariablesProcessTests : IDisposable
{
    private static readonly string[] s_names = ["WORKFLOW_LOG_CLEANUP_ENABLED", "WORKFLOW_LOG_RETENTION_DAYS", "WORKFLOW_LOG_CLEANUP_BATCH_SIZE"];

    private readonly string?[] _before = [.. s_names.Select(Environment.GetEnvironmentVariable)];

    [Fact]
    public async Task A_host_applies_the_environment_variables_of_its_process()
    {
        Set("on", "7", "9");
        await using var host = new ServiceCollection().AddConvLog(static options => options.Retention.Days = 365).BuildServiceProvider();

        var settings = host.GetRequiredService<ConversationRetention>().Settings;
        (settings.Enabled, settings.Days, settings.BatchSize).Should().Be((true, 7, 9));
        host.GetRequiredService<ConversationRetention>().NextRunAt.Should().NotBeNull();
    }

    [Fact]
    public void A_host_with_a_bad_value_does_not_start()
    {
        Set(enabled: null, days: "thirty", size: null);

        FluentActions.Invoking(static () => new ServiceCollection().AddConvLog(static options => options.UseInMemoryStore())).Should()
            .Throw<InvalidOperationException>()
            .WithMessage("The environment variable WORKFLOW_LOG_RETENTION_DAYS is 'thirty'. It takes a whole number from 1 to 36500;*");
    }

    public void Dispose() => Set(_before[0], _before[1], _before[2]);

    private static void Set(string? enabled, string? days, string? size)
    {
        Environment.SetEnvironmentVariable(s_names[0], enabled);
        Environment.SetEnvironmentVariable(s_names[1], days);
        Environment.SetEnvironmentVariable(s_names[2], size);
    }
}
