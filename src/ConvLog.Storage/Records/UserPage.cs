namespace ConvLog.Records;

/// <summary>A page of a list of end users.</summary>
public sealed record UserPage
{
    /// <summary>The users of the page, in the order of the query.</summary>
    public required IReadOnlyList<UserView> Users { get; init; }

    /// <summary>The cursor of the next page; null on the last page.</summary>
    public string? Next { get; init; }

    /// <summary>Whether the page includes everything written before the request, see <see cref="Storage.StoredPage.IsComplete"/>; default true.</summary>
    public bool IsComplete { get; init; } = true;
}
