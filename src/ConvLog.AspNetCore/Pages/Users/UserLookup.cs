namespace ConvLog.AspNetCore.Pages.Users;

/// <summary>The form that looks for a user, as it was sent, and what came of it where that is not one journey.</summary>
/// <param name="Asked">The id or number.</param>
internal sealed record UserLookup(string Asked)
{
    public const int Longest = 1_024;

    /// <summary>What is wrong; null where nothing is.</summary>
    public string? Problem { get; init; }

    /// <summary>The pseudonyms of several users of one number.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Conversations of the number that are of no known user, newest first.</summary>
    public IReadOnlyList<string> Unnamed { get; init; } = [];

    /// <summary>Whether someone looked, and there is something to show of it.</summary>
    public bool HasFound => Users.Count + Unnamed.Count > 0;
}
