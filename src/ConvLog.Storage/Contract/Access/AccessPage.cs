namespace ConvLog.Storage;

/// <summary>A page of the access log.</summary>
public sealed record AccessPage
{
    /// <summary>The accesses, the most recent first.</summary>
    public required IReadOnlyList<AccessRecord> Accesses { get; init; }

    /// <summary>The <see cref="AccessQuery.Before"/> of the next page; null on the last page.</summary>
    public long? Next { get; init; }
}
