namespace ConvLog;

/// <summary>The number of entries that were logged, dropped and truncated, at one point in time.</summary>
public sealed record LossCounts
{
    /// <summary>The number of entries that were logged, kept and dropped together.</summary>
    public required long Accepted { get; init; }

    /// <summary>The number of dropped entries by reason; reasons without a drop are absent.</summary>
    public required IReadOnlyDictionary<LossReason, long> Dropped { get; init; }

    /// <summary>The number of truncated entries by reason; an entry that was truncated for two reasons counts under both.</summary>
    public required IReadOnlyDictionary<LossReason, long> Truncated { get; init; }

    /// <summary>No entries, no losses.</summary>
    public static LossCounts None { get; } =
        new() { Accepted = 0, Dropped = new Dictionary<LossReason, long>(), Truncated = new Dictionary<LossReason, long>() };

    /// <summary>The number of dropped entries, for any reason.</summary>
    public long DroppedTotal => Dropped.Values.Sum();

    /// <summary>The number of entries that were kept: accepted minus dropped.</summary>
    public long Kept => Accepted - DroppedTotal;

    /// <summary>Whether no entry was dropped or truncated.</summary>
    public bool IsEmpty => Dropped.Count == 0 && Truncated.Count == 0;

    /// <summary>The counts as text: <c>12 logged, 3 dropped (2 EntryLimit, 1 CaptureFailed), truncated (1 TextLength)</c>.</summary>
    public override string ToString()
    {
        string dropped = Dropped.Count == 0 ? "" : $", {Number(DroppedTotal)} dropped ({List(Dropped)})";
        string truncated = Truncated.Count == 0 ? "" : $", truncated ({List(Truncated)})";
        return $"{Number(Accepted)} logged{(IsEmpty ? ", none lost" : dropped + truncated)}";

        static string List(IReadOnlyDictionary<LossReason, long> counts)
        {
            var parts = new List<string>();
            foreach (var reason in Enum.GetValues<LossReason>())
            {
                if (counts.TryGetValue(reason, out long count))
                {
                    parts.Add($"{Number(count)} {reason.ToString()}");
                }
            }

            return string.Join(", ", parts);
        }

        static string Number(long count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    internal static bool IsDrop(LossReason reason) => reason <= LossReason.CaptureFailed;
}
