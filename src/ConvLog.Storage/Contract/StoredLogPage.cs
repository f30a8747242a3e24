using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>A page of a conversation's log.</summary>
public sealed record StoredLogPage
{
    /// <summary>The records of the page, in the order of the log.</summary>
    public required IReadOnlyList<ScopedRecord> Logged { get; init; }

    /// <summary>The <see cref="LogQuery.After"/> of the next page; null on the last page.</summary>
    public LogPosition? Next { get; init; }

    /// <summary>The page of what was found.</summary>
    /// <param name="found">In the order of the log, and one more than the page has where something follows.</param>
    /// <param name="limit">How many a page has at most.</param>
    internal static StoredLogPage Of(IReadOnlyList<(ScopedRecord Record, LogPosition Position)> found, int limit) => new()
    {
        Logged = [.. found.Take(limit).Select(static logged => ModelCallRecord.InLog(logged.Record))],
        Next = found.Count > limit ? found[limit - 1].Position : null,
    };
}
