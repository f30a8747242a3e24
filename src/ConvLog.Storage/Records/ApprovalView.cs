namespace ConvLog.Records;

/// <summary>The approval of a function call, as one reader may see it: the request and the decision.</summary>
public sealed record ApprovalView
{
    internal ApprovalView()
    {
    }

    /// <summary>When the approval was requested, in UTC; null if unknown.</summary>
    public DateTimeOffset? AskedAt { get; internal init; }

    /// <summary>The role, queue or person whose approval was requested; null if unknown.</summary>
    public string? AskedOf { get; internal init; }

    /// <summary>The name of the rule that required the approval; null if unknown.</summary>
    public string? Rule { get; internal init; }

    /// <summary>The decision; null while it is pending.</summary>
    public ApprovalDecision? Decision { get; internal init; }

    /// <summary>When it was decided, in UTC; null until then.</summary>
    public DateTimeOffset? DecidedAt { get; internal init; }

    /// <summary>The person who decided; null if unknown.</summary>
    public VisibleText? DecidedBy { get; internal init; }

    /// <summary>The reason that the person gave; null if none.</summary>
    public VisibleText? Reason { get; internal init; }

    /// <summary>The time from the request to the decision; null if one of them is unknown.</summary>
    public TimeSpan? Waited { get; internal init; }
}
