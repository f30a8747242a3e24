namespace ConvLog.Tests.Functions;

public sealed class FunctionEventApprovalTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly Conversation _conv;
    private readonly InMemorySink _sink = new();

    public FunctionEventApprovalTests() => _conv = new Conversation(new ConversationInfo("conv-1"), _sink, new ConversationOptions { TimeProvider = _clock });

    public void Dispose() => _conv.Dispose();

    [Fact]
    public void A_function_that_is_allowed_runs()
    {
        using (var call = _conv.BeginFunction("transfer"))
        {
            call.RequestApproval("manager", "over 100");
            _clock.Advance(TimeSpan.FromMinutes(5));
            call.Decide(ApprovalDecision.Granted, "Ana", "it is fine");
            call.Decide(ApprovalDecision.Declined, "Bob");
            call.RequestApproval("somebody else");
        }

        var done = _sink.FunctionEvents.Should().ContainSingle().Subject;
        done.Outcome.Should().Be(FunctionOutcome.Completed);
        done.Approval.Should().BeEquivalentTo(new
        {
            AskedAt = ManualClock.DefaultStart, AskedOf = "manager", Rule = "over 100", Decision = ApprovalDecision.Granted, DecidedBy = "Ana",
            Reason = "it is fine", Waited = TimeSpan.FromMinutes(5),
        });
        done.Approval!.ToString().Should().Be("Granted").And.NotContain("Ana");
    }

    [Fact]
    public void A_declined_function_has_that_outcome_no_duration_and_is_no_problem()
    {
        using (var call = _conv.BeginFunction("transfer"))
        {
            call.Decide((ApprovalDecision)9, reason: "no");
            call.Complete("ran nevertheless");
        }

        var declined = _sink.FunctionEvents.Should().ContainSingle().Subject;
        (declined.Outcome, declined.Duration, declined.Error).Should().Be((FunctionOutcome.Declined, null, null));
        (declined.Approval!.AskedAt, declined.Approval.Waited).Should().Be((null, null));
    }

    [Fact]
    public void Open_call_is_published_when_it_waits_and_when_it_is_allowed_to_run()
    {
        var sink = new RevisedCalls();
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        using (var call = conv.BeginFunction("transfer"))
        {
            call.RequestApproval("manager");
            call.RequestApproval("nobody");
            call.Decide(ApprovalDecision.Granted, "Ana");
            call.Decide(ApprovalDecision.Declined);
            sink.Published.Select(static call => (call.Approval?.AskedOf, call.Approval?.Decision, call.Outcome, call.Id)).Should().Equal(
                ("manager", null, null, call.Id), ("manager", ApprovalDecision.Granted, null, call.Id));
        }

        using (var declined = conv.BeginFunction("transfer"))
        {
            declined.Decide(ApprovalDecision.Declined);
        }

        sink.Published.Should().HaveCount(2, "a declined call is published by its end");
    }

    [Fact]
    public void A_decision_after_the_end_has_no_effect()
    {
        var call = _conv.BeginFunction("transfer");
        call.Dispose();
        call.RequestApproval();
        call.Decide(ApprovalDecision.Declined);

        (call.Outcome, call.Approval).Should().Be((FunctionOutcome.Completed, null));
    }

    [Fact]
    public void A_decision_before_its_request_has_no_waiting_time()
        => new FunctionApproval { AskedAt = ManualClock.DefaultStart, DecidedAt = ManualClock.DefaultStart.AddHours(-1) }.Waited.Should().Be(TimeSpan.Zero);

    private sealed class RevisedCalls : ILogSink
    {
        public List<FunctionSnapshot> Published { get; } = [];

        public void Emit(LogEntry entry)
        {
        }

        public void FunctionRevised(FunctionSnapshot call) => Published.Add(call);
    }
}
