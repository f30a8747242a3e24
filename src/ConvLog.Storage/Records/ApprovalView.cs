namespace ConvLog.Records;

/// <summary>That someone was asked whether a function may run, and what they said, as one reader may see it.</summary>
public sealed record ApprovalView
{
    internal ApprovalView()
    {
    }

    /// <summary>When they were asked, in UTC; null where not known.</summary>
    public DateTimeOffset? AskedAt { get; internal init; }

    /// <summary>The role, queue or person that was asked; null where not told.</summary>
    public string? AskedOf { get; internal init; }

    /// <summary>The name of the rule by which they were; null where not told.</summary>
    public string? Rule { get; internal init; }

    /// <summary>What they said; null while they have not.</summary>
    public ApprovalDecision? Decision { get; internal init; }

    /// <summary>When they said it, in UTC; null until then.</summary>
    public DateTimeOffset? DecidedAt { get; internal init; }

    /// <summary>Who said it; null where not told.</summary>
    public VisibleText? DecidedBy { get; internal init; }

    /// <summary>Why, in their words; null where not told.</summary>
    public VisibleText? Reason { get; internal init; }

    /// <summary>From the question to the answer; null where one of the times is not known.</summary>
    public TimeSpan? Waited { get; internal init; }
}
