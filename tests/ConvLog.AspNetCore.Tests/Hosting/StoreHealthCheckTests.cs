using System.Text.Json;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConvLog.AspNetCore.Tests.Hosting;

/// <summary><c>services.AddHealthChecks().AddConvLog()</c>.</summary>
public sealed class StoreHealthCheckTests
{
    [Fact]
    public async Task A_host_with_the_default_store_is_healthy_and_each_part_is_in_the_data()
    {
        await using var host = Host(static services => services.AddConvLog().AddConvLogStorage());

        var (name, entry) = (await CheckAsync(host)).Entries.Single();

        (name, entry.Status, entry.Description).Should().Be(("convlog", HealthStatus.Healthy, "Conversations are stored and can be read."));
        entry.Data.Keys.Should().BeEquivalentTo("writing", "queue", "drops", "access-log");
        Data(entry, "queue").Should().Contain("status", "Healthy").And.Contain("message", "Records are written as they arrive.");
        JsonSerializer.Serialize(entry.Data).Should().Contain("\"writing\":{\"status\":\"Healthy\",\"message\":\"In memory", "answers with details are JSON");
    }

    [Theory]
    [InlineData(StoreHealthStatus.Healthy, null, HealthStatus.Healthy)]
    [InlineData(StoreHealthStatus.Degraded, null, HealthStatus.Degraded)]
    [InlineData(StoreHealthStatus.Unhealthy, null, HealthStatus.Unhealthy)]
    [InlineData(StoreHealthStatus.Degraded, HealthStatus.Unhealthy, HealthStatus.Degraded)]
    [InlineData(StoreHealthStatus.Unhealthy, HealthStatus.Degraded, HealthStatus.Degraded)]
    public async Task The_result_is_the_status_of_the_worst_part(StoreHealthStatus part, HealthStatus? failureStatus, HealthStatus expected)
    {
        var store = HealthStore.Of(
            [new HealthPart("reading", StoreHealthStatus.Healthy, "It works.", Figures()), new HealthPart("disk", part, "Little room is left.", Figures())]);
        await using var host = Host(services => services.AddConvLog(options => options.Store = store),
            checks => checks.AddConvLog(failureStatus: failureStatus));

        var entry = (await CheckAsync(host)).Entries["convlog"];

        entry.Status.Should().Be(expected);
        entry.Description.Should().Be(part == StoreHealthStatus.Healthy ? "Conversations are stored and can be read." : "disk: Little room is left.");
        Data(entry, "disk").Should().Contain("status", part.ToString());
    }

    [Fact]
    public async Task Figures_that_depend_on_personal_data_are_not_in_the_health_data()
    {
        var store = HealthStore.Of(
            [new HealthPart("file", StoreHealthStatus.Healthy, "It works.",
            Figures(("schema", 1), ("size_bytes", 565_248))) { LastSuccess = ManualClock.DefaultStart }]);
        await using var host = Host(services => services.AddConvLog(options => options.Store = store));

        var entry = (await CheckAsync(host)).Entries["convlog"];

        Data(entry, "file").Keys.Should().BeEquivalentTo("status", "message", "schema");
        Data(entry, "queue").Keys.Should().BeSubsetOf(["status", "message", "capacity", "capacity_bytes"]);
    }

    [Fact]
    public async Task A_host_without_ConvLog_gets_an_error_with_the_fix()
    {
        await using var host = Host(static _ => { });

        var entry = (await CheckAsync(host)).Entries["convlog"];

        (entry.Status, entry.Description).Should()
            .Be((HealthStatus.Unhealthy, "ConvLog is not registered, so nothing is stored. Call services.AddConvLog(options => …) and choose a store."));
    }

    [Fact]
    public async Task A_store_that_cannot_be_created_is_unhealthy_and_its_message_is_not_repeated()
    {
        await using var host = Host(static services
            => services.AddSingleton<IConversationStore>(static _ => throw new InvalidOperationException(BrokenStore.Words)).AddConvLog().AddConvLogStorage());

        var entry = (await CheckAsync(host)).Entries["convlog"];

        (entry.Status, entry.Description, entry.Exception).Should()
            .Be((HealthStatus.Unhealthy, "The ConvLog store could not be created: InvalidOperationException.", null));
    }

    [Fact]
    public async Task A_store_that_hangs_is_unhealthy_after_five_seconds()
    {
        using var hold = new ManualResetEventSlim();
        var clock = new ManualClock();
        await using var host = HangingHost(hold, clock, timeout: null);

        var check = CheckAsync(host);
        while (!check.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        var entry = (await check).Entries["convlog"];
        (entry.Status, entry.Description).Should()
            .Be((HealthStatus.Unhealthy, "reading: The store did not say how it is within 5 seconds: it hangs, or the disk or server behind it does."));
        hold.Set();
    }

    [Fact]
    public async Task A_timeout_of_the_registration_ends_the_wait_for_a_store_that_hangs()
    {
        using var hold = new ManualResetEventSlim();
        await using var host = HangingHost(hold, new ManualClock(), TimeSpan.FromMilliseconds(1));

        var entry = (await CheckAsync(host).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System)).Entries["convlog"];

        (entry.Status, entry.Exception).Should().BeEquivalentTo((HealthStatus.Unhealthy, new { }), "health checks say so of a check that is out of time");
        hold.Set();
    }

    [Fact]
    public async Task Canceling_a_probe_cancels_the_check()
    {
        using var hold = new ManualResetEventSlim();
        await using var host = HangingHost(hold, new ManualClock(), timeout: null);
        using var canceled = new CancellationTokenSource();
        var check = CheckAsync(host, canceled.Token);

        await canceled.CancelAsync();

        await check.Awaiting(static task => task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System)).Should().ThrowAsync<OperationCanceledException>();
        hold.Set();
    }

    [Fact]
    public async Task Name_tags_and_timeout_are_set_by_the_host()
    {
        await using var host = Host(static services => services.AddConvLog().AddConvLogStorage(),
            static checks => checks.AddConvLog("logs", tags: ["ready"], timeout: TimeSpan.FromSeconds(3)));

        var registration = host.GetRequiredService<Microsoft.Extensions.Options.IOptions<HealthCheckServiceOptions>>().Value.Registrations.Single();

        registration.Should().BeEquivalentTo(
            new { Name = "logs", Tags = new[] { "ready" }, Timeout = TimeSpan.FromSeconds(3), FailureStatus = HealthStatus.Unhealthy });
        (await CheckAsync(host)).Entries.Keys.Should().Equal("logs");
    }

    private static ServiceProvider HangingHost(ManualResetEventSlim hold, ManualClock clock, TimeSpan? timeout) => Host(
        services => services.AddConvLog(options => (options.Store, options.TimeProvider) = (HealthStore.Hanging(hold), clock)),
        checks => checks.AddConvLog(timeout: timeout));

    private static ServiceProvider Host(Action<IServiceCollection> register, Action<IHealthChecksBuilder>? add = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        register(services);
        (add ?? (static checks => checks.AddConvLog()))(services.AddHealthChecks());
        return services.BuildServiceProvider();
    }

    private static Task<HealthReport> CheckAsync(ServiceProvider host, CancellationToken cancellationToken = default)
        => host.GetRequiredService<HealthCheckService>().CheckHealthAsync(cancellationToken);

    private static Dictionary<string, object> Data(HealthReportEntry entry, string part) => (Dictionary<string, object>)entry.Data[part];

    private static Dictionary<string, double> Figures(params (string Name, double Value)[] figures)
        => figures.ToDictionary(static figure => figure.Name, static figure => figure.Value, StringComparer.Ordinal);
}
