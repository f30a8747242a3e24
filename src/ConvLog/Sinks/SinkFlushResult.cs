namespace ConvLog;

/// <summary>The outcome of everything that one sink accepted since it was created.</summary>
public readonly record struct SinkFlushResult
{
    /// <summary>Creates a result.</summary>
    /// <param name="name">The name of the sink, see <see cref="Name"/>.</param>
    /// <param name="entries">The counts of log entries.</param>
    /// <param name="records">The counts of all records, entries included.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public SinkFlushResult(string name, FlushCounts entries, FlushCounts records)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        Entries = entries;
        Records = records;
    }

    /// <summary>The name of the sink's type; for the sink of a store, the name of the store's type, such as <c>SqliteConversationStore</c>.</summary>
    public string Name { get; init; }

    /// <summary>The counts of log entries, each counted once. For a sink that does not distinguish entries from other records, the counts of all
    /// records.</summary>
    public FlushCounts Entries { get; init; }

    /// <summary>The counts of everything: entries, API responses, turns, function events, openings and so on, with each version of a record counted
    /// separately.</summary>
    public FlushCounts Records { get; init; }
}
