namespace ConvLog.Records;

/// <summary>A page of whole conversations, as one reader may see them.</summary>
public sealed record WholePage
{
    /// <summary>The conversations of the page, in the order of the query. One that is erased while it is read is left out.</summary>
    public required IReadOnlyList<ConversationView> Conversations { get; init; }

    /// <summary>The cursor of the next page; null on the last page.</summary>
    public string? Next { get; init; }

    /// <summary>Whether the text search stopped at its bound, so that older conversations may be missing; default false.</summary>
    public bool SearchStopped { get; init; }

    /// <summary>How far a search looked that stopped, see <see cref="Storage.StoredPage.SearchedFrom"/>; null where it did not stop, or cannot say.</summary>
    public DateTimeOffset? SearchedFrom { get; init; }

    /// <summary>Whether it shows all that was written before it was asked for, see <see cref="Storage.StoredPage.IsComplete"/>; default true.</summary>
    public bool IsComplete { get; init; } = true;
}
