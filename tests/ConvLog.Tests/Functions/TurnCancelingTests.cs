using System.Text.Json;

namespace ConvLog.Tests.Functions;

/// <summary>Canceled turns, function events and model calls, which are not failures, and their reasons.</summary>
public sealed class TurnCancelingTests : IDisposable
{
    private readonly Session _session = new();

    private Conversation Conversation => _session.Conversation;

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_canceled_turn_keeps_its_reason_partial_response_and_usage()
    {
        using (var turn = Conversation.BeginTurn("Read me my bookings"))
        {
            turn.Cancel(CancelReason.UserLeft, "You have three", new ModelUsage("gpt-x", 310, 4));
        }

        _session.Sink.Turns.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Outcome = TurnOutcome.Canceled,
            CancelReason = CancelReason.UserLeft,
            AgentResponse = (MaskedText)"You have three",
            Usage = new ModelUsage("gpt-x", 310, 4),
            Error = (string?)null,
            ErrorType = (string?)null,
        });
        JsonSerializer.Serialize(_session.Sink.Turns[0]).Should().Contain("\"outcome\":\"canceled\",\"cancel_reason\":\"user_left\"");
    }

    [Fact]
    public void A_turn_has_no_outcome_while_it_is_open_and_the_one_that_was_settled_first()
    {
        var turn = Conversation.BeginTurn();
        (turn.Outcome, turn.CancelReason).Should().Be((null, null));
        turn.Complete("Done.");
        turn.Cancel(CancelReason.UserLeft, "Do");
        turn.Dispose();
        var canceled = Conversation.BeginTurn();
        canceled.Cancel(CancelReason.Superseded, "One");
        canceled.Cancel(CancelReason.UserLeft, "One two");
        canceled.Complete("One two three");
        canceled.Fail("x");
        canceled.Dispose();
        var failed = Conversation.BeginTurn();
        failed.Fail("x");
        failed.Cancel();
        failed.Dispose();

        (turn.Outcome, turn.CancelReason, turn.AgentResponse.Text).Should().Be((TurnOutcome.Completed, null, "Done."));
        (canceled.Outcome, canceled.CancelReason, canceled.AgentResponse.Text).Should().Be((TurnOutcome.Canceled, CancelReason.Superseded, "One"));
        (failed.Outcome, failed.CancelReason, failed.Error).Should().Be((TurnOutcome.Failed, null, "x"));
        JsonSerializer.Serialize(turn).Should().Contain("\"outcome\":\"completed\"").And.NotContain("cancel_reason");
    }

    [Fact]
    public void A_turn_that_was_disposed_without_an_outcome_gets_none_later()
    {
        var turn = Conversation.BeginTurn();
        turn.Dispose();
        turn.Cancel(CancelReason.UserLeft, "Too late.");

        (turn.Outcome, turn.CancelReason, turn.AgentResponse.IsEmpty).Should().Be((null, null, true));
    }

    [Fact]
    public void A_turn_that_is_open_at_the_end_is_abandoned_unless_it_was_settled()
    {
        var open = Conversation.BeginTurn();
        var canceled = Conversation.BeginTurn();
        canceled.Cancel();
        Conversation.Dispose();
        var late = Conversation.BeginTurn();
        late.Cancel(CancelReason.UserLeft);

        open.Outcome.Should().Be(TurnOutcome.Abandoned);
        (canceled.Outcome, canceled.CancelReason).Should().Be((TurnOutcome.Canceled, CancelReason.Unspecified));
        late.Outcome.Should().Be(TurnOutcome.Abandoned);
        _session.Sink.Turns.Select(static turn => turn.Outcome).Should().Equal(TurnOutcome.Abandoned, TurnOutcome.Canceled);
    }

    [Fact]
    public void A_reason_that_is_not_defined_is_taken_as_unspecified()
    {
        using var turn = Conversation.BeginTurn();
        using var call = turn.BeginFunction("f");
        using var model = turn.BeginModelCall("gpt-x");
        model.Cancel((CancelReason)99);
        call.Cancel((CancelReason)(-1));
        turn.Cancel((CancelReason)int.MaxValue);

        new[] { model.CancelReason, call.CancelReason, turn.CancelReason }.Should().AllBeEquivalentTo(CancelReason.Unspecified);
    }

    [Fact]
    public void A_canceled_function_and_a_canceled_model_call_keep_their_reasons_and_no_later_outcome()
    {
        var turn = Conversation.BeginTurn();
        var model = turn.BeginModelCall("gpt-x");
        model.Cancel(CancelReason.UserInterrupted, ModelMessage.Assistant("You have"), new ModelUsage("", 310, 4));
        model.Cancel(CancelReason.UserLeft);
        model.Complete();
        model.Dispose();
        var call = turn.BeginFunction("book_table");
        call.Cancel(CancelReason.HostStopped);
        call.Cancel();
        call.Complete("booked");
        call.Dispose();
        call.Cancel(CancelReason.UserLeft);
        turn.Dispose();

        (model.Outcome, model.CancelReason, model.Error, model.Response!.Text.Text).Should().Be(
            (FunctionOutcome.Canceled, CancelReason.UserInterrupted, null, "You have"));
        (call.Outcome, call.CancelReason, call.Result, call.Error).Should().Be((FunctionOutcome.Canceled, CancelReason.HostStopped, null, null));
        turn.Usage.Should().Be(new ModelUsage("gpt-x", 310, 4));
        JsonSerializer.Serialize(_session.Sink.FunctionEvents[0]).Should().Contain("\"outcome\":\"canceled\",\"cancel_reason\":\"host_stopped\"");
        JsonSerializer.Serialize(model).Should().Contain("\"outcome\":\"canceled\",\"cancel_reason\":\"user_interrupted\"");
    }

    [Fact]
    public void A_cancellation_that_passes_cancels_the_turn_and_another_exception_fails_it()
    {
        Ignoring(() =>
        {
            using var turn = Conversation.BeginTurn("one");
            throw new TaskCanceledException();
        });
        Ignoring(() =>
        {
            using var turn = Conversation.BeginTurn("two");
            throw new InvalidOperationException();
        });

        _session.Sink.Turns.Select(static turn => (turn.Outcome, turn.CancelReason, turn.ErrorType)).Should().Equal(
            (TurnOutcome.Canceled, CancelReason.Unspecified, null), (TurnOutcome.Failed, null, "System.InvalidOperationException"));
    }

    [Theory] // The exceptions of a timeout in HttpClient, and of libraries that wrap a cancellation.
    [InlineData(false)]
    [InlineData(true)]
    public void A_timeout_is_a_failure(bool isWrapped)
    {
        var timeout = new TaskCanceledException("The request was canceled due to the configured timeout.", new TimeoutException());
        timeout = isWrapped ? new TaskCanceledException("The function was canceled.", timeout) : timeout;
        using var turn = Conversation.BeginTurn();
        using var model = turn.BeginModelCall("gpt-x");
        model.Fail(timeout);
        using var call = turn.BeginFunction("f");
        call.Fail(timeout);
        Ignoring(() => Conversation.RunFunction<int>("g", _ => throw timeout));
        turn.Fail(timeout);

        (model.Outcome, call.Outcome, turn.Outcome).Should().Be((FunctionOutcome.Failed, FunctionOutcome.Failed, TurnOutcome.Failed));
        _session.Sink.FunctionEvents.Should().ContainSingle(static ended => ended.Name == "g" && ended.Outcome == FunctionOutcome.Failed);
        turn.ErrorType.Should().Be("System.Threading.Tasks.TaskCanceledException");
    }

    [Fact]
    public void A_cancellation_that_wraps_another_is_no_failure()
    {
        using var turn = Conversation.BeginTurn();
        turn.Fail(new OperationCanceledException("The function was canceled.", new TaskCanceledException("stop", new IOException())));

        turn.Outcome.Should().Be(TurnOutcome.Canceled);
    }

    [Fact]
    public void Items_canceled_in_an_interrupted_turn_were_interrupted_by_the_user()
    {
        var turn = Conversation.BeginTurn();
        turn.Interrupt("You");
        using var call = turn.BeginFunction("f");
        call.Fail(new OperationCanceledException());
        using var model = turn.BeginModelCall("gpt-x");
        model.Fail(new OperationCanceledException());
        turn.Fail(new OperationCanceledException(), "You have");

        new[] { call.CancelReason, model.CancelReason, turn.CancelReason }.Should().AllBeEquivalentTo(CancelReason.UserInterrupted);
        (turn.Outcome, turn.AgentResponse.Text).Should().Be((TurnOutcome.Canceled, "You have"));
    }

    [Fact]
    public void An_explained_token_gives_the_reason_once_canceled_until_disposed()
    {
        using var left = new CancellationTokenSource();
        using var stopped = new CancellationTokenSource();
        using var stop = Conversation.ExplainCancel(stopped.Token, CancelReason.HostStopped);
        var leave = Conversation.ExplainCancel(left.Token, CancelReason.UserLeft);

        Reason().Should().Be(CancelReason.Unspecified);
        left.Cancel();
        Reason().Should().Be(CancelReason.UserLeft);
        stopped.Cancel();
        Reason().Should().Be(CancelReason.HostStopped, "it was explained first");
        stop.Dispose();
        stop.Dispose();
        Reason().Should().Be(CancelReason.UserLeft);
        leave.Dispose();
        Reason().Should().Be(CancelReason.Unspecified);
        Conversation.Dispose();
        Conversation.ExplainCancel(default, (CancelReason)99).Dispose();
    }

    [Fact]
    public void A_reason_given_by_the_host_takes_precedence_over_an_explained_token()
    {
        using var explained = Conversation.ExplainCancel(new CancellationToken(canceled: true), CancelReason.UserLeft);
        using var turn = Conversation.BeginTurn();
        turn.Cancel();

        turn.CancelReason.Should().Be(CancelReason.Unspecified);
    }

    private CancelReason? Reason()
    {
        using var turn = Conversation.BeginTurn();
        using var call = Conversation.BeginFunction("f");
        call.Fail(new OperationCanceledException());
        return call.CancelReason;
    }

    private static void Ignoring(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is InvalidOperationException or OperationCanceledException)
        {
            // The exception is thrown by the test itself.
        }
    }
}
