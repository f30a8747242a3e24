using System.Globalization;

namespace ConvLog;

/// <summary>
/// The outcome of all log entries that the sinks accepted since they were created. An entry counts once, however many sinks there are; records of turns,
/// function events and the conversation as a whole are only included in <see cref="Records"/>.
/// </summary>
/// <remarks>
/// With one sink, accepted = stored + dropped + pending. With several, each count is that of the sink where it is worst, and <see cref="Sinks"/> has the
/// counts of each sink, for which this equation holds. Sinks that do not count are omitted.
/// </remarks>
public readonly record struct FlushResult
{
    private readonly SinkFlushResult[]? _sinks;

    /// <summary>Creates a result.</summary>
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

        // LINQ over structs is compiled separately for each of them, which enlarges native AOT programs.
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

    /// <summary>The number of entries that every sink has stored durably: the smallest such number of any sink.</summary>
    public long Stored { get; init; }

    /// <summary>
    /// The number of entries dropped because of a full queue or a permanent error: the largest number of any sink. For a conversation it includes the entries
    /// dropped by its limits.
    /// </summary>
    public long Dropped { get; init; }

    /// <summary>The number of entries not stored yet: the largest number of any sink.</summary>
    public long Pending { get; init; }

    /// <summary>
    /// The counts of everything that was accepted, summed over all sinks: entries, API responses, turns, function events, openings and so on, with each
    /// version of a record counted separately.
    /// </summary>
    public FlushCounts Records { get; init; }

    /// <summary>The results of each sink that counts, in call order; empty for the result of a sink without a name.</summary>
    public IReadOnlyList<SinkFlushResult> Sinks => _sinks ?? [];

    /// <summary>The result of a sink that does not count.</summary>
    public static FlushResult Nothing => default;

    /// <summary>Whether no entry or other record is pending or was dropped, in any sink.</summary>
    public bool IsComplete => Dropped == 0 && Pending == 0 && Records.Dropped == 0 && Records.Pending == 0;

    /// <summary>Whether all counts are equal. <see cref="Sinks"/> is not compared.</summary>
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

    /// <summary>The result with the name of its sink; unchanged if it has names already, or counts nothing.</summary>
    internal FlushResult Named(string name)
        => _sinks is not null || this == Nothing ? this : new([new SinkFlushResult(name, new FlushCounts(Stored, Dropped, Pending), Records)]);
}
