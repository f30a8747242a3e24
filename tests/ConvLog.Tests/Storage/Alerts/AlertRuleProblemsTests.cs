using ConvLog.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConvLog.Tests.Storage.Alerts;

/// <summary>Invalid rules stop the host at startup, with an error that says how to fix them.</summary>
public class AlertRuleProblemsTests
{
    public static TheoryData<Action<AlertRule>, string> Wrong => new()
    {
        { static rule => rule.Name = "", "AlertOptions.Rules[0]: Name takes 1 to 100 characters on one line*" },
        { static rule => rule.Name = new string('n', 101), "*Name takes 1 to 100 characters*" },
        { static rule => rule.Name = "a\r\nb", "*Name takes*without control characters." },
        { static rule => rule.Name = "a\u202Eb", "*Name takes*" },
        { static rule => rule.Name = "a\uD800", "*Name takes*" },
        { static rule => rule.Threshold = -1, "AlertOptions.Rules[0]: \"r\": Threshold is -1; it takes a share from 0 to less than 1*" },
        { static rule => rule.Threshold = 5, "*Threshold is 5; it takes a share from 0 to less than 1, such as 0.05 for 5 %." },
        { static rule => rule.Threshold = double.NaN, "*Threshold is NaN*" },
        { static rule => (rule.Measure, rule.Threshold) = (AlertMeasure.P95Duration, 0), "*Threshold is 0; it takes seconds above 0." },
        {
            static rule => (rule.Measure, rule.Target, rule.Threshold) = (AlertMeasure.P95ResponseTime, null, 0), "*Threshold is 0; it takes seconds above 0."
        },
        { static rule => rule.Measure = AlertMeasure.P95ResponseTime, "*Target is the name of a function*" },
        { static rule => (rule.Measure, rule.Target) = (AlertMeasure.P95Duration, null), "*P95Duration needs a Target*" },
        { static rule => rule.ResolveAt = 0.3, "*ResolveAt is 0.3; it takes 0 to the threshold, which is 0.1." },
        { static rule => rule.MinimumCount = 0, "*MinimumCount is 0; it takes 1 to 1000000." },
        { static rule => rule.Window = TimeSpan.FromSeconds(59), "*Window is 00:00:59; it takes 00:01:00 to 7.00:00:00." },
        {
            static rule => (rule.Measure, rule.Target, rule.Window) = (AlertMeasure.Dislikes, null, TimeSpan.FromMinutes(5)),
            "*it takes 00:15:00 to 7.00:00:00."
        },
        { static rule => rule.For = TimeSpan.FromDays(2), "*For is 2.00:00:00; it takes zero to 1.00:00:00." },
        { static rule => rule.ResolveAfter = TimeSpan.FromSeconds(-1), "*ResolveAfter is -00:00:01*" },
        { static rule => rule.Target = "", "*Target is the name of a function*" },
        { static rule => rule.Measure = AlertMeasure.DislikeShare, "*Target is the name of a function*for ProblemRate and P95Duration." },
        { static rule => (rule.Measure, rule.Target) = (AlertMeasure.Cost, null), "*Currency is an ISO 4217 code such as USD. It is required for Cost*" },
        { static rule => rule.Currency = "EUR", "*only for Cost." },
        { static rule => (rule.Measure, rule.Target, rule.AgentId) = (AlertMeasure.Drops, null, "a"), "*AgentId and Environment must be null." },
        { static rule => rule.AgentId = "", "*AgentId is empty; null is all agents." },
        { static rule => rule.Measure = (AlertMeasure)99, "*has a value that is not defined." },
        { static rule => rule.Environment = (ConversationEnvironment)99, "*has a value that is not defined." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void An_invalid_rule_stops_the_host_and_says_how_to_fix_it(Action<AlertRule> change, string message)
    {
        var rule = new AlertRule { Name = "r", Target = "f", Threshold = 0.1 };
        change(rule);

        StartOf(options => options.Alerts.Rules.Add(rule)).Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainMatch(message);
    }

    [Fact]
    public void Rules_with_the_same_name_or_too_many_rules_stop_the_host()
    {
        StartOf(static options =>
        {
            options.Alerts.Rules.Add(new AlertRule { Name = "r", Threshold = 0.1 });
            options.Alerts.Rules.Add(new AlertRule { Name = "r", Threshold = 0.2 });
        }).Should().Throw<OptionsValidationException>().Which.Failures.Should().Equal(
            "AlertOptions.Rules has 2 rules named \"r\"; each rule needs its own name, under which its state is kept.");
        StartOf(static options =>
        {
            for (int i = 0; i <= 100; i++)
            {
                options.Alerts.Rules.Add(new AlertRule { Name = $"r{i}", Threshold = 0.1 });
            }
        }).Should().Throw<OptionsValidationException>().Which.Failures.Should().Equal("AlertOptions.Rules has 101 rules; at most 100 are evaluated.");
    }

    [Fact]
    public void Rules_of_the_configuration_are_added_to_those_of_the_program()
    {
        using var host = new ServiceCollection()
            .AddConvLog(static options => options.Alerts.Rules.Add(new AlertRule { Name = "own", Threshold = 0.1 }))
            .Configure<ConvLogStorageOptions>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Alerts:Interval"] = "00:00:30",
                ["Alerts:RepeatAfter"] = "04:00:00",
                ["Alerts:Rules:0:Name"] = "Slow",
                ["Alerts:Rules:0:Measure"] = "P95Duration",
                ["Alerts:Rules:0:Kind"] = "Model",
                ["Alerts:Rules:0:Target"] = "gpt-x",
                ["Alerts:Rules:0:Threshold"] = "2.5",
                ["Alerts:Rules:0:Window"] = "01:00:00",
                ["Alerts:Rules:0:Environment"] = "Live",
            }).Build()).BuildServiceProvider();

        var alerts = host.GetRequiredService<IOptions<ConvLogStorageOptions>>().Value.Alerts;

        (alerts.Interval, alerts.RepeatAfter).Should().Be((TimeSpan.FromSeconds(30), TimeSpan.FromHours(4)));
        alerts.Rules.Select(static rule => rule.Name).Should().Equal("own", "Slow");
        alerts.Rules[1].Should().BeEquivalentTo(new
        {
            Measure = AlertMeasure.P95Duration, Kind = CallTargetKind.Model, Target = "gpt-x", Threshold = 2.5, Window = TimeSpan.FromHours(1),
            Environment = ConversationEnvironment.Live, MinimumCount = 20,
        });
    }

    [Theory]
    [InlineData("Alerts:Interval", "00:00:01", "AlertOptions.Interval takes 00:00:10 to 01:00:00, not 00:00:01.")]
    [InlineData("Alerts:RepeatAfter", "00:00:01", "AlertOptions.RepeatAfter takes 00:05:00 to 30.00:00:00, not 00:00:01.")]
    public void A_time_out_of_its_range_stops_the_host(string key, string value, string message)
    {
        using var host = new ServiceCollection().AddConvLog(static options => options.UseInMemoryStore())
            .Configure<ConvLogStorageOptions>(
                new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { [key] = value }).Build())
            .BuildServiceProvider();

        FluentActions.Invoking(() => host.GetRequiredService<IOptions<ConvLogOptions>>().Value).Should().Throw<OptionsValidationException>().Which.Failures
            .Should().Equal(message);
    }

    private static Action StartOf(Action<ConvLogOptions> configure) => () =>
    {
        using var host = new ServiceCollection().AddConvLog(configure).BuildServiceProvider();
        _ = host.GetRequiredService<IOptions<ConvLogOptions>>().Value;
    };
}
