using System.Globalization;

namespace ConvLog;

/// <summary>
/// What happened to all log entries that the sinks accepted since they were created. An entry counts once, however many sinks there are; what belongs to turns,
/// function events and the conversation as a whole is in <see cref="Records"/> only.
/// </summary>
/// <remarks>
/// With one sink, accepted = stored + dropped + pending. With several, each count is that of the sink where it is worst, and <see cref="Sinks"/> has the counts
/// of each sink, for which this holds. Sinks that keep no count are left out.
/// </remarks>
public readonly record struct FlushResult
{
    private readonly SinkFlushResult[]? _sinks;

    /// <summary>A result.</summary>
    /// <param name="stored">The number of entries that are stored durably.</param>
    /// <param name="dropped">The number of entries that were dropped.</param>
    /// <param name="pending">The number of entries that are not stored yet.</param>
    public FlushResult(long stored, long dropped, long pending)
        : this(new FlushCounts(stored, dropped, pending), new FlushCounts(stored, dropped, pending))
    {
    }

    internal FlushResult(FlushCounts entries, FlushCounts records)
    {
        (Stored, Dropped, Pending) = (entries.Stored, entries.Dropped, entries.Pending);
        Records = records;
    }

    private FlushResult(SinkFlushResult[] sinks)
    {
        _sinks = sinks;
        bool isCounted = false;

        // LINQ over structs is compiled anew for each of them and makes native programs large.
        foreach (var sink in sinks)
        {
            var entries = sink.Entries;
            Records = Records.Plus(sink.Records);
            if (entries.Accepted > 0)
            {
                Stored = isCounted ? Math.Min(Stored, entries.Stored) : entries.Stored;
                Dropped = Math.Max(Dropped, entries.Dropped);
                Pending = Math.Max(Pending, entries.Pending);
                isCounted = true;
            }
        }
    }

    /// <summary>The number of entries that every sink has stored durably, as far as counts tell: the fewest that one has.</summary>
    public long Stored { get; init; }

    /// <summary>
    /// The number of entries that a sink dropped, by a full queue or a permanent error, where several did the most that one did; of a conversation also those
    /// that its limits dropped.
    /// </summary>
    public long Dropped { get; init; }

    /// <summary>The number of entries that a sink has not stored yet; where several have not, the most that one has not.</summary>
    public long Pending { get; init; }

    /// <summary>
    /// The counts of everything that was accepted, summed over all sinks: entries, API responses, turns, function events, openings and so on, each version of
    /// one by itself.
    /// </summary>
    public FlushCounts Records { get; init; }

    /// <summary>The results of each sink that counts, in the order they are called; empty for the result of a sink that does not say its name.</summary>
    public IReadOnlyList<SinkFlushResult> Sinks => _sinks ?? [];

    /// <summary>The result of a sink that keeps no count.</summary>
    public static FlushResult Nothing => default;

    /// <summary>Whether nothing is pending and nothing was dropped: no entry, and nothing else in any sink.</summary>
    public bool IsComplete => Dropped == 0 && Pending == 0 && Records.Dropped == 0 && Records.Pending == 0;

    /// <summary>Whether all counts are the same. <see cref="Sinks"/> is not compared.</summary>
    /// <param name="other">The other result.</param>
    public bool Equals(FlushResult other)
        => Stored == other.Stored && Dropped == other.Dropped && Pending == other.Pending && Records == other.Records;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Stored, Dropped, Pending, Records);

    /// <summary>The counts: <c>3 stored, 0 dropped, 0 pending (records: 11, 0, 0)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Stored} stored, {Dropped} dropped, {Pending} pending (records: {Records.Stored}, {Records.Dropped}, {Records.Pending})");

    /// <summary>The result of several sinks.</summary>
    internal static FlushResult Of(IEnumerable<FlushResult> results) => new([.. results.SelectMany(static result => result.Sinks)]);

    /// <summary>The result with the name of the sink that it is of; as it is where it says names already, or counts nothing.</summary>
    internal FlushResult Named(string name)
        => _sinks is not null || this == Nothing ? this : new([new SinkFlushResult(name, new FlushCounts(Stored, Dropped, Pending), Records)]);
}
