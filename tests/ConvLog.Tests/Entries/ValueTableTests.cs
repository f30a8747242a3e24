using System.Diagnostics;
using ConvLog.Records;

namespace ConvLog.Tests.Entries;

public class ValueTableTests
{
    public static TheoryData<string> Kinds => [.. ValueTable.All.Select(static row => row.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_value_is_recorded_as_its_author_expects(string kind)
    {
        var (_, value, json) = ValueTable.All.Single(row => string.Equals(row.Kind, kind, StringComparison.Ordinal));
        using var session = new Session();
        session.Log.Info("m", LogField.Of("v", value));
        Logged.RawField(session.Last, "v").Should().Be(json);

        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal) { ["v"] = value };
        using (var call = session.Conversation.BeginFunction("f", arguments: arguments))
        {
            call.Complete(value);
        }

        var ended = session.Sink.FunctionEvents.Should().ContainSingle().Subject;
        Logged.Value(ended.Arguments.Should().ContainSingle().Subject).Should().Be(json);
        Logged.Value(LogField.Of<object?>("v", ended.Result)).Should().Be(json);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_value_inside_others_is_recorded_alike(string kind)
    {
        var (_, value, json) = ValueTable.All.Single(row => string.Equals(row.Kind, kind, StringComparison.Ordinal));
        string inside = json.Replace("{\"Next\":\"[cut, too deep]\"}", "\"[cut, too deep]\"", StringComparison.Ordinal); // The container is one level.
        var keyed = new Dictionary<string, object?>(StringComparer.Ordinal) { ["v"] = value };
        var failure = new InvalidOperationException("late");
        failure.Data["v"] = value;
        using var session = new Session();
        session.Log.Info("m", ("list", new[] { value }), ("keyed", keyed), ("member", new Holder(value)), ("pair", KeyValuePair.Create("v", value)));
        session.Log.Error("m", failure, ("v", 1));
        session.Conversation.WriteMetric("v", value);

        var entry = session.Sink.Entries[0];
        Logged.RawField(entry, "list").Should().Be($"[{inside}]");
        Logged.RawField(entry, "keyed").Should().Be($"{{\"v\":{inside}}}");
        Logged.RawField(entry, "member").Should().Be($"{{\"Value\":{inside}}}");
        Logged.RawField(entry, "pair").Should().Be($"{{\"v\":{inside}}}");
        session.Last.Fields["v"].Should().Be(1);
        Logged.Value(session.Sink.Records.OfType<MetricRecord>().Should().ContainSingle().Subject.Metric).Should().Be(json);
    }

    [Fact]
    public void Values_that_are_not_read_are_counted()
    {
        using var session = new Session();
        session.Log.Info("m", ("query", new[] { 1, 2 }.Where(static n => n > 1)));
        session.Log.Info("m", ("task", Task.CompletedTask));
        session.Log.Info("m", ("read", new { a = 1 }));

        session.Conversation.Losses.Truncated.Should().Equal(new Dictionary<LossReason, long> { [LossReason.Unreadable] = 2 });
    }

    [Fact]
    public void The_table_has_every_kind_once()
        => ValueTable.All.Select(static row => row.Kind).Should().HaveCountGreaterThan(120).And.OnlyHaveUniqueItems();

    /// <summary>As in a native program. CI compiles the same program ahead of time.</summary>
    [Fact]
    public async Task A_program_without_reflection_for_JSON_records_what_its_table_says()
    {
        string program = Path.Combine(AppContext.BaseDirectory, "NativeValues.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        string said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.Should().Be(0, said + await errors);
        said.Should().MatchRegex("^1[0-9]{2} kinds of values, 0 not recorded as expected");
    }

    private sealed record Holder(object? Value);
}
