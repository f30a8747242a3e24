namespace ConvLog;

/// <content>Approval of the function call.</content>
public sealed partial class FunctionEvent
{
    /// <summary>The approval that was requested for the call, and the answer; null if none was requested.</summary>
    public FunctionApproval? Approval { get; private set; }

    /// <summary>
    /// Records that an approval is requested for the function call. Only the first call has an effect, and only before the end. If the answer arrives with a
    /// later request, let the turn wait (<see cref="Turn.Wait"/>).
    /// </summary>
    /// <param name="askedOf">The role, queue or person that is asked; null if unknown. Visible.</param>
    /// <param name="rule">The name of the rule that requires the approval; null if there is none. Visible.</param>
    public void RequestApproval(string? askedOf = null, string? rule = null)
    {
        var now = _runtime.Time.GetUtcNow();
        lock (_lock)
        {
            if (Approval is not null || !_isOpen)
            {
                return;
            }

            Approval = new FunctionApproval { AskedAt = now, AskedOf = Captured(askedOf), Rule = Captured(rule) };
        }

        Revise();
    }

    /// <summary>
    /// Records the answer. With <see cref="ApprovalDecision.Declined"/> the event's outcome is <see cref="FunctionOutcome.Declined"/>, unless it already has
    /// one. Only the first decision counts. Without <see cref="RequestApproval"/>, the time of the request is unknown.
    /// </summary>
    /// <param name="decision">The answer; an undefined value counts as declined.</param>
    /// <param name="by">The name of the person who answered; null if unknown. Personal data.</param>
    /// <param name="reason">The reason, in the person's words; null if none was given. Personal data.</param>
    public void Decide(ApprovalDecision decision, string? by = null, string? reason = null)
        => Decide(decision == ApprovalDecision.Granted ? decision : ApprovalDecision.Declined, askedAt: null, by, reason);

    internal void Decide(ApprovalDecision decision, DateTimeOffset? askedAt, string? by, string? reason)
    {
        var now = _runtime.Time.GetUtcNow();
        lock (_lock)
        {
            if (!_isOpen || Approval?.Decision is not null)
            {
                return;
            }

            var asked = Approval ?? new FunctionApproval { AskedAt = askedAt };
            Approval = asked with
            {
                Decision = decision,
                DecidedAt = now,
                DecidedBy = _runtime.Capture.FreeText(by),
                Reason = _runtime.Capture.FreeText(reason),
            };
        }

        if (decision == ApprovalDecision.Declined)
        {
            Settle(FunctionOutcome.Declined, result: null, error: null, errorType: null);
        }
        else
        {
            Revise();
        }
    }

    // Published immediately, so that the person who decides finds the call while it waits.
    private void Revise()
    {
        Interlocked.Increment(ref _revision);
        _runtime.FunctionRevised(this);
    }

    private string? Captured(string? text) => _runtime.Capture.OptionalText(text);
}
