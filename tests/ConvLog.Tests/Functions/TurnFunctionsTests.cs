namespace ConvLog.Tests.Functions;

/// <summary><c>turn.Log</c>, <c>turn.BeginFunction</c> and similar methods, which do not change the current flow, and <c>MakeCurrent</c>, which does.</summary>
public sealed class TurnFunctionsTests : IDisposable
{
    private readonly Session _session = new();
    private readonly Turn _first;
    private readonly Turn _second;

    public TurnFunctionsTests()
    {
        _first = _session.Conversation.BeginTurn("1");
        _second = _session.Conversation.BeginTurn("2");
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_log_of_a_turn_writes_to_it_anywhere_and_after_its_end_with_a_mark()
    {
        using var call = _session.Conversation.BeginFunction("f");
        _first.Log.Info("open");
        _first.Dispose();
        _first.Log.Warning("late", ("a", 1));

        _first.Entries.Select(static entry => (entry.Content, entry.Fields.Count)).Should().Equal(("open", 0), ("late", 2));
        _session.Last.Fields["after"].Should().Be(_first.Id);
        call.Entries.Should().BeEmpty();
    }

    [Fact]
    public void A_function_begun_on_a_turn_belongs_to_it_and_is_not_current()
    {
        var one = _first.BeginFunction("one", "call_1", new { seats = 2 });
        var other = _first.BeginFunction("other");
        _session.Log.Info("to the flow's turn");

        (one.Turn, one.Parent, other.Parent, _session.Conversation.CurrentFunction).Should().Be((_first, null, null, null));
        one.CallId.Should().Be("call_1");
        one.Arguments.ToString().Should().Be("seats=2");
        _session.Last.Turn.Should().BeSameAs(_second);
        one.Dispose();
        other.Dispose();
        _session.Sink.FunctionEvents.Should().Equal(one, other);
    }

    [Fact]
    public void A_function_is_nested_only_inside_a_function_of_the_same_turn()
    {
        using var outer = _session.Conversation.BeginFunction("outer");
        outer.Turn.Should().BeSameAs(_second);
        using var nested = _second.BeginFunction("nested");
        using var other = _first.BeginFunction("other");
        using var model = _first.BeginModelCall("m");

        nested.Parent.Should().BeSameAs(outer);
        other.Parent.Should().BeNull();
        model.Function.Should().BeNull();
    }

    [Fact]
    public async Task A_function_run_by_a_turn_is_current_only_inside()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = _first.RunFunctionAsync("f", async call =>
        {
            await gate.Task;
            _session.Log.Info("inside");
            _session.Conversation.CurrentFunction.Should().BeSameAs(call);
            return 7;
        }, "call_1");
        _session.Log.Info("outside");
        _session.Last.Turn.Should().BeSameAs(_second);
        gate.SetResult();

        (await running).Should().Be(7);
        var call = _session.Sink.FunctionEvents.Should().ContainSingle().Subject;
        (call.Turn, call.CallId, call.Outcome, call.Entries.Count).Should().Be((_first, "call_1", FunctionOutcome.Completed, 1));
    }

    [Fact]
    public async Task Every_form_of_running_keeps_the_outcome()
    {
        _first.RunFunction("a", () => 1).Should().Be(1);
        _first.RunFunction("b", call => call.Name).Should().Be("b");
        _first.RunFunction("c", () => { });
        _first.RunFunction("d", (FunctionEvent call) => call.Attempt = 2);
        (await _first.RunFunctionAsync("e", () => Task.FromResult(1))).Should().Be(1);
        await _first.RunFunctionAsync("f", () => Task.CompletedTask);
        await _first.RunFunctionAsync("g", (FunctionEvent _) => Task.CompletedTask);
        var failing = () => _first.RunFunction("h", void () => throw new TimeoutException());
        failing.Should().Throw<TimeoutException>();
        var canceled = () => _first.RunFunctionAsync("i", () => Task.FromCanceled(new CancellationToken(canceled: true)));
        await canceled.Should().ThrowAsync<OperationCanceledException>();
        await _first.Invoking(static turn => turn.RunFunctionAsync("j", (Func<Task>)null!)).Should().ThrowAsync<ArgumentNullException>();

        _session.Sink.FunctionEvents.Select(static call => call.Name + call.Outcome).Should().Equal(
            "aCompleted", "bCompleted", "cCompleted", "dCompleted", "eCompleted", "fCompleted", "gCompleted", "hFailed", "iCanceled");
        _session.Sink.FunctionEvents.Should().OnlyContain(call => call.Turn == _first);
        _session.Conversation.CurrentFunction.Should().BeNull();
    }

    [Fact]
    public async Task A_turn_made_current_is_current_in_this_flow_until_the_scope_is_disposed()
    {
        _session.Conversation.CurrentTurn.Should().BeSameAs(_second);
        using (_first.MakeCurrent())
        {
            _session.Conversation.CurrentTurn.Should().BeSameAs(_first);
            (await Task.Run(() => _session.Conversation.CurrentTurn)).Should().BeSameAs(_first);
            Conversation.Current.Should().BeSameAs(_session.Conversation);
        }

        _session.Conversation.CurrentTurn.Should().BeSameAs(_second);
    }

    [Fact]
    public void A_call_made_current_makes_its_turn_and_conversation_current()
    {
        var call = _first.BeginFunction("f");
        ExecutionContext.Run(ExecutionContext.Capture()!, _ =>
        {
            using (call.MakeCurrent())
            {
                Conversation.Current!.CurrentFunction.Should().BeSameAs(call);
                _session.Conversation.CurrentTurn.Should().BeSameAs(_first);
                _session.Log.Info("in f");
                using var nested = _session.Conversation.BeginFunction("nested");
                nested.Parent.Should().BeSameAs(call);
            }

            _session.Conversation.CurrentFunction.Should().BeNull();
        }, null);
        call.Entries.Should().ContainSingle();
        call.Outcome.Should().BeNull("leaving it does not end it");
    }

    [Fact]
    public async Task Disposing_the_scope_twice_elsewhere_or_after_the_end_is_harmless()
    {
        var call = _first.BeginFunction("f");
        var inTurn = _first.MakeCurrent();
        var inCall = call.MakeCurrent();
        await Task.Run(inCall.Dispose);
        _session.Conversation.CurrentFunction.Should().BeNull("it was left on another flow");
        using var inner = _session.Conversation.BeginFunction("inner");
        inCall.Dispose();
        _session.Conversation.CurrentFunction.Should().BeSameAs(inner, "it was left before");

        var thread = new Thread(inTurn.Dispose);
        thread.Start();
        thread.Join();
        inTurn.Dispose();
        inner.Dispose();
        _session.Conversation.CurrentTurn.Should().BeSameAs(_second);

        var again = call.MakeCurrent();
        call.Dispose();
        _session.Conversation.CurrentFunction.Should().BeNull("it has ended");
        again.Dispose();
        _second.Dispose();
        _first.Dispose();
        using var ended = _first.MakeCurrent();
        using var endedCall = call.MakeCurrent();
        (_session.Conversation.CurrentTurn, _session.Conversation.CurrentFunction).Should().Be((null, null));
    }

    [Fact]
    public void A_turn_made_current_and_never_left_is_current_until_it_ends()
    {
        _first.MakeCurrent();
        _session.Conversation.CurrentTurn.Should().BeSameAs(_first);
        _first.Dispose();

        _session.Conversation.CurrentTurn.Should().BeSameAs(_second);
    }
}
