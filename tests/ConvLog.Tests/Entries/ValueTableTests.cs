namespace ConvLog.Tests.Entries;

public class ValueTableTests
{
    public static TheoryData<string> Kinds => [.. ValueTable.All.Select(static row => row.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_value_is_recorded_as_its_author_would_write_it_down(string kind)
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

    [Fact]
    public void What_is_not_read_is_counted()
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
}
