namespace ConvLog.Tests.Recount;

/// <summary>A turn of a played conversation.</summary>
internal sealed record ToldTurn
{
    public required string Id { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required bool HasInput { get; init; }

    /// <summary>The currency of what it cost.</summary>
    public required string Currency { get; init; }

    /// <summary>How the author settled it; null where it was left open, or ended without a word.</summary>
    public TurnOutcome? Outcome { get; set; }

    public CancelReason? CancelReason { get; set; }

    public string? ErrorType { get; set; }

    public TimeSpan? Latency { get; set; }

    public TimeSpan? FirstByte { get; set; }

    public bool IsInterrupted { get; set; }

    public bool IsRefused { get; set; }

    /// <summary>Whether it is left open in an opening that was closed, which abandons it.</summary>
    public bool IsAbandoned { get; set; }

    public bool HasEnded { get; set; }

    /// <summary>Since when it waits for someone; null where it does not.</summary>
    public DateTimeOffset? WaitingSince { get; set; }

    public bool WaitsForApproval { get; set; }

    /// <summary>What its author said it took as a whole; null where the model calls tell it.</summary>
    public ToldUsage? OwnUsage { get; set; }

    /// <summary>What its model calls took.</summary>
    public List<ToldUsage> Rounds { get; } = [];

    public IReadOnlyList<ToldUsage> Usages => OwnUsage is { } own ? [own] : Rounds;

    /// <summary>How long somebody waited; null where nobody did to the end, or that is not known.</summary>
    public TimeSpan? ResponseTime => !HasInput || Outcome == TurnOutcome.Canceled ? null : FirstByte ?? Latency;

    /// <summary>How it stands as a reader sees it: what is open when the conversation has ended is abandoned, and what waits too long.</summary>
    public TurnOutcome? OutcomeIn(bool hasEnded, DateTimeOffset now)
        => WaitingSince is { } since ? (now - since >= TimeSpan.FromDays(7) ? TurnOutcome.Abandoned : TurnOutcome.Waiting)
        : Outcome ?? (!HasEnded && (IsAbandoned || hasEnded) ? TurnOutcome.Abandoned : null);

    public bool HasFailed => Outcome == TurnOutcome.Failed;
}
