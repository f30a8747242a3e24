using ConvLog.StoreContract;
using ConvLog.StoreContract.Slips;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace ConvLog.Tests.Privacy;

/// <summary>The statements of docs/privacy.md about loggers that destructure values, with Serilog as the example.</summary>
public class DestructuringLoggerTests
{
    [Fact]
    public void A_value_in_a_template_is_formatted_without_personal_data()
        => Logged(new LoggerConfiguration(), "{Value} {$Value}").Should().OnlyContain(line => !Plants(line.Text, line.Plants).Any());

    [Fact]
    public void Destructuring_a_value_by_its_properties_shows_personal_data()
        => Logged(new LoggerConfiguration(), "{@Value}").Where(line => Plants(line.Text, line.Plants).Any()).Should()
            .NotBeEmpty("this is what the page warns of");

    [Fact]
    public void The_destructuring_policy_of_the_privacy_page_hides_personal_data()
    {
        var policy = new LoggerConfiguration().Destructure.ByTransformingWhere<object>(FamilyTypes.Contains, static value => value.ToString()!);

        Logged(policy, "{@Value} {@Values} {@Wrapped}").Should().OnlyContain(line => !Plants(line.Text, line.Plants).Any());
    }

    private static IEnumerable<Plant> Plants(string text, Plants plants) => plants.In(text).Where(static plant => plant.IsMarked);

    // The log line with all event properties, for every captured value of a conversation and for a record.
    private static List<(string Text, Plants Plants)> Logged(LoggerConfiguration configuration, string template)
    {
        var plants = new Plants();
        var kept = new KeptEvents();
        using var logger = configuration.WriteTo.Sink(kept).CreateLogger();
        object[] values = [.. PlantedConversation.Hold(plants), plants.Masked("MaskedText"),
            Some.Turn(1) with { UserInput = plants.Masked("TurnRecord.UserInput") }];
        foreach (object value in values)
        {
            int holes = template.Count(static c => c == '{');
            object[] given = [value, holes > 1 && template.Contains("Values", StringComparison.Ordinal) ? new[] { value } : value, new { value }];
            logger.Write(LogEventLevel.Information, template, given[..holes]);
        }

        return kept.Events.ConvertAll(one => ($"{one.RenderMessage(null)} {string.Join(' ', one.Properties.Values)}", plants));
    }

    private sealed class KeptEvents : ILogEventSink
    {
        public List<LogEvent> Events { get; } = [];

        public void Emit(LogEvent logEvent) => Events.Add(logEvent);
    }
}
