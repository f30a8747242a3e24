namespace ConvLog;

/// <summary>What was logged and what of it was lost, counted at one moment.</summary>
/// <param name="Accepted">Calls taken in: kept and dropped together.</param>
/// <param name="Dropped">Entries dropped, by reason; reasons without a drop are absent.</param>
/// <param name="Truncated">Entries of which a part was cut, by reason; an entry cut for two reasons counts under both.</param>
public sealed record LossCounts(long Accepted, IReadOnlyDictionary<LossReason, long> Dropped, IReadOnlyDictionary<LossReason, long> Truncated)
{
    /// <summary>Nothing logged, nothing lost.</summary>
    public static LossCounts None { get; } = new(0, new Dictionary<LossReason, long>(), new Dictionary<LossReason, long>());

    /// <summary>Entries dropped, for whatever reason.</summary>
    public long DroppedTotal => Dropped.Values.Sum();

    /// <summary>Entries kept: accepted less dropped.</summary>
    public long Kept => Accepted - DroppedTotal;

    /// <summary>Whether nothing was dropped or cut.</summary>
    public bool IsEmpty => Dropped.Count == 0 && Truncated.Count == 0;

    internal static bool IsDrop(LossReason reason) => reason <= LossReason.CaptureFailed;
}
