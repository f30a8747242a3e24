namespace ConvLog.Storage;

/// <summary>The results of a text search, the newest first.</summary>
public sealed record StoredSearch
{
    /// <summary>The hits, at most one per turn and one per entry.</summary>
    public required IReadOnlyList<SearchHit> Hits { get; init; }

    /// <summary>Whether the search stopped at a bound, so that there may be more hits.</summary>
    public required bool Stopped { get; init; }

    /// <summary>Whether all was searched that was written before, see <see cref="StoredPage.IsComplete"/>; default true.</summary>
    public bool IsComplete { get; init; } = true;
}
