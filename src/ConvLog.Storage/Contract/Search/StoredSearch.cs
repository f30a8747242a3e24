namespace ConvLog.Storage;

/// <summary>The results of a text search, the newest first.</summary>
public sealed record StoredSearch
{
    /// <summary>
    /// The hits, at most one per turn and one per entry. They are more than <see cref="SearchQuery.Limit"/> only where all have the same time.
    /// </summary>
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
    /// <param name="hits">The newest, in order, one more than <see cref="LimitOf"/> where there are more.</param>
    /// <param name="query">What was searched for.</param>
    /// <param name="searchedFrom">How far a search looked that stopped at its bound; null where it did not.</param>
    internal static StoredSearch Of(IReadOnlyList<SearchHit> hits, SearchQuery query, DateTimeOffset? searchedFrom)
    {
        int limit = LimitOf(hits, query, static hit => hit.Timestamp.UtcTicks);
        if (hits.Count <= limit)
        {
            // It would not get further by itself where all that it looked at has one time.
            var from = searchedFrom >= query.To ? query.To?.AddTicks(-1) : searchedFrom;
            return new StoredSearch { Hits = [.. hits.Where(hit => !(hit.Timestamp < from))], Stopped = from is not null, SearchedFrom = from };
        }

        // Of hits of one time either all are given or none, so that the search that continues brings the rest.
        var next = hits[limit].Timestamp;
        return new StoredSearch { Hits = [.. hits.TakeWhile(hit => hit.Timestamp > next)], Stopped = true, SearchedFrom = next.AddTicks(1) };
    }

    /// <summary>How many hits are given at most: the query's limit, or all hits of the newest time where they are more.</summary>
    /// <param name="hits">The newest, in order, at least one more than the query's limit where there are more.</param>
    /// <param name="query">What was searched for.</param>
    /// <param name="ticks">The time of a hit.</param>
    internal static int LimitOf<T>(IReadOnlyList<T> hits, SearchQuery query, Func<T, long> ticks)
        => Math.Max(query.Limit, hits.TakeWhile(hit => ticks(hit) == ticks(hits[0])).Count());
}
