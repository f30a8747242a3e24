using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>A page of a conversation's log.</summary>
public sealed record StoredLogPage
{
    /// <summary>The records of the page, in the order of the log.</summary>
    public required IReadOnlyList<ScopedRecord> Logged { get; init; }

    /// <summary>The <see cref="LogQuery.After"/> of the next page; null on the last page.</summary>
    public LogPosition? Next { get; init; }

    /// <summary>Creates a page of the records that a query found.</summary>
    /// <param name="found">The records in the order of the log, with one more than the limit if the log continues.</param>
    /// <param name="limit">The maximum number of records of the page.</param>
    internal static StoredLogPage Of(IReadOnlyList<(ScopedRecord Record, LogPosition Position)> found, int limit) => new()
    {
        Logged = [.. found.Take(limit).Select(static logged => ModelCallRecord.InLog(logged.Record))],
        Next = found.Count > limit ? found[limit - 1].Position : null,
    };
}
