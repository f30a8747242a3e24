using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>A page of a list of conversations.</summary>
public sealed record StoredPage
{
    /// <summary>The conversations of the page, in the order of the query.</summary>
    public required IReadOnlyList<StoredSummary> Conversations { get; init; }

    /// <summary>The number of all conversations that match the query; null where the query does not ask for it, or counting takes more than
    /// <see cref="ConversationQuery.MostCounted"/>.</summary>
    public int? Total { get; init; }

    /// <summary>
    /// The <see cref="ConversationQuery.After"/> of the next page; null on the last page. A page that is not full, or is empty, may have one: a store looks at
    /// a bounded number of conversations for a page, and the next page continues from there.
    /// </summary>
    public ListPosition? Next { get; init; }

    /// <summary>
    /// Whether the search for <see cref="ConversationQuery.Text"/> stopped at its bound, so that older conversations may be missing; default false.
    /// </summary>
    public bool SearchStopped { get; init; }

    /// <summary>
    /// How far a search looked that stopped: only conversations that started at or after this time are listed, and all of these that match are. A list with it
    /// as <see cref="ConversationQuery.To"/> continues. Null where the search did not stop, or cannot say.
    /// </summary>
    public DateTimeOffset? SearchedFrom { get; init; }

    /// <summary>
    /// Whether it shows all that was written before it was asked for; default true. A store may write what lists show a moment after the records, and lets a
    /// reader wait for that 100 milliseconds at most.
    /// </summary>
    public bool IsComplete { get; init; } = true;
}
