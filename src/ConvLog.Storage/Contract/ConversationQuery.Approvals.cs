using ConvLog.Records;

namespace ConvLog.Storage;

/// <content>Filters of approvals; one approval must match all that are set.</content>
public sealed partial record ConversationQuery
{
    /// <summary>Conversations with an approval in this state; other filters need not match the same call. Null, the default, for any.</summary>
    public ApprovalState? Approval { get; init; }

    /// <summary>Conversations with an approval whose decision took at least this long; null, the default, for any.</summary>
    public TimeSpan? MinApprovalWait { get; init; }

    /// <summary>Whether an approval filter is set.</summary>
    internal bool HasApprovalFilter => Approval is not null || MinApprovalWait is not null;

    /// <summary>Whether the approval of a function call matches the approval filters.</summary>
    internal bool IsApproval(FunctionApproval approval)
        => (Approval is not { } state || state == StateOf(approval)) && (MinApprovalWait is not { } least || approval.Waited >= least);

    /// <summary>Whether a turn waits for an approval that matches the approval filters.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="hasEnded">Whether its conversation has ended, as the reader sees it.</param>
    internal bool IsApproval(TurnRecord turn, bool hasEnded)
        => Approval == ApprovalState.Requested && MinApprovalWait is null
            && turn.WaitsFor?.Kind == TurnWaitKind.Approval && turn.OutcomeIn(hasEnded, WaitingSince) == ConvLog.TurnOutcome.Waiting;

    /// <summary>The state of a function call's approval.</summary>
    internal static ApprovalState StateOf(FunctionApproval approval) => approval.Decision switch
    {
        null => ApprovalState.Requested,
        ApprovalDecision.Granted => ApprovalState.Granted,
        _ => ApprovalState.Declined,
    };
}
