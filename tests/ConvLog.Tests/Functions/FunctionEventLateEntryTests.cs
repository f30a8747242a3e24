namespace ConvLog.Tests.Functions;

public class FunctionEventLateEntryTests
{
    [Fact]
    public void An_entry_logged_to_an_ended_event_goes_to_its_turn_with_a_mark()
    {
        using var session = new Session();
        using var turn = session.Conversation.BeginTurn();
        var call = session.Conversation.BeginFunction("f");
        call.Dispose();
        call.Log.Warning("late", ("a", 1), isPii: true);

        session.Last.FunctionEvent.Should().BeNull();
        session.Last.Turn.Should().BeSameAs(turn);
        session.Last.IsPii.Should().BeTrue();
        session.Last.Fields["after"].Should().Be(call.Id);
        session.Last.Fields["a"].Should().Be(1);
        call.Entries.Should().BeEmpty();
        turn.Entries.Should().ContainSingle();
    }

    [Fact]
    public async Task Entries_of_a_flow_whose_event_was_disposed_elsewhere_go_to_its_turn()
    {
        using var session = new Session();
        using var turn = session.Conversation.BeginTurn();
        var call = session.Conversation.BeginFunction("f");
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var background = Task.Run(async () =>
        {
            await ended.Task;
            session.Log.Error("late", new InvalidOperationException("x"), ("a", 1));
        });
        call.Dispose();
        ended.SetResult();
        await background;

        session.Last.Turn.Should().BeSameAs(turn);
        session.Last.FunctionEvent.Should().BeNull();
        session.Last.Fields["exception"].Should().Be("System.InvalidOperationException");
        session.Last.Fields.ContainsKey("after").Should().BeFalse("an event that has ended is current nowhere, and the turn is open");
    }

    [Fact]
    public async Task Disposal_on_another_flow_ends_the_event_for_all()
    {
        using var session = new Session();
        var call = session.Conversation.BeginFunction("f");
        await Task.Run(call.Dispose);

        call.Outcome.Should().Be(FunctionOutcome.Completed);
        session.Conversation.CurrentFunction.Should().BeNull();
        session.Log.Info("late");
        session.Last.FunctionEvent.Should().BeNull();
        session.Last.Fields["after"].Should().Be(call.Id);

        using var next = session.Conversation.BeginFunction("g");
        session.Log.Info("in g");
        next.Parent.Should().BeNull();
        session.Last.FunctionEvent.Should().BeSameAs(next);
    }

    [Fact]
    public void Outside_any_turn_a_late_entry_goes_to_the_conversation()
    {
        using var session = new Session();
        var call = session.Conversation.BeginFunction("f");
        call.Dispose();
        call.Log.Info("late");

        session.Conversation.EntriesOutsideTurns.Should().ContainSingle().Which.Fields["after"].Should().Be(call.Id);
    }

    [Fact]
    public void A_late_entry_goes_to_the_turn_of_its_event_also_when_another_turn_has_begun()
    {
        using var session = new Session();
        FunctionEvent call;
        Turn first;
        using (first = session.Conversation.BeginTurn("1"))
        {
            call = session.Conversation.BeginFunction("f");
            call.Dispose();
        }

        using var second = session.Conversation.BeginTurn("2");
        call.Log.Info("late");

        session.Last.Turn.Should().BeSameAs(first);
        second.Entries.Should().BeEmpty();
    }

    [Fact]
    public void An_authors_field_cannot_replace_the_mark()
    {
        using var session = new Session();
        var call = session.Conversation.BeginFunction("f");
        call.Dispose();
        call.Log.Info("late", ("after", "lunch"), ("b", 2));

        session.Last.Fields["after"].Should().Be(call.Id);
        session.Last.Fields.Should().HaveCount(2);
    }

    [Fact]
    public void In_an_open_event_the_key_of_the_mark_is_an_ordinary_key()
        => Logged.Entry(log => log.Info("m", ("after", "lunch"))).Fields["after"].Should().Be("lunch");

    [Fact]
    public void After_an_inner_event_was_disposed_elsewhere_the_outer_one_is_current()
    {
        using var session = new Session();
        using var outer = session.Conversation.BeginFunction("outer");
        var inner = session.Conversation.BeginFunction("inner");
        Thread thread = new(inner.Dispose);
        thread.Start();
        thread.Join();

        session.Conversation.CurrentFunction.Should().BeSameAs(outer);
        using var next = session.Conversation.BeginFunction("next");
        next.Parent.Should().BeSameAs(outer);
    }
}
