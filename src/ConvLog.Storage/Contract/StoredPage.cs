using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>A page of a list of conversations.</summary>
public sealed record StoredPage
{
    /// <summary>The conversations of the page, in the order of the query.</summary>
    public required IReadOnlyList<StoredSummary> Conversations { get; init; }

    /// <summary>The number of all conversations that match the query; null if the query does not request it, or counting takes more than
    /// <see cref="ConversationQuery.MostCounted"/>.</summary>
    public int? Total { get; init; }

    /// <summary>
    /// The <see cref="ConversationQuery.After"/> of the next page; null on the last page. A page that is empty or not full may have one, because a store
    /// examines a limited number of conversations per page; the next page continues from there.
    /// </summary>
    public ListPosition? Next { get; init; }

    /// <summary>
    /// Whether the search for <see cref="ConversationQuery.Text"/> stopped at its limit, so that older conversations may be missing; default false.
    /// </summary>
    public bool SearchStopped { get; init; }

    /// <summary>
    /// The time back to which a stopped search is complete: the list contains the matching conversations that started at or after this time, and no others. To
    /// continue, use it as <see cref="ConversationQuery.To"/>. Null if the search did not stop, or the time is unknown.
    /// </summary>
    public DateTimeOffset? SearchedFrom { get; init; }

    /// <summary>
    /// Whether the page includes everything that was written before the request; default true. A store may update its lists shortly after it writes the
    /// records; a read waits at most 100 milliseconds for that.
    /// </summary>
    public bool IsComplete { get; init; } = true;
}
