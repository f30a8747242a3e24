using ConvLog.Storage;

namespace ConvLog;

/// <summary>A page of the access log.</summary>
public sealed record AccessLogPage
{
    /// <summary>The accesses, the most recently written first.</summary>
    public required IReadOnlyList<AccessRecord> Accesses { get; init; }

    /// <summary>The cursor of the next page; null on the last page.</summary>
    public string? Next { get; init; }
}
