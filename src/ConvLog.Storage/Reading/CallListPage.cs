namespace ConvLog;

/// <summary>A page of a list of calls.</summary>
public sealed record CallListPage
{
    /// <summary>The calls of the page, in the order of the query.</summary>
    public required IReadOnlyList<ListedCall> Calls { get; init; }

    /// <summary>
    /// The cursor of the next page; null on the last page. A page that is empty or not full may have one, because a limited number of conversations is examined
    /// per page.
    /// </summary>
    public string? Next { get; init; }

    /// <summary>
    /// If calls are sorted by duration and there are too many conversations to examine: the list contains calls of conversations with activity after this time
    /// only, in UTC; otherwise null.
    /// </summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether everything that was written earlier is listed, see <see cref="Storage.StoredPage.IsComplete"/>; default true.</summary>
    public bool IsComplete { get; init; } = true;
}
