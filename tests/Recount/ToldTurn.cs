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

    /// <summary>What its author said it took as a whole; null where the model calls tell it.</summary>
    public ToldUsage? OwnUsage { get; set; }

    /// <summary>What its model calls took.</summary>
    public List<ToldUsage> Rounds { get; } = [];

    public IReadOnlyList<ToldUsage> Usages => OwnUsage is { } own ? [own] : Rounds;

    /// <summary>How long somebody waited; null where nobody did to the end, or that is not known.</summary>
    public TimeSpan? ResponseTime => !HasInput || Outcome == TurnOutcome.Canceled ? null : FirstByte ?? Latency;

    public bool HasFailed => Outcome == TurnOutcome.Failed;
}
