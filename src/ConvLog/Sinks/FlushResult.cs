namespace ConvLog;

/// <summary>What happened to all records that a sink accepted since it was created: accepted = stored + dropped + pending.</summary>
public readonly record struct FlushResult
{
    /// <summary>A result.</summary>
    /// <param name="stored">The number of records that are stored durably.</param>
    /// <param name="dropped">The number of records that were dropped.</param>
    /// <param name="pending">The number of records that are not stored yet.</param>
    public FlushResult(long stored, long dropped, long pending)
    {
        Stored = stored;
        Dropped = dropped;
        Pending = pending;
    }

    /// <summary>The number of records that are stored durably.</summary>
    public long Stored { get; init; }

    /// <summary>The number of records that were dropped, by a full queue or a permanent error; of a conversation also those that its limits dropped.</summary>
    public long Dropped { get; init; }

    /// <summary>The number of records that are not stored yet.</summary>
    public long Pending { get; init; }

    /// <summary>The result of a sink that keeps no count.</summary>
    public static FlushResult Nothing => default;

    /// <summary>Whether nothing is pending and nothing was dropped.</summary>
    public bool IsComplete => Dropped == 0 && Pending == 0;

    internal FlushResult Plus(FlushResult other) => new(Stored + other.Stored, Dropped + other.Dropped, Pending + other.Pending);
}
