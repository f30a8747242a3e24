namespace ConvLog.Tests.Recount;

/// <summary>A turn of a played conversation.</summary>
internal sealed record ExpectedTurn
{
    public required string Id { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required bool HasInput { get; init; }

    /// <summary>The currency of its cost.</summary>
    public required string Currency { get; init; }

    /// <summary>The outcome set by the author; null if it was left open or ended without an outcome.</summary>
    public TurnOutcome? Outcome { get; set; }

    public CancelReason? CancelReason { get; set; }

    public string? ErrorType { get; set; }

    public TimeSpan? Latency { get; set; }

    public TimeSpan? FirstByte { get; set; }

    public bool IsInterrupted { get; set; }

    public bool IsRefused { get; set; }

    /// <summary>Whether it was left open in a closed opening, which abandons it.</summary>
    public bool IsAbandoned { get; set; }

    public bool HasEnded { get; set; }

    /// <summary>The time since which it waits; null if it does not.</summary>
    public DateTimeOffset? WaitingSince { get; set; }

    public bool WaitsForApproval { get; set; }

    /// <summary>The total usage set by the author; null if the model calls report it.</summary>
    public ExpectedUsage? OwnUsage { get; set; }

    /// <summary>The usage of its model calls.</summary>
    public List<ExpectedUsage> Rounds { get; } = [];

    public IReadOnlyList<ExpectedUsage> Usages => OwnUsage is { } own ? [own] : Rounds;

    /// <summary>The response time; null if the user did not wait to the end or it is unknown.</summary>
    public TimeSpan? ResponseTime => !HasInput || Outcome == TurnOutcome.Canceled ? null : FirstByte ?? Latency;

    /// <summary>The outcome as seen by a reader: a turn that is open when the conversation has ended, or that waits too long, is abandoned.</summary>
    public TurnOutcome? OutcomeIn(bool hasEnded, DateTimeOffset now)
        => WaitingSince is { } since ? (now - since >= TimeSpan.FromDays(7) ? TurnOutcome.Abandoned : TurnOutcome.Waiting)
        : Outcome ?? (!HasEnded && (IsAbandoned || hasEnded) ? TurnOutcome.Abandoned : null);

    public bool HasFailed => Outcome == TurnOutcome.Failed;
}
