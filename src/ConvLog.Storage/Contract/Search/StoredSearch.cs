namespace ConvLog.Storage;

/// <summary>What a search found, newest first.</summary>
/// <param name="Hits">The hits, at most one for each turn and entry.</param>
/// <param name="Stopped">Whether it stopped at a bound, so that there may be more.</param>
public sealed record StoredSearch(IReadOnlyList<SearchHit> Hits, bool Stopped);
