namespace ConvLog;

/// <summary>An alert fired or resolved. Contains no personal data: the rule's name, its state and numbers.</summary>
public sealed record AlertNotification
{
    /// <summary>
    /// Identifies this notification. A receiver normally gets it once; after a failure or a crash it may get it again, under the same ID.
    /// </summary>
    public required Guid Id { get; init; }

    /// <summary>The name of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary><see cref="AlertState.Firing"/> or <see cref="AlertState.Resolved"/>.</summary>
    public required AlertState State { get; init; }

    /// <summary>What the rule measures.</summary>
    public required AlertMeasure Measure { get; init; }

    /// <summary>The value at this moment; see <see cref="AlertMeasure"/> for its unit.</summary>
    public required double Value { get; init; }

    /// <summary>The rule's threshold.</summary>
    public required double Threshold { get; init; }

    /// <summary>The currency of a cost; null for other values.</summary>
    public string? Currency { get; init; }

    /// <summary>How many calls, ratings, turns or records were counted.</summary>
    public required long Count { get; init; }

    /// <summary>The measured period.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>When the alert fired, in UTC.</summary>
    public required DateTimeOffset FiredAt { get; init; }

    /// <summary>When it resolved, in UTC; null while it fires.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>The notification as a sentence in English.</summary>
    public required string Text { get; init; }
}
