namespace ConvLog;

/// <summary>An alert as one reader may see it.</summary>
public sealed record AlertStatus
{
    /// <summary>A copy of the rule.</summary>
    public required AlertRule Rule { get; init; }

    /// <summary>The state.</summary>
    public required AlertState State { get; init; }

    /// <summary>The state before it became unknown; the same as <see cref="State"/> if it is known.</summary>
    public required AlertState LastState { get; init; }

    /// <summary>Since when it is in this state, in UTC; null before the first evaluation.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The latest value measured by this process; null if there is none, or if the reader is not permitted to see it.</summary>
    public double? Value { get; init; }

    /// <summary>The number of calls, ratings, turns or records it is based on; null as <see cref="Value"/>.</summary>
    public long? Count { get; init; }

    /// <summary>Whether fewer than <see cref="AlertRule.MinimumCount"/> were counted, so that the state was kept.</summary>
    public bool HasTooFew { get; init; }

    /// <summary>When this process last evaluated the rule successfully, in UTC; null if never.</summary>
    public DateTimeOffset? EvaluatedAt { get; init; }

    /// <summary>When receivers were last notified, in UTC; null if never.</summary>
    public DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>The receivers that do not have the latest notification yet; empty if all have it.</summary>
    public IReadOnlyList<string> Undelivered { get; init; } = [];

    /// <summary>Why the last attempt to deliver it failed; null without a failure.</summary>
    public string? DeliveryFailure { get; init; }

    /// <summary>When the next attempt is made, in UTC; null if all receivers have the latest notification.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>The silence in force; null if there is none.</summary>
    public AlertSilence? Silence { get; init; }
}
