namespace ConvLog.AspNetCore.Pages.List;

/// <summary>The columns of the list that are shown in addition to the title.</summary>
internal sealed class ListColumns
{
    public const string Agent = "agent", Channel = "channel", User = "user", Turns = "turns", Functions = "functions", Problems = "problems", Rating = "rating",
        TeamRating = "team_rating", Scores = "scores", Duration = "duration", Tokens = "tokens", Updated = "updated", Started = "started";

    private readonly HashSet<string> _shown;

    private ListColumns(IEnumerable<string> shown) => _shown = new HashSet<string>(shown, StringComparer.Ordinal);

    /// <summary>All columns that can be chosen, in order.</summary>
    public static IReadOnlyList<(string Name, string Label)> All { get; } =
    [
        (Agent, "Agent"), (Channel, "Channel"), (User, "User"), (Turns, "Turns"), (Functions, "Function calls"), (Problems, "Problems"),
        (Rating, "User rating"), (TeamRating, "Team rating"), (Scores, "Scores"), (Duration, "Duration"), (Tokens, "Tokens"), (Updated, "Updated"),
        (Started, "Started"),
    ];

    /// <summary>Whether some columns are hidden.</summary>
    public bool AreChosen => _shown.Count < All.Count;

    /// <summary>The columns in an address, in the order of the list; all if it has none.</summary>
    public static ListColumns Of(string? names)
    {
        string[] given = names?.Split(',') ?? [];
        string[] known = [.. All.Select(static column => column.Name).Where(name => given.Contains(name, StringComparer.Ordinal))];
        return new ListColumns(known.Length == 0 ? All.Select(static column => column.Name) : known);
    }

    /// <summary>Whether a column is shown.</summary>
    public bool Shows(string name) => _shown.Contains(name);

    /// <summary>The columns as text for an address; null for all.</summary>
    public override string? ToString() => AreChosen ? string.Join(',', All.Select(static column => column.Name).Where(_shown.Contains)) : null;
}
