namespace ConvLog.Records;

/// <summary>A page of a list of conversations, as one reader may see it.</summary>
public sealed record ConversationPage
{
    /// <summary>The conversations of the page, in the order of the query.</summary>
    public required IReadOnlyList<ConversationSummaryView> Conversations { get; init; }

    /// <summary>The number of all conversations that match the query; null where the query does not ask for it.</summary>
    public int? Total { get; init; }

    /// <summary>
    /// The cursor of the next page; null on the last page. A page that is not full, or is empty, may have one: a store looks at a bounded number of
    /// conversations for a page, and the next page continues from there.
    /// </summary>
    public string? Next { get; init; }

    /// <summary>
    /// With <see cref="Storage.ConversationQuery.Text"/>, the time since which the listed conversations were active: by default seven days ago, see
    /// <see cref="Storage.ConversationQuery.From"/>. Null where no text was searched for.
    /// </summary>
    public DateTimeOffset? SearchedFrom { get; init; }

    /// <summary>Whether the text search stopped at its bound, so that older conversations may be missing; default false.</summary>
    public bool SearchStopped { get; init; }

    /// <summary>Whether it shows all that was written before it was asked for, see <see cref="Storage.StoredPage.IsComplete"/>; default true.</summary>
    public bool IsComplete { get; init; } = true;
}
