namespace ConvLog.Tests.Functions;

public class AmbientTargetTests
{
    [Fact]
    public void An_entry_belongs_to_the_innermost_open_event_else_to_the_turn_else_to_the_last_turn_else_to_the_conversation()
    {
        using var session = new Session();
        var conv = session.Conversation;
        session.Log.Info("conversation");
        using (var turn = conv.BeginTurn("hi"))
        {
            session.Log.Info("turn");
            using (var outer = conv.BeginFunction("outer"))
            {
                session.Log.Info("outer");
                using (var inner = conv.BeginFunction("inner"))
                {
                    session.Log.Info("inner");
                    inner.Parent.Should().BeSameAs(outer);
                    conv.CurrentFunction.Should().BeSameAs(inner);
                }

                session.Log.Info("outer again");
            }

            session.Log.Info("turn again");
            conv.CurrentTurn.Should().BeSameAs(turn);
            conv.CurrentFunction.Should().BeNull();
        }

        session.Log.Info("late");
        conv.CurrentTurn.Should().BeNull();
        session.Last.Fields["after"].Should().Be(conv.LatestTurn!.Id);
        session.Sink.Entries.Select(entry => $"{entry.Content}: {entry.FunctionEvent?.Name ?? (entry.Turn is null ? "none" : "turn")}").Should().Equal(
            "conversation: none", "turn: turn", "outer: outer", "inner: inner", "outer again: outer", "turn again: turn", "late: turn");
        conv.EntriesOutsideTurns.Select(entry => entry.Content).Should().Equal("conversation");
        session.Sink.Turns[0].Entries.Select(entry => entry.Content).Should().Equal("turn", "turn again", "late");
    }

    [Fact]
    public void An_event_knows_its_turn_name_call_id_and_arguments()
    {
        using var session = new Session();
        using var turn = session.Conversation.BeginTurn("hi");
        using var call = session.Conversation.BeginFunction("save_guest", callId: "call_7", arguments: new { name = "Jane", seats = 2 });

        call.Turn.Should().BeSameAs(turn);
        call.Name.Should().Be("save_guest");
        call.CallId.Should().Be("call_7");
        call.Arguments.ToString().Should().Be("name=Jane, seats=2");
        call.Parent.Should().BeNull();
        call.Id.Should().NotBe(turn.Id).And.NotBeEmpty();
    }

    [Fact]
    public void An_event_outside_any_turn_has_none()
    {
        using var session = new Session();
        using var call = session.Conversation.BeginFunction("warm_up");
        session.Log.Info("m");

        call.Turn.Should().BeNull();
        session.Last.FunctionEvent.Should().BeSameAs(call);
        session.Last.Turn.Should().BeNull();
    }

    [Fact]
    public async Task An_event_is_current_after_an_await_and_inside_the_methods_that_are_called()
    {
        using var session = new Session();
        async Task Inner()
        {
            await Task.Yield();
            session.Log.Info("inside");
        }

        using var call = session.Conversation.BeginFunction("f");
        await Task.Yield();
        session.Log.Info("after");
        await Inner();
        await Task.Run(() => session.Log.Info("on another thread"));

        call.Entries.Select(entry => entry.Content).Should().Equal("after", "inside", "on another thread");
    }

    [Fact]
    public async Task An_event_begun_in_a_method_that_is_awaited_is_not_current_in_the_caller()
    {
        using var session = new Session();
        async Task<FunctionEvent> Begin()
        {
            await Task.Yield();
            return session.Conversation.BeginFunction("f");
        }

        using var call = await Begin();
        session.Log.Info("outside");
        call.Log.Info("by hand");

        call.Entries.Select(entry => entry.Content).Should().Equal("by hand");
        session.Conversation.EntriesOutsideTurns.Select(entry => entry.Content).Should().Equal("outside");
    }

    [Fact]
    public async Task Parallel_calls_never_mix()
    {
        using var session = new Session();
        using var turn = session.Conversation.BeginTurn();
        using var barrier = new Barrier(4);
        async Task Call(int number)
        {
            using var call = session.Conversation.BeginFunction($"f{number}");
            for (int i = 0; i < 50; i++)
            {
                barrier.SignalAndWait();
                session.Log.Info("m", ("call", number));
                if (i % 10 == 0)
                {
                    using var inner = session.Conversation.BeginFunction($"g{number}");
                    session.Log.Info("inner", ("call", number));
                    inner.Parent.Should().BeSameAs(call);
                }
            }

            await Task.Yield();
        }

        await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(number => Task.Factory.StartNew(() => Call(number), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .Unwrap()));

        session.Sink.Entries.Should()
            .HaveCount(4 * 55).And.OnlyContain(entry => entry.FunctionEvent!.Name.EndsWith(entry.Fields["call"]!.ToString()!, StringComparison.Ordinal));
        session.Sink.FunctionEvents.Should().OnlyContain(call => call.Turn == turn);
    }

    [Fact]
    public async Task Parallel_calls_inside_one_event_have_it_as_their_parent()
    {
        using var session = new Session();
        using var outer = session.Conversation.BeginFunction("outer");
        async Task<FunctionEvent> Call(string name)
        {
            using var call = session.Conversation.BeginFunction(name);
            await Task.Yield();
            session.Log.Info(name);
            return call;
        }

        var calls = await Task.WhenAll(Call("a"), Call("b"), Call("c"));
        session.Log.Info("outer");

        calls.Should().OnlyContain(call => call.Parent == outer && call.Entries.Count == 1 && call.Entries[0].Content == call.Name);
        outer.Entries.Select(entry => entry.Content).Should().Equal("outer");
    }

    [Fact]
    public async Task Two_conversations_in_one_flow_never_mix()
    {
        using var one = new Session(info: new ConversationInfo("one"));
        using var two = new Session(info: new ConversationInfo("two"));
        using var first = one.Conversation.BeginFunction("first");
        two.Log.Info("no event is open here");
        using (var second = two.Conversation.BeginFunction("second"))
        {
            one.Log.Info("in first");
            two.Log.Info("in second");
            await Task.Yield();
            one.Log.Info("in first");
        }

        first.Entries.Should().HaveCount(2);
        two.Conversation.EntriesOutsideTurns.Should().ContainSingle();
        two.Sink.FunctionEvents.Should().ContainSingle().Which.Entries.Should().ContainSingle();
        one.Sink.Entries.Should().OnlyContain(entry => entry.ConversationId == "one");
        two.Sink.Entries.Should().OnlyContain(entry => entry.ConversationId == "two");
    }

    [Fact]
    public void The_log_of_an_event_writes_to_it_wherever_it_is_used()
    {
        using var session = new Session();
        using var first = session.Conversation.BeginFunction("first");
        using var second = session.Conversation.BeginFunction("second");
        first.Log.Info("to first");
        session.Log.Info("to second");

        first.Entries.Select(entry => entry.Content).Should().Equal("to first");
        second.Entries.Select(entry => entry.Content).Should().Equal("to second");
    }

    [Fact]
    public void Leaving_an_outer_event_leaves_a_forgotten_inner_one_too()
    {
        using var session = new Session();
        var outer = session.Conversation.BeginFunction("outer");
        var forgotten = session.Conversation.BeginFunction("forgotten");
        outer.Dispose();
        session.Log.Info("outside");

        session.Last.FunctionEvent.Should().BeNull();
        session.Last.Fields.Should().BeEmpty();
        forgotten.Outcome.Should().BeNull();
    }

    [Fact]
    public void In_a_flow_that_began_none_the_newest_open_turn_is_current()
    {
        using var session = new Session();
        Turn turn = null!;
        ExecutionContext.Run(ExecutionContext.Capture()!, _ => turn = session.Conversation.BeginTurn("hi"), null);
        session.Log.Info("in the turn that another flow began");

        session.Last.Turn.Should().BeSameAs(turn);
        session.Conversation.CurrentTurn.Should().BeSameAs(turn);
    }

    [Fact]
    public void The_turn_that_the_flow_began_last_is_current_until_it_is_disposed()
    {
        using var session = new Session();
        var first = session.Conversation.BeginTurn("1");
        var second = session.Conversation.BeginTurn("2");
        session.Conversation.CurrentTurn.Should().BeSameAs(second);
        second.Dispose();
        session.Conversation.CurrentTurn.Should().BeSameAs(first);
        first.Dispose();
        session.Conversation.CurrentTurn.Should().BeNull();
        first.Ordinal.Should().Be(1);
        second.Ordinal.Should().Be(2);
    }
}
