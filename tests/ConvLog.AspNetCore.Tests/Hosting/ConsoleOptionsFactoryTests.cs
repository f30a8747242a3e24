using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConvLog.AspNetCore.Tests.Hosting;

/// <summary>
/// Regression: <c>Configure&lt;ConvLogConsoleOptions&gt;</c> and environment variables were silently ignored, so a host that set <c>RequireAccessReason</c>
/// there revealed personal data without a reason.
/// </summary>
public sealed class ConsoleOptionsFactoryTests
{
    [Fact]
    public async Task Configure_and_PostConfigure_set_the_same_options_as_AddConvLogConsole()
    {
        ConvLogConsoleOptions? set = null;
        await using var site = await Site.WithKeysAsync(
            options =>
            {
                set = options;
                options.SearchesPerMinute = 7;
            },
            services: static services => services
                .Configure<ConvLogConsoleOptions>(static options => options.RequireAccessReason = options.SearchesPerMinute == 7)
                .PostConfigure<ConvLogConsoleOptions>(static options => options.BasePath = "/log"));

        site.Services.GetRequiredService<ConvLogConsoleOptions>().Should().BeSameAs(set, "its API keys can be changed while the host runs")
            .And.BeSameAs(site.Services.GetRequiredService<IOptions<ConvLogConsoleOptions>>().Value);
        set!.RequireAccessReason.Should().BeTrue();
        (await site.GetWithKeyAsync("/log")).Status.Should().Be(HttpStatusCode.OK);
        await site.PlayAsync(new ConversationInfo("c-1") { UserId = "ada" });
        (await site.GetWithKeyAsync("/convlog/v1/conversations/c-1", Site.PiiKey)).Body.Should().NotContain("\"ada\"", "no reason was given");
    }

    [Fact]
    public async Task Configuration_sets_the_options_of_the_console_logging_and_storage()
    {
        await using var app = Build(
            ("ConvLog:Console:BasePath", "/log"), ("ConvLog:Console:AllowLoopback", "false"), ("ConvLog:Console:LiveStreams", "20"),
            ("ConvLog:Console:AlertWebhook", "https://hooks.example/alerts"), ("ConvLog:Console:ApiKeys:0:Key", "a-key-of-the-configuration"),
            ("ConvLog:Console:ApiKeys:0:Name", "Ada"), ("ConvLog:Console:ApiKeys:0:Permissions", "Read, Annotate"),
            ("ConvLog:StopTimeout", "00:00:20"), ("ConvLog:Storage:Retention:Days", "45"));
        await app.StartAsync();

        var console = app.Services.GetRequiredService<ConvLogConsoleOptions>();
        (console.BasePath, console.AllowLoopback, console.LiveStreams, console.AlertWebhook).Should()
            .Be(("/log", false, 20, "https://hooks.example/alerts"));
        var key = console.ApiKeys.Find("a-key-of-the-configuration")!;
        (key.Reader.Name, key.Permissions).Should().Be(("Ada", ConvLogPermissions.Read | ConvLogPermissions.Annotate));
        app.Services.GetServices<IAlertReceiver>().Select(static receiver => receiver.Name).Should().Equal("webhook");
        var log = app.Services.GetRequiredService<ConvLogOptions>();
        (log.StopTimeout, log.Retention.Days).Should().Be((TimeSpan.FromSeconds(20), 45));
    }

    /// <summary>Regression: <c>CanReadPii</c> in the configuration also granted erasures, legal holds and retention.</summary>
    [Theory]
    [InlineData("CanReadPii", "false", ConvLogPermissions.Read)]
    [InlineData("CanReadPii", "true", ConvLogPermissions.Read | ConvLogPermissions.ReadPii)]
    [InlineData("Permissions", "Manage", ConvLogPermissions.Read | ConvLogPermissions.Manage)]
    [InlineData("Permissions", "All", ConvLogPermissions.All)]
    public async Task A_configured_key_has_the_permissions_of_one_that_the_program_adds(string name, string value, ConvLogPermissions permissions)
    {
        await using var app = Build(("ConvLog:Console:ApiKeys:0:Key", "a-key-of-the-configuration"), ($"ConvLog:Console:ApiKeys:0:{name}", value));
        await app.StartAsync();

        app.Services.GetRequiredService<ConvLogConsoleOptions>().ApiKeys.Find("a-key-of-the-configuration")!.Permissions.Should().Be(permissions);
    }

    [Theory]
    [InlineData("Console:BasePath", "log", "ConvLog:Console:BasePath: ConvLogConsoleOptions.BasePath must be a path*")]
    [InlineData("Console:RequireAccessReason", "yes", "ConvLog:Console:RequireAccessReason: it takes true or false, not \"yes\".")]
    [InlineData("Console:ApiKeyHeader", "two words", "ConvLog:Console:ApiKeyHeader: ConvLogConsoleOptions.ApiKeyHeader must be the name of a header*")]
    [InlineData("Console:LiveStreams", "0", "ConvLog:Console:LiveStreams: ConvLogConsoleOptions.LiveStreams must be 1 or more.*")]
    [InlineData("Console:ApiKeys:0:Key", "two words", "ConvLog:Console:ApiKeys:0:Key: an API key must be 1 to 512 visible ASCII characters without spaces.")]
    [InlineData("Console:ApiKeys:0:Name", "Ada", "ConvLog:Console:ApiKeys:0:Key: an API key must be*")]
    [InlineData("IdleTimeout", "soon", "ConvLog:IdleTimeout: it takes a duration*")]
    public async Task A_wrong_value_keeps_the_host_from_starting(string path, string value, string message)
    {
        var starting = async () =>
        {
            await using var app = Build(("ConvLog:" + path, value));
            await app.StartAsync();
        };

        await starting.Should().ThrowAsync<OptionsValidationException>().WithMessage(message);
    }

    [Fact]
    public void An_invalid_value_set_by_Configure_is_reported_as_an_options_error()
    {
        var services = new ServiceCollection();
        services.AddConvLogConsole().Configure<ConvLogConsoleOptions>(static options => options.BasePath = "log");
        using var host = services.BuildServiceProvider();

        host.Invoking(static host => host.GetRequiredService<ConvLogConsoleOptions>()).Should().Throw<OptionsValidationException>()
            .WithMessage("ConvLogConsoleOptions.BasePath must be a path*");
    }

    [Fact]
    public async Task Unknown_configuration_names_are_warned_about_at_start()
    {
        await using var app = Build(("ConvLog:Console:RequireReason", "true"), ("ConvLog:Consle:BasePath", "/x"), ("ConvLog:Console:BasePath", "/log"));
        await app.StartAsync();

        app.Services.GetFakeLogCollector().GetSnapshot().Where(static line => line.Level >= LogLevel.Warning && line.Category is "ConvLog")
            .Select(static line => line.Message).Should().ContainSingle(static line => line.StartsWith("The configuration has values that set nothing: "
                + "ConvLog:Consle:BasePath, ConvLog:Console:RequireReason.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_without_configuration_values_logs_no_warnings_about_them()
    {
        await using var app = Build();
        await app.StartAsync();

        app.Services.GetFakeLogCollector().GetSnapshot().Where(static line => line.Category is "ConvLog").Should().BeEmpty();
        app.Services.GetServices<IAlertReceiver>().Select(static receiver => receiver.Name).Should()
            .Equal([""], "without an address the webhook receives nothing");
    }

    private static WebApplication Build(params (string Path, string Value)[] values)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(values.Select(static value => KeyValuePair.Create(value.Path, (string?)value.Value)));
        builder.WebHost.UseTestServer();
        builder.Logging.CollectOnly();
        builder.Services.AddConvLog();
        builder.Services.AddConvLogConsole();
        var app = builder.Build();
        app.MapConvLog();
        return app;
    }
}
