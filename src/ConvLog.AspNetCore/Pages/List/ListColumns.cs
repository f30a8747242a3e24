using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>The columns of the list that are shown in addition to the words.</summary>
internal sealed class ListColumns
{
    public const string Channel = "channel", Variant = "variant", Turns = "turns", Functions = "functions", Problems = "problems", Scores = "scores",
        Duration = "duration", Tokens = "tokens", Cost = "cost", Updated = "updated", Started = "started";

    private static readonly string[] s_usual = [Turns, Duration, Started];

    private readonly HashSet<string> _chosen;
    private readonly string? _sorted;

    private ListColumns(IEnumerable<string> chosen, string? sorted)
        => (_chosen, _sorted) = (new HashSet<string>(chosen, StringComparer.Ordinal), sorted);

    /// <summary>All columns that can be chosen, in order.</summary>
    public static IReadOnlyList<(string Name, string Label)> All { get; } =
    [
        (Channel, "Channel"), (Variant, "Variant"), (Turns, "Turns"), (Functions, "Function calls"), (Problems, "Problems"), (Scores, "Scores"),
        (Duration, "Duration"), (Tokens, "Tokens"), (Cost, "Cost"), (Updated, "Updated"), (Started, "Started"),
    ];

    /// <summary>The columns in an address; few numbers if it has none. The column by which the list is sorted is always shown.</summary>
    public static ListColumns Of(string? names, ConversationSort sort)
    {
        string[] given = names?.Split(',') ?? [];
        string[] known = [.. All.Select(static column => column.Name).Where(name => given.Contains(name, StringComparer.Ordinal))];
        return new ListColumns(known.Length == 0 ? s_usual : known, SortedBy(sort));
    }

    /// <summary>Whether a column is shown.</summary>
    public bool Shows(string name) => _chosen.Contains(name) || string.Equals(name, _sorted, StringComparison.Ordinal);

    /// <summary>The chosen columns as text for an address; null for the usual ones.</summary>
    public override string? ToString()
        => _chosen.SetEquals(s_usual) ? null : string.Join(',', All.Select(static column => column.Name).Where(_chosen.Contains));

    private static string? SortedBy(ConversationSort sort) => sort switch
    {
        ConversationSort.Updated => Updated,
        ConversationSort.Duration => Duration,
        ConversationSort.Tokens => Tokens,
        ConversationSort.Errors => Problems,
        _ => null,
    };
}
