namespace ConvLog.Storage;

/// <summary>The results of a text search, the newest first.</summary>
public sealed record StoredSearch
{
    /// <summary>The hits, at most one per turn and one per entry.</summary>
    public required IReadOnlyList<SearchHit> Hits { get; init; }

    /// <summary>Whether the search stopped at a bound, so that there may be more hits.</summary>
    public required bool Stopped { get; init; }

    /// <summary>
    /// How far it looked where it stopped: every hit at or after this time is among <see cref="Hits"/>, and a search with it as <see cref="SearchQuery.To"/>
    /// continues. Null where it looked at the whole period, or cannot say.
    /// </summary>
    public DateTimeOffset? SearchedFrom { get; init; }

    /// <summary>Whether all was searched that was written before, see <see cref="StoredPage.IsComplete"/>; default true.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>The answer to a search that found some hits.</summary>
    /// <param name="hits">The newest, in order, one more than its limit where there are more.</param>
    /// <param name="query">What was searched for.</param>
    /// <param name="searchedFrom">How far a search looked that stopped at its bound; null where it did not.</param>
    internal static StoredSearch Of(IReadOnlyList<SearchHit> hits, SearchQuery query, DateTimeOffset? searchedFrom)
    {
        int limit = query.Limit;
        if (hits.Count <= limit)
        {
            // It would not get further by itself where all that it looked at has one time.
            var from = searchedFrom >= query.To ? query.To?.AddTicks(-1) : searchedFrom;
            return new StoredSearch { Hits = [.. hits.Where(hit => !(hit.Timestamp < from))], Stopped = from is not null, SearchedFrom = from };
        }

        // Of hits of one time either all are given or none, so that the search that continues brings the rest. But for more of them than can be given.
        var next = hits[limit].Timestamp;
        List<SearchHit> newer = [.. hits.Take(limit).Where(hit => hit.Timestamp > next)];
        return newer.Count > 0
            ? new StoredSearch { Hits = newer, Stopped = true, SearchedFrom = next.AddTicks(1) }
            : new StoredSearch { Hits = [.. hits.Take(limit)], Stopped = true, SearchedFrom = next };
    }
}
