namespace ConvLog.AspNetCore.Pages.Users;

/// <summary>The form that finds a user, as it was sent, and its results if they are not a single journey.</summary>
/// <param name="IdOrNumber">The ID or number.</param>
internal sealed record UserLookup(string IdOrNumber)
{
    public const int Longest = 1_024;

    /// <summary>The error; null for none.</summary>
    public string? Problem { get; init; }

    /// <summary>The pseudonyms of the users if a number belongs to several.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Conversations of the number without a known user, newest first.</summary>
    public IReadOnlyList<string> Unnamed { get; init; } = [];

    /// <summary>Whether there are results to show.</summary>
    public bool HasFound => Users.Count + Unnamed.Count > 0;
}
