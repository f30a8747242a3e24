namespace ConvLog.Records;

/// <summary>A page of a list of conversations, as one reader may see it.</summary>
public sealed record ConversationPage
{
    /// <summary>The conversations of the page, in the order of the query.</summary>
    public required IReadOnlyList<ConversationSummaryView> Conversations { get; init; }

    /// <summary>The number of all conversations that match the query; null if the query does not request it.</summary>
    public int? Total { get; init; }

    /// <summary>
    /// The cursor of the next page; null on the last page. A page that is empty or not full may have one, because a store examines a limited number of
    /// conversations per page; the next page continues from there.
    /// </summary>
    public string? Next { get; init; }

    /// <summary>
    /// With <see cref="Storage.ConversationQuery.Text"/>, the time since which the listed conversations were active: by default seven days ago, see
    /// <see cref="Storage.ConversationQuery.From"/>. Null without a text search.
    /// </summary>
    public DateTimeOffset? SearchedFrom { get; init; }

    /// <summary>Whether the text search stopped at its limit, so that older conversations may be missing; default false.</summary>
    public bool SearchStopped { get; init; }

    /// <summary>Whether the page includes everything written before the request, see <see cref="Storage.StoredPage.IsComplete"/>; default true.</summary>
    public bool IsComplete { get; init; } = true;
}
