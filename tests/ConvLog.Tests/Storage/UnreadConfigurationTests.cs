using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConvLog.Tests.Storage;

/// <summary>The section "ConvLog" of a host's configuration, in a host without a server: a worker.</summary>
public class UnreadConfigurationTests
{
    [Fact]
    public void The_section_sets_the_options_and_unknown_names_are_warned_about()
    {
        using var host = Worker(("IdleTimeout", "00:10:00"), ("Storage:Retention:Days", "30"), ("IdleTimout", "00:20:00"), ("Console:BasePath", "/log"));

        var options = host.GetRequiredService<ConvLogOptions>();

        (options.IdleTimeout, options.Retention.Days).Should().Be((TimeSpan.FromMinutes(10), 30));
        host.GetFakeLogCollector().GetSnapshot().Where(static line => line.Level == LogLevel.Warning).Select(static line => line.Message)
            .Should().ContainSingle().Which.Should().StartWith("The configuration has values that set nothing: ConvLog:Console:BasePath, ConvLog:IdleTimout. ");
    }

    [Fact]
    public void Known_names_are_not_warned_about()
    {
        using var host = Worker(("Storage:Alerts:Interval", "00:02:00"));

        host.GetRequiredService<ConvLogOptions>().Alerts.Interval.Should().Be(TimeSpan.FromMinutes(2));
        host.GetFakeLogCollector().GetSnapshot().Should().BeEmpty();
    }

    [Fact]
    public void A_wrong_value_keeps_the_host_from_starting()
    {
        using var host = Worker(("Storage:Retention:Days", "0"));

        FluentActions.Invoking(host.GetRequiredService<IStartupValidator>().Validate).Should().Throw<OptionsValidationException>()
            .WithMessage("ConvLog:Storage:Retention:Days: RetentionOptions.Days takes 1 to *");
    }

    private static ServiceProvider Worker(params (string Path, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(static value => KeyValuePair.Create("ConvLog:" + value.Path, (string?)value.Value))).Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging(static logging => logging.AddFakeLogging())
            .AddConvLog(static options => options.UseInMemoryStore()).BuildServiceProvider();
    }
}
