namespace ConvLog.Storage;

/// <summary>The results of a text search, the newest first.</summary>
public sealed record StoredSearch
{
    /// <summary>
    /// The hits, at most one per turn and one per entry. There are more than <see cref="SearchQuery.Limit"/> only if all of them have the same time.
    /// </summary>
    public required IReadOnlyList<SearchHit> Hits { get; init; }

    /// <summary>Whether the search stopped at a limit, so that there may be more hits.</summary>
    public required bool Stopped { get; init; }

    /// <summary>
    /// The time back to which a stopped search is complete: <see cref="Hits"/> contains every hit at or after this time. To continue, search with it as
    /// <see cref="SearchQuery.To"/>. Null if the whole period was searched, or the time is unknown.
    /// </summary>
    public DateTimeOffset? SearchedFrom { get; init; }

    /// <summary>Whether the search included everything written before it, see <see cref="StoredPage.IsComplete"/>; default true.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>Creates the result of a search.</summary>
    /// <param name="hits">The newest hits, in order, one more than <see cref="LimitOf"/> if there are more.</param>
    /// <param name="query">The search.</param>
    /// <param name="searchedFrom">The time back to which a search that stopped at its limit is complete; null if it did not stop.</param>
    internal static StoredSearch Of(IReadOnlyList<SearchHit> hits, SearchQuery query, DateTimeOffset? searchedFrom)
    {
        int limit = LimitOf(hits, query, static hit => hit.Timestamp.UtcTicks);
        if (hits.Count <= limit)
        {
            // If all examined documents have one time, go back by one tick; otherwise the continued search would examine the same ones.
            var from = searchedFrom >= query.To ? query.To?.AddTicks(-1) : searchedFrom;
            return new StoredSearch { Hits = [.. hits.Where(hit => !(hit.Timestamp < from))], Stopped = from is not null, SearchedFrom = from };
        }

        // Hits of the same time are returned together or not at all, so that a continued search returns the rest.
        var next = hits[limit].Timestamp;
        return new StoredSearch { Hits = [.. hits.TakeWhile(hit => hit.Timestamp > next)], Stopped = true, SearchedFrom = next.AddTicks(1) };
    }

    /// <summary>The maximum number of hits to return: the query's limit, or the number of hits at the newest time if that is larger.</summary>
    /// <param name="hits">The newest hits, in order, at least one more than the query's limit if there are more.</param>
    /// <param name="query">The search.</param>
    /// <param name="ticks">The time of a hit.</param>
    internal static int LimitOf<T>(IReadOnlyList<T> hits, SearchQuery query, Func<T, long> ticks)
        => Math.Max(query.Limit, hits.TakeWhile(hit => ticks(hit) == ticks(hits[0])).Count());
}
