using ConvLog.Storage;

namespace ConvLog;

/// <summary>The results of a text search, the newest first.</summary>
public sealed record SearchResults
{
    /// <summary>The hits, at most one per turn and one per entry.</summary>
    public required IReadOnlyList<SearchHit> Hits { get; init; }

    /// <summary>
    /// The conversations that the text names: the one with this id first, then the newest ten with a call of such a function, and the newest ten of the user
    /// with this pseudonym. They are found regardless of their age, unless the query sets a time.
    /// </summary>
    public IReadOnlyList<NamedConversation> Named { get; init; } = [];

    /// <summary>Whether the search stopped at its limit, so that there may be more hits.</summary>
    public required bool Stopped { get; init; }

    /// <summary>
    /// The beginning of the period that was searched. If the search stopped, this is how far it got: with this time as <see cref="SearchQuery.To"/>
    /// and the same <see cref="SearchQuery.From"/>, another search continues.
    /// </summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Whether everything written earlier was searched, see <see cref="Storage.StoredPage.IsComplete"/>; default true.</summary>
    public bool IsComplete { get; init; } = true;
}
