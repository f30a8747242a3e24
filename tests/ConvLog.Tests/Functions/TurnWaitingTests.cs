namespace ConvLog.Tests.Functions;

public sealed class TurnWaitingTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly InMemorySink _sink = new();
    private readonly Conversation _conv;

    public TurnWaitingTests() => _conv = new Conversation(new ConversationInfo("conv-1"), _sink, new ConversationOptions { TimeProvider = _clock });

    public void Dispose() => _conv.Dispose();

    [Fact]
    public void A_waiting_turn_remains_open_when_disposed_and_its_answer_completes_it()
    {
        var turn = _conv.BeginTurn("Pay Jane");
        Pass(2);
        turn.Wait(new TurnWait(TurnWaitKind.Approval, "call_7"), "Shall I?");
        turn.Dispose();
        turn.Should().BeEquivalentTo(new
        {
            Outcome = TurnOutcome.Waiting, WaitingSince = ManualClock.DefaultStart.AddSeconds(2), Latency = TimeSpan.FromSeconds(2),
            EndedAt = (DateTimeOffset?)null, AgentResponse = (MaskedText)"Shall I?",
        });
        Conversation.Current.Should().BeNull("the flow has left it");

        Pass(3_600);
        using (var again = _conv.ContinueTurn(callId: "call_7"))
        {
            again.Should().BeSameAs(turn);
            _conv.CurrentTurn.Should().BeSameAs(turn);
            (again.Outcome, again.WaitsFor, again.WaitingSince, again.Latency).Should().Be((null, null, null, null));
            Pass(3);
            again.Complete("Done.");
        }

        turn.Should().BeEquivalentTo(new
        {
            Outcome = TurnOutcome.Completed, Latency = TimeSpan.FromSeconds(5), Waited = TimeSpan.FromHours(1), AgentResponse = (MaskedText)"Done.",
        });
        turn.Said.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Text = (MaskedText)"Shall I?", IsFiller = true, At = ManualClock.DefaultStart.AddSeconds(2) });
        _sink.Turns.Should().ContainSingle();
    }

    [Fact]
    public void Its_call_IDs_are_limited_and_its_continuation_token_is_kept_as_a_hash()
    {
        var turn = _conv.BeginTurn();
        turn.Wait(new TurnWait((TurnWaitKind)99, [.. Enumerable.Range(0, 1_000).Select(i => $"call_{i}"), null!, ""]) { ContinuationToken = "secret" });

        (turn.WaitsFor!.Kind, turn.WaitsFor.CallIds.Count, turn.WaitsFor.ContinuationToken).Should().Be((TurnWaitKind.Other, 128, null));
        turn.WaitsFor.TokenHash.Should().HaveLength(64).And.NotContain("secret");
        _conv.ContinueTurn(continuationToken: "another").Should().NotBeSameAs(turn);
        _conv.ContinueTurn(continuationToken: "secret").Should().BeSameAs(turn);
    }

    [Fact]
    public void The_end_of_the_conversation_leaves_it_waiting_and_no_later_call_changes_it()
    {
        var turn = _conv.BeginTurn("Pay Jane");
        turn.Wait(null!);
        _conv.Dispose();

        turn.Outcome.Should().Be(TurnOutcome.Waiting);
        turn.Complete("too late");
        turn.Wait(new TurnWait(TurnWaitKind.Person));
        turn.Should().BeEquivalentTo(new { Outcome = TurnOutcome.Waiting, WaitsFor = new TurnWait(TurnWaitKind.Other) });
        _conv.Losses.Dropped.Values.Sum().Should().Be(1, "the answer came too late, and is counted");
    }

    [Fact]
    public void An_exception_that_passes_after_it_began_to_wait_is_its_failure()
    {
        var thrown = () =>
        {
            using var turn = _conv.BeginTurn();
            turn.Wait(new TurnWait(TurnWaitKind.Person));
            throw new InvalidOperationException("no");
        };
        thrown.Should().Throw<InvalidOperationException>();

        _sink.Turns.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Outcome = TurnOutcome.Failed, WaitsFor = (TurnWait?)null });
    }

    [Fact]
    public void An_ended_turn_does_not_wait_and_continuing_an_unknown_wait_begins_a_turn()
    {
        var ended = _conv.BeginTurn("first");
        ended.Complete("ok");
        ended.Wait(new TurnWait(TurnWaitKind.Approval, "call_1"));
        ended.Outcome.Should().Be(TurnOutcome.Completed);
        ended.Dispose();

        _conv.ContinueTurn(callId: "call_1").Should().NotBeSameAs(ended);
        _conv.ContinueTurn(ended.Id).Should().NotBeSameAs(ended);
        _conv.ContinueTurn().Should().NotBeNull();
        _conv.ContinueTurn("", "", null).Should().NotBeNull();
        _sink.Turns.Should().HaveCount(5);
    }

    [Fact]
    public void Entries_and_functions_during_the_wait_belong_to_the_waiting_turn()
    {
        var turn = _conv.BeginTurn("Where am I?");
        turn.Wait(new TurnWait(TurnWaitKind.ClientTool, "call_1"));
        turn.Dispose();
        using (var call = _conv.BeginFunction("get_location", "call_1"))
        {
            call.Turn.Should().BeSameAs(turn);
        }

        _conv.Log.Info("meanwhile");
        turn.Entries.Should().ContainSingle();
        Pass(1);
        turn.Complete("In Rome.");
        (turn.Latency, turn.Waited).Should().Be((TimeSpan.FromSeconds(1), null), "what this process does itself is work");
    }

    private void Pass(int seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));
}
