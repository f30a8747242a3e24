namespace ConvLog;

/// <content>Whether someone allowed it to run.</content>
public sealed partial class FunctionEvent
{
    /// <summary>That someone was asked whether it may run, and what they said; null where nobody was.</summary>
    public FunctionApproval? Approval { get; private set; }

    /// <summary>
    /// Says that someone is asked whether the function may run. A later call changes nothing, nor does one after the end. Where the answer comes with a later
    /// request, let the turn wait (<see cref="Turn.Wait"/>).
    /// </summary>
    /// <param name="askedOf">The role, queue or person that is asked; null where not known. Visible.</param>
    /// <param name="rule">The name of the rule by which they are; null for none. Visible.</param>
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
    /// Says what they answered. With <see cref="ApprovalDecision.Declined"/> the event's outcome is <see cref="FunctionOutcome.Declined"/>, unless it has one.
    /// The first decision holds. Without <see cref="RequestApproval"/>, it is not known when they were asked.
    /// </summary>
    /// <param name="decision">What they answered; an undefined value is taken as no.</param>
    /// <param name="by">Who answered; null where not known. Personal data.</param>
    /// <param name="reason">Why, in their words; null where not told. Personal data.</param>
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

    // At once, so that the person who decides finds the call while it waits.
    private void Revise()
    {
        Interlocked.Increment(ref _revision);
        _runtime.FunctionRevised(this);
    }

    private string? Captured(string? text) => _runtime.Capture.OptionalText(text);
}
