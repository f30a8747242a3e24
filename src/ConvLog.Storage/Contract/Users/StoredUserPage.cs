using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>A page of a list of end users.</summary>
public sealed record StoredUserPage
{
    /// <summary>The users of the page, in the order of the query.</summary>
    public required IReadOnlyList<StoredUser> Users { get; init; }

    /// <summary>The <see cref="UserQuery.After"/> of the next page; null on the last page.</summary>
    public UserPosition? Next { get; init; }

    /// <summary>Whether the page includes everything that was written before the request; default true. See <see cref="StoredPage.IsComplete"/>.</summary>
    public bool IsComplete { get; init; } = true;
}
