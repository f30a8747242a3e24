namespace ConvLog;

/// <summary>The numbers of items that a sink has accepted since it was created, by outcome: accepted = stored + dropped + pending.</summary>
public readonly record struct FlushCounts
{
    /// <summary>Creates counts.</summary>
    /// <param name="stored">The number that is stored durably.</param>
    /// <param name="dropped">The number that was dropped.</param>
    /// <param name="pending">The number that is not stored yet.</param>
    public FlushCounts(long stored, long dropped, long pending)
    {
        Stored = stored;
        Dropped = dropped;
        Pending = pending;
    }

    /// <summary>The number that is stored durably.</summary>
    public long Stored { get; init; }

    /// <summary>The number that was dropped.</summary>
    public long Dropped { get; init; }

    /// <summary>The number that is not stored yet.</summary>
    public long Pending { get; init; }

    /// <summary>The number that was accepted: stored, dropped and pending together.</summary>
    public long Accepted => Stored + Dropped + Pending;

    internal FlushCounts Plus(FlushCounts other) => new(Stored + other.Stored, Dropped + other.Dropped, Pending + other.Pending);
}
