using ConvLog.Functions;
using ConvLog.Records;

namespace ConvLog.Tests.Functions;

/// <summary>Overlapping turns, each in its own async flow, and one flow that handles the events of a whole call.</summary>
public class TurnFlowTests
{
    [Fact]
    public async Task Two_turns_at_once_each_have_what_their_own_flow_logs()
    {
        using var session = new Session();
        var conv = session.Conversation;
        using var bothAreOpen = new Barrier(2);
        Turn Answer(string name)
        {
            using var turn = conv.BeginTurn(name);
            bothAreOpen.SignalAndWait();
            conv.CurrentTurn.Should().BeSameAs(turn);
            session.Log.Info(name);
            conv.SetState("last_" + name, 1);
            conv.LogApiResponse("GET", "https://crm.example/" + name, 200, TimeSpan.Zero);
            using (var call = conv.BeginFunction(name))
            {
                session.Log.Info("in " + name);
                using var model = conv.CurrentTurn!.BeginModelCall(name);
                model.Function.Should().BeSameAs(call);
            }

            bothAreOpen.SignalAndWait();
            turn.Complete(name);
            return turn;
        }

        var turns = await Task.WhenAll(Task.Run(() => Answer("one")), Task.Run(() => Answer("two")));

        foreach (var turn in turns)
        {
            string name = turn.UserInput.Text!;
            turn.Entries.Select(static entry => entry.Content).Should().Equal(name);
            var call = session.Sink.FunctionEvents.Should().ContainSingle(call => call.Turn == turn).Subject;
            call.Name.Should().Be(name);
            call.Entries.Should().ContainSingle().Which.Content.Should().Be("in " + name);
            session.Sink.ModelCalls.Should().ContainSingle(model => model.TurnId == turn.Id).Which.Model.Should().Be(name);
            session.Sink.Records.OfType<StateChangeRecord>().Should().ContainSingle(change => change.TurnId == turn.Id)
                .Which.Variable.Key.Should().Be("last_" + name);
            session.Sink.ApiResponses.Should().ContainSingle(response => response.Turn == turn).Which.Url.Should().EndWith(name);
        }
    }

    [Fact]
    public void Of_two_turns_of_one_flow_the_open_one_is_current()
    {
        using var session = new Session();
        var first = session.Conversation.BeginTurn("1");
        using var second = session.Conversation.BeginTurn("2");
        Turn third = null!;
        InAnotherFlow(() => third = session.Conversation.BeginTurn("3"));
        session.Conversation.CurrentTurn.Should().BeSameAs(second);
        first.Dispose();

        session.Conversation.CurrentTurn.Should().BeSameAs(second, "that the first has ended does not leave the second");
        session.Conversation.LatestTurn.Should().BeSameAs(third);
        second.Dispose();
        session.Conversation.CurrentTurn.Should().BeSameAs(third, "this flow has none of its own any more");
    }

    [Fact]
    public void A_flow_without_a_turn_logs_to_the_newest_open_turn_or_marked_to_the_last()
    {
        using var session = new Session();
        Turn first = null!, second = null!;
        InAnotherFlow(() => first = session.Conversation.BeginTurn("1"));
        InAnotherFlow(() => second = session.Conversation.BeginTurn("2"));
        session.Log.Info("newest");
        session.Last.Turn.Should().BeSameAs(second);
        second.Dispose();
        session.Log.Info("only one");
        session.Last.Turn.Should().BeSameAs(first);
        first.Dispose();
        session.Log.Info("late", ("after", "lunch"));
        session.Conversation.LogApiResponse("GET", "https://crm.example/", 200, TimeSpan.Zero);

        session.Last.Turn.Should().BeSameAs(second);
        session.Last.Fields.Should().ContainSingle();
        session.Last.Fields["after"].Should().Be(second.Id);
        session.Sink.ApiResponses[^1].Turn.Should().BeSameAs(second);
        session.Sink.ApiResponses[^1].Fields["after"].Should().Be(second.Id);
        session.Conversation.LatestTurn.Should().BeSameAs(second);
        session.Conversation.EntriesOutsideTurns.Should().BeEmpty();
    }

    [Fact]
    public void Entries_after_the_last_turn_are_not_limited_by_that_turn()
    {
        using var session = new Session(new LogLimits { EntriesPerScope = 2_000 });
        session.Conversation.BeginTurn().Dispose();
        for (int i = 0; i < 10_000; i++)
        {
            session.Log.Info("m");
        }

        session.Sink.Entries.Should().HaveCount(10_000);
        session.Last.Fields["after"].Should().Be(session.Conversation.LatestTurn!.Id);
        session.Conversation.LatestTurn!.Entries.Should().HaveCount(2_000);
    }

    [Fact]
    public async Task An_event_loop_begins_a_function_in_one_handler_and_ends_it_in_another()
    {
        using var session = new Session();
        var conv = session.Conversation;
        var first = conv.BeginTurn("1");
        var weather = first.BeginFunction("get_weather", "call_1");
        var table = first.BeginFunction("find_table", "call_2");
        var entered = conv.BeginFunction("entered", "call_3");
        conv.CurrentFunction.Should().BeSameAs(entered);
        var second = conv.BeginTurn("2");
        await Task.WhenAll(Task.Run(() => End(weather)), Task.Run(() => End(table)), Task.Run(() => End(entered)));
        conv.CurrentFunction.Should().BeNull("a function that has ended is current nowhere");
        session.Log.Info("in turn two");
        first.Dispose();
        using (var book = conv.BeginFunction("book", "call_4"))
        {
            book.Turn.Should().BeSameAs(second);
            book.Parent.Should().BeNull();
        }

        second.Entries.Should().ContainSingle().Which.Fields.Should().BeEmpty();
        first.Entries.Should().BeEmpty();
        foreach (var call in new[] { weather, table, entered })
        {
            call.Turn.Should().BeSameAs(first);
            call.Parent.Should().BeNull("they ran beside each other");
            call.Outcome.Should().Be(FunctionOutcome.Completed);
            call.Entries.Should().ContainSingle().Which.Content.Should().Be(call.Name);
        }

        static void End(FunctionEvent call)
        {
            call.Log.Info(call.Name);
            call.Complete();
            call.Dispose();
        }
    }

    [Fact]
    public void Overlapping_calls_in_one_flow_do_not_keep_ended_ones_in_memory()
    {
        using var session = new Session();
        var turn = session.Conversation.BeginTurn();
        var call = session.Conversation.BeginFunction("f");
        for (int i = 0; i < 1_000; i++)
        {
            var (lastTurn, lastCall) = (turn, call);
            turn = session.Conversation.BeginTurn();
            call = session.Conversation.BeginFunction("f");
            InAnotherFlow(lastCall.Dispose);
            InAnotherFlow(lastTurn.Dispose);
        }

        session.Conversation.CurrentTurn.Should().BeSameAs(call.Turn);
        Depth(call.Entered!).Should().BeLessThan(4);
        turn.Dispose();

        static int Depth(AmbientCall? entered)
        {
            int depth = 0;
            for (; entered is not null; entered = entered.Parent)
            {
                depth++;
            }

            return depth;
        }
    }

    [Fact]
    public void A_thousand_turns_may_be_open_at_once()
    {
        using var session = new Session();
        var turns = new List<(Turn Turn, ExecutionContext Flow)>();
        for (int i = 0; i < 1_000; i++)
        {
            InAnotherFlow(() => turns.Add((session.Conversation.BeginTurn(), ExecutionContext.Capture()!)));
        }

        for (int i = 0; i < turns.Count; i += 7)
        {
            turns[i].Turn.Dispose();
        }

        foreach (var (turn, flow) in turns)
        {
            ExecutionContext.Run(flow, _ => session.Log.Info(turn.Id), null);
        }

        for (int i = 0; i < turns.Count; i++)
        {
            turns[i].Turn.Entries.Should().HaveCount(i % 7 == 0 ? 0 : i == 999 ? 1 + 143 : 1, "those that have ended log to the newest that is open");
        }
    }

    [Fact]
    public async Task A_turn_that_ended_in_three_flows_at_once_ended_once()
    {
        using var session = new Session();
        var turn = session.Conversation.BeginTurn();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(turn.Dispose)));
        turn.Dispose();

        session.Sink.Turns.Should().ContainSingle();
        session.Conversation.CurrentTurn.Should().BeNull();
        session.Conversation.LatestTurn.Should().BeSameAs(turn);
    }

    [Fact]
    public void After_the_conversations_end_there_is_no_turn_and_nothing_throws()
    {
        var session = new Session();
        var conv = session.Conversation;
        var turn = conv.BeginTurn();
        var call = turn.BeginFunction("f");
        session.Dispose();
        call.Dispose();
        turn.Dispose();
        using var inTurn = turn.MakeCurrent();
        using var inCall = call.MakeCurrent();
        using var late = turn.BeginFunction("late");
        turn.Log.Info("late");
        session.Log.Info("late");

        (conv.CurrentTurn, conv.LatestTurn, conv.CurrentFunction, Conversation.Current).Should().Be((null, null, null, null));
        late.Outcome.Should().Be(FunctionOutcome.Abandoned);
        session.Sink.Entries.Should().BeEmpty();
    }

    private static void InAnotherFlow(Action action) => ExecutionContext.Run(ExecutionContext.Capture()!, _ => action(), null);
}
