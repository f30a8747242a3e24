using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Extensions.Logging.Tests;

/// <summary>Regression: the configuration section "ConvLog:Logging" had no effect, and <c>Configure</c> was ignored.</summary>
public class LoggerRegistrationConfigurationTests
{
    [Fact]
    public async Task The_configuration_sets_the_options_after_the_program_and_before_Configure()
    {
        await using var host = Host(
            static services => services.Configure<ConversationLoggerOptions>(static options => options.IncludeScopes = false),
            ("MinLevel", "Warning"), ("IncludeScopes", "true"), ("Categories:0", "Shop"));

        Log(host).Should().Equal("a warning of Shop", "an error of Shop.Orders");
        host.Services.GetFakeLogCollector().GetSnapshot().Should().NotContain(static line => line.Level >= LogLevel.Warning && line.Category == "ConvLog");
    }

    [Fact]
    public async Task A_host_without_a_console_binds_the_section_itself()
    {
        var services = new ServiceCollection();
        services.AddLogging(static logging => logging.AddConvLog(static options => options.Categories.Add("Bank")));
        services.Configure<ConversationLoggerOptions>(Section(("MinLevel", "Warning"), ("Categories:0", "Shop")).GetSection("ConvLog:Logging"));
        await using var first = services.BuildServiceProvider();
        await using var second = services.BuildServiceProvider();

        Log(first).Should().Equal("a warning of Shop, Cart", "an error of Shop.Orders", "an error of Bank");
        Log(second).Should().Equal(Log(first), "hosts of the same services share no options");
    }

    [Theory]
    [InlineData("MinLevel", "loud", "ConvLog:Logging:MinLevel: it takes Trace, Debug, *, not \"loud\".")]
    [InlineData("IncludeScopes", "yes", "ConvLog:Logging:IncludeScopes: it takes true or false, not \"yes\".")]
    public void A_wrong_value_keeps_the_host_from_starting(string name, string value, string message)
    {
        var starting = () => Host(null, (name, value));

        starting.Should().Throw<InvalidOperationException>().WithMessage(message);
    }

    [Fact]
    public async Task A_name_that_no_option_has_is_warned_about_at_the_start()
    {
        await using var host = Host(null, ("MinimumLevel", "Warning"));
        await host.StartAsync();

        host.Services.GetFakeLogCollector().GetSnapshot().Select(static line => line.Message).Should()
            .ContainSingle(static line => line.Contains("set nothing: ConvLog:Logging:MinimumLevel.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_worker_with_a_store_binds_the_section_and_warns_about_unknown_names()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddConfiguration(Section(("MinLevel", "Warning"), ("MinimumLevel", "Error"), ("Categories:0", "Shop")));
        builder.Logging.AddFakeLogging().AddConvLog();
        builder.Services.AddConvLog(static options => options.UseInMemoryStore());
        using var worker = builder.Build();
        await worker.StartAsync();

        Log(worker.Services).Should().Equal("a warning of Shop, Cart", "an error of Shop.Orders");
        worker.Services.GetFakeLogCollector().GetSnapshot().Select(static line => line.Message).Should()
            .ContainSingle(static line => line.Contains("set nothing: ConvLog:Logging:MinimumLevel.", StringComparison.Ordinal));
    }

    private static WebApplication Host(Action<IServiceCollection>? configure, params (string Name, string Value)[] values)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddConfiguration(Section(values));
        builder.Logging.ClearProviders().AddFakeLogging().AddConvLog();
        builder.Services.AddConvLogConsole();
        configure?.Invoke(builder.Services);
        return builder.Build();
    }

    private static IConfiguration Section(params (string Name, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(static value => KeyValuePair.Create("ConvLog:Logging:" + value.Name, (string?)value.Value))).Build();

    private static IReadOnlyList<string> Log(IServiceProvider services)
    {
        var sink = new InMemorySink();
        var conversation = new Conversation(new ConversationInfo("c"), sink);
        using var current = conversation.MakeCurrent();
        var loggers = services.GetRequiredService<ILoggerFactory>();
        var shop = loggers.CreateLogger("Shop");
        using (shop.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal) { ["Cart"] = 7 }))
        {
            shop.LogInformation("an information of Shop");
            shop.LogWarning("a warning of Shop");
        }

        loggers.CreateLogger("Shop.Orders").LogError("an error of Shop.Orders");
        loggers.CreateLogger("Bank").LogError("an error of Bank");
        return [.. sink.Entries.Select(static entry => entry.Fields.ContainsKey("Cart") ? $"{entry.Content}, Cart" : entry.Content)];
    }

    private static IReadOnlyList<string> Log(WebApplication host) => Log(host.Services);
}
