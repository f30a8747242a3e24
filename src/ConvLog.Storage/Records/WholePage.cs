namespace ConvLog.Records;

/// <summary>A page of whole conversations, as one reader may see them.</summary>
public sealed record WholePage
{
    /// <summary>The conversations of the page, in the order of the query. One that is erased during the read is left out.</summary>
    public required IReadOnlyList<ConversationView> Conversations { get; init; }

    /// <summary>The cursor of the next page; null on the last page.</summary>
    public string? Next { get; init; }

    /// <summary>Whether the text search stopped at its limit, so that older conversations may be missing; default false.</summary>
    public bool SearchStopped { get; init; }

    /// <summary>
    /// The time back to which a stopped search is complete, see <see cref="Storage.StoredPage.SearchedFrom"/>; null if it did not stop, or the time is unknown.
    /// </summary>
    public DateTimeOffset? SearchedFrom { get; init; }

    /// <summary>Whether the page includes everything written before the request, see <see cref="Storage.StoredPage.IsComplete"/>; default true.</summary>
    public bool IsComplete { get; init; } = true;
}
