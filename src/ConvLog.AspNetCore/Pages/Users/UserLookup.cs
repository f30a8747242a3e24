namespace ConvLog.AspNetCore.Pages.Users;

/// <summary>The form for finding a user, as last sent, with its results if they are not a single journey.</summary>
/// <param name="Asked">The ID or number.</param>
internal sealed record UserLookup(string Asked)
{
    public const int Longest = 1_024;

    /// <summary>The error; null if there is none.</summary>
    public string? Problem { get; init; }

    /// <summary>The pseudonyms, if several users have the number.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Conversations with the number but without a known user, newest first.</summary>
    public IReadOnlyList<string> Unnamed { get; init; } = [];

    /// <summary>Whether there are results to show.</summary>
    public bool HasFound => Users.Count + Unnamed.Count > 0;
}
