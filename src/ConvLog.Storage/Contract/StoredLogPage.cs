using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>A page of a conversation's log.</summary>
public sealed record StoredLogPage
{
    /// <summary>The records of the page, in the order of the log.</summary>
    public required IReadOnlyList<ScopedRecord> Logged { get; init; }

    /// <summary>The <see cref="LogQuery.After"/> of the next page; null on the last page.</summary>
    public LogPosition? Next { get; init; }
}
