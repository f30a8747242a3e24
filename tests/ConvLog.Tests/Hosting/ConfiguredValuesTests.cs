using ConvLog.Hosting;
using ConvLog.Privacy;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConvLog.Tests.Hosting;

/// <summary>The section "ConvLog" of a host's configuration, as provided by ConvLog.Storage.</summary>
public class ConfiguredValuesTests
{
    [Fact]
    public void It_sets_the_options_by_their_names_after_AddConvLog_and_before_Configure()
    {
        using var host = Host(
            [
                ("IdleTimeout", "00:10:00"), ("logToLogger", "true"), ("Privacy:Utterances", "personal"), ("Limits:Depth", "8"), ("MaximumWait", "2.00:00:00"),
                ("Scores:0:Name", "csat"), ("Scores:0:Max", "5.5"), ("FeedbackReasons:0", "too slow"),
                ("ReflectObjects", "All"), ("StopTimeout", "00:00:20"),
            ],
            static services => services.Configure<ConvLogOptions>(static options => options.MaximumWait = TimeSpan.FromDays(3)));

        var options = host.GetRequiredService<ConvLogOptions>();

        (options.IdleTimeout, options.LogToLogger, options.Privacy.Utterances, options.Limits.Depth, options.MaximumWait).Should()
            .Be((TimeSpan.FromMinutes(10), true, PrivacyClass.Personal, 8, TimeSpan.FromDays(3)));
        (options.ReflectObjects, options.StopTimeout).Should().Be((ObjectReflection.All, TimeSpan.FromSeconds(20)));
        options.Scores.Should().ContainSingle().Which.Should().Match<ScoreDefinition>(static score => score.Name == "csat" && score.Max == 5.5);
        options.FeedbackReasons.Should().Equal("too slow");
        host.GetRequiredService<ConfiguredValues>().Unread.Should().BeEmpty();
    }

    [Fact]
    public void It_sets_the_options_of_storage()
    {
        byte[] key = [.. Enumerable.Range(0, 32).Select(static i => (byte)i)];
        using var host = Host(
        [
            ("Storage:Retention:Enabled", "true"), ("Storage:Retention:PersonalDataDays", "7"), ("Storage:Retention:AccessLogDays", ""),
            ("Storage:Retention:RunAt", "03:30"), ("Storage:Retention:TimeZone", "Asia/Tokyo"), ("Storage:StoreSink:BatchSize", "100"),
            ("Storage:CursorKey", Convert.ToBase64String(key)), ("Storage:Alerts:Interval", "00:02:00"), ("Storage:Alerts:Rules:0:Name", "Bookings fail"),
            ("Storage:Alerts:Rules:0:Measure", "ProblemRate"), ("Storage:Alerts:Rules:0:Threshold", "0.1"), ("Storage:Alerts:Rules:0:Target", "save"),
        ]);

        var options = host.GetRequiredService<ConvLogOptions>();

        var retention = options.Retention;
        (retention.Enabled, retention.PersonalDataDays, retention.AccessLogDays, retention.RunAt, retention.TimeZone!.Id).Should()
            .Be((true, 7, null, new TimeOnly(3, 30), "Asia/Tokyo"));
        (options.StoreSink!.BatchSize, options.Alerts.Interval).Should().Be((100, TimeSpan.FromMinutes(2)));
        options.CursorKey.Should().Equal(key);
        options.Alerts.Rules.Should().ContainSingle().Which.Should().Match<AlertRule>(static rule => rule.Name == "Bookings fail" && rule.Threshold == 0.1);
        host.GetRequiredService<ConfiguredValues>().Unread.Should().BeEmpty();
    }

    [Theory]
    [InlineData("IdleTimeout", "soon", "ConvLog:IdleTimeout: it takes a duration such as 00:00:05 or 7.00:00:00, not \"soon\".")]
    [InlineData("IdleTimeout", "-00:00:01", "ConvLogOptions.IdleTimeout takes more than zero, not -00:00:01.")]
    [InlineData("IdleTimeout", "5", "ConvLog:IdleTimeout: it takes a duration such as 00:00:05 or 7.00:00:00, not \"5\".")]
    [InlineData("LogToLogger", "", "ConvLog:LogToLogger: it takes true or false, not \"\".")]
    [InlineData("Privacy:Utterances", "secret", "ConvLog:Privacy:Utterances: it takes Visible, Personal, not \"secret\".")]
    [InlineData("Privacy:Utterances", "7", "ConvLog:Privacy:Utterances: it takes Visible, Personal, not \"7\".")]
    [InlineData("Limits:Depth", "65", "ConvLog:Limits:Depth: *")]
    [InlineData("Storage:Retention:Days", "0", "ConvLog:Storage:Retention:Days: RetentionOptions.Days takes 1 to *")]
    [InlineData("Storage:CursorKey", "not secret!", "ConvLog:Storage:CursorKey: it takes bytes in Base64.")]
    [InlineData("Storage:Retention:TimeZone", "Nowhere", "ConvLog:Storage:Retention:TimeZone: it takes a time zone such as Asia/Tokyo, not \"Nowhere\".")]
    public void A_wrong_value_keeps_the_host_from_starting(string path, string value, string message)
    {
        using var host = Host([(path, value)]);

        host.Invoking(static host => host.GetRequiredService<IStartupValidator>().Validate()).Should().Throw<OptionsValidationException>()
            .WithMessage(message);
    }

    [Fact]
    public void Names_that_set_nothing_are_known()
    {
        using var host = Host(
            [("IdleTimeOut", "00:10:00"), ("Store", "x"), ("Limit:Depth", "8"), ("Sqlite:BusyTimeout", "00:00:01"), ("Scores:1:Name", "gap")]);

        host.GetRequiredService<ConvLogOptions>().IdleTimeout.Should().Be(TimeSpan.FromMinutes(10), "names are compared without regard to case");
        host.GetRequiredService<ConfiguredValues>().Unread.Should()
            .Equal("ConvLog:Limit:Depth", "ConvLog:Scores:1:Name", "ConvLog:Sqlite:BusyTimeout", "ConvLog:Store");
    }

    [Fact]
    public void A_host_that_binds_the_section_itself_as_well_has_each_item_once()
    {
        (string Path, string Value)[] values =
            [("Scores:0:Name", "csat"), ("Scores:0:Categories:0", "good"), ("FeedbackReasons:0", "too slow"), ("Storage:Alerts:Rules:0:Name", "Drops"),
                ("Storage:Alerts:Rules:0:Measure", "Drops")];
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(static value => KeyValuePair.Create(value.Path, (string?)value.Value))).Build();
        using var host = Host(values, services => services.Configure<ConvLogOptions>(configuration)
            .Configure<ConvLogStorageOptions>(configuration.GetSection("Storage")));

        var options = host.GetRequiredService<ConvLogOptions>();

        options.Scores.Select(static score => score.Name).Should().Equal("csat");
        options.FeedbackReasons.Should().Equal("too slow");
        options.Alerts.Rules.Select(static rule => rule.Name).Should().Equal("Drops");
    }

    private static ServiceProvider Host(IEnumerable<(string Path, string Value)> values, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(new ConfiguredValues(values.Select(static value => KeyValuePair.Create(value.Path, (string?)value.Value))));
        services.AddConvLog(static options =>
        {
            options.IdleTimeout = TimeSpan.FromMinutes(5);
            options.UseInMemoryStore();
        });
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }
}
