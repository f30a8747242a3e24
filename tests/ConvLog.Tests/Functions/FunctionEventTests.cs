using System.Text.Json;

namespace ConvLog.Tests.Functions;

public class FunctionEventTests
{
    [Fact]
    public void Disposing_an_event_with_no_outcome_completes_it()
    {
        using var session = new Session();
        var call = session.Conversation.BeginFunction("f");
        call.Outcome.Should().BeNull();
        call.Duration.Should().BeNull();
        session.Clock.Advance(TimeSpan.FromMilliseconds(250));
        call.Dispose();

        call.Outcome.Should().Be(FunctionOutcome.Completed);
        call.Duration.Should().Be(TimeSpan.FromMilliseconds(250));
        call.StartedAt.Should().Be(ManualClock.DefaultStart);
        call.Result.Should().BeNull();
    }

    [Fact]
    public void Complete_settles_result_and_duration()
    {
        using var session = new Session();
        using var call = session.Conversation.BeginFunction("f");
        session.Clock.Advance(TimeSpan.FromSeconds(1));
        var list = new List<int> { 1 };
        call.Complete(list);
        list.Add(2);
        session.Clock.Advance(TimeSpan.FromSeconds(1));

        call.Duration.Should().Be(TimeSpan.FromSeconds(1));
        call.Result!.Value.Key.Should().Be("result");
        ((JsonElement)call.Result.Value.Value!).GetRawText().Should().Be("[1]");
    }

    [Fact]
    public void Fail_settles_the_error_and_its_type()
    {
        using var session = new Session();
        using var call = session.Conversation.BeginFunction("f");
        call.Fail(new InvalidOperationException("Jane exists"));
        call.Dispose();

        call.Outcome.Should().Be(FunctionOutcome.Failed);
        call.Error.Should().Be("Jane exists");
        call.ErrorType.Should().Be("System.InvalidOperationException");
    }

    [Fact]
    public void Fail_with_a_cancellation_settles_that_it_was_canceled()
    {
        using var session = new Session();
        using var call = session.Conversation.BeginFunction("f");
        session.Clock.Advance(TimeSpan.FromSeconds(1));
        call.Fail(new TaskCanceledException("The caller hung up."));

        call.Outcome.Should().Be(FunctionOutcome.Canceled);
        call.ErrorType.Should().Be("System.Threading.Tasks.TaskCanceledException");
        call.Duration.Should().Be(TimeSpan.FromSeconds(1));
        call.ToString().Should().Be("f (Canceled)");
        JsonSerializer.Serialize(call).Should().Contain("\"outcome\":\"canceled\"");
    }

    [Fact]
    public void Fail_accepts_a_text_and_treats_null_as_none()
    {
        using var session = new Session();
        using var words = session.Conversation.BeginFunction("f");
        words.Fail("table is taken");
        words.Error.Should().Be("table is taken");
        words.ErrorType.Should().BeNull();
        using var none = session.Conversation.BeginFunction("g");
        none.Fail((string)null!);
        none.Error.Should().BeEmpty();
        using var nothing = session.Conversation.BeginFunction("h");
        nothing.Fail((Exception)null!);
        nothing.Outcome.Should().Be(FunctionOutcome.Failed);
    }

    [Fact]
    public void The_first_outcome_holds()
    {
        using var session = new Session();
        var call = session.Conversation.BeginFunction("f");
        call.Complete(1);
        session.Clock.Advance(TimeSpan.FromSeconds(1));
        call.Fail(new InvalidOperationException("x"));
        call.Complete(2);
        call.Dispose();
        call.Dispose();

        call.Outcome.Should().Be(FunctionOutcome.Completed);
        call.Result!.Value.Value.Should().Be(1);
        call.Error.Should().BeNull();
        call.Duration.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void A_completed_event_is_current_until_it_is_disposed()
    {
        using var session = new Session();
        using (var call = session.Conversation.BeginFunction("f"))
        {
            call.Complete();
            session.Log.Info("cleaning up");
            call.Entries.Should().ContainSingle();
        }
    }

    [Fact]
    public void Durations_are_not_affected_by_clock_changes()
    {
        using var session = new Session();
        var call = session.Conversation.BeginFunction("f");
        session.Clock.Advance(TimeSpan.FromSeconds(2));
        session.Clock.SetUtcNow(ManualClock.DefaultStart.AddYears(-1));
        call.Dispose();

        call.Duration.Should().Be(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void An_event_counts_its_losses_by_reason()
    {
        using var session = new Session(new LogLimits { TextLength = 16 });
        using var call = session.Conversation.BeginFunction("f");
        call.Log.Info(new string('x', 20));
        call.Log.Info(new string('x', 20), isPii: true);

        call.Losses.Accepted.Should().Be(2);
        call.Losses.Truncated.Should().Equal(new Dictionary<LossReason, long> { [LossReason.TextLength] = 2 });
        call.Losses.DroppedTotal.Should().Be(0);
    }

    public static TheoryData<object?, string> Arguments => new()
    {
        { null, "" },
        { new { a = 1, b = "x" }, "a=1, b=x" },
        { new Dictionary<string, object?>(StringComparer.Ordinal) { ["a"] = 1.5m, ["b"] = null }, "a=1.5, b=null" },
        { new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "x" }, "a=x" },
        { new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = 1 }, "a=1" },
        { new System.Text.Json.Nodes.JsonObject { ["a"] = 1, ["b"] = new System.Text.Json.Nodes.JsonArray(1, 2) }, "a=1, b=[1,2]" },
        { JsonDocument.Parse("""{"a":1e400,"b":{"c":null}}""").RootElement, "a=1e400, b={\"c\":null}" },
        { new LogField[] { ("a", 1), LogField.Pii("b", "x", shown: "#") }, "a=1, b=#" },
        { new[] { 1, 2 }, "_=[1,2]" },
        { "text", "_=text" },
        { 5, "_=5" },
    };

    [Theory]
    [MemberData(nameof(Arguments), DisableDiscoveryEnumeration = true)]
    public void Arguments_of_every_shape_become_fields(object? arguments, string expected)
    {
        using var session = new Session();
        using var call = session.Conversation.BeginFunction("f", arguments: arguments);
        call.Arguments.ToString().Should().Be(expected);
    }

    [Fact]
    public void Arguments_keep_their_names_also_those_that_an_entry_keeps_for_itself()
    {
        using var session = new Session();
        using var call = session.Conversation.BeginFunction("send",
            arguments: new { content = "hello", level = 3, timestamp = "now", logger = "x", is_pii = false });

        call.Arguments.Keys.Should().Equal("content", "level", "timestamp", "logger", "is_pii");
    }

    [Fact]
    public void Unreadable_arguments_are_lost_alone()
    {
        using var session = new Session();
        using var call = session.Conversation.BeginFunction("f", arguments: new Unreadable());
        call.Arguments.ToString().Should().StartWith("_=").And.Contain("unreadable").And.NotContain("Jane");
    }

    [Fact]
    public void A_missing_or_malformed_name_is_replaced()
    {
        using var session = new Session();
        session.Conversation.BeginFunction(null!).Name.Should().Be("_");
        session.Conversation.BeginFunction(" ").Name.Should().Be("_");
        session.Conversation.BeginFunction("f\uD800").Name.Should().Be("f\uFFFD");
        session.Conversation.BeginFunction("f", callId: "c\uD800").CallId.Should().Be("c\uFFFD");
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(1, 1)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(0, null)]
    [InlineData(int.MinValue, null)]
    public void An_attempt_is_a_number_from_1_or_null(int? given, int? attempt)
    {
        using var session = new Session();
        using var call = session.Conversation.BeginFunction("f");
        call.Attempt.Should().BeNull();
        call.Attempt = 7;

        call.Attempt = given;

        call.Attempt.Should().Be(attempt);
        JsonSerializer.Serialize(call).Contains("attempt", StringComparison.Ordinal).Should().Be(attempt is not null);
    }

    private sealed class Unreadable : IReadOnlyCollection<KeyValuePair<string, object?>>
    {
        public int Count => 1;

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => throw new InvalidOperationException("Jane");

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
