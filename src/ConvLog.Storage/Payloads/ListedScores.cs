using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Statistics;

namespace ConvLog.Storage.Payloads;

/// <summary>Adds up the labels and scores of a conversation for a list. Not thread-safe.</summary>
internal sealed class ListedScores
{
    /// <summary>The last kind of rows that count. The others are shown elsewhere.</summary>
    public const ScoreRowKind LastKind = ScoreRowKind.Label;

    private readonly HashSet<string> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, ScoreType Type), ScoreCell> _scores = [];

    /// <summary>The labels and scores of a conversation that was read whole.</summary>
    public static ListedScores Of(StoredConversation conversation)
    {
        var listed = new ListedScores();
        foreach (var label in conversation.Labels)
        {
            listed.Add(ScoreRowKind.Label, label.Label, number: null, category: null);
        }

        foreach (var score in conversation.Scores.Where(static score => score.Value.Type is not null))
        {
            listed.Add((ScoreRowKind)score.Value.Type!.Value, score.Name, score.Value.Comparable, score.Value.Category);
        }

        return listed;
    }

    /// <summary>Adds a row that was not removed, of a kind up to <see cref="LastKind"/>.</summary>
    public void Add(ScoreRowKind kind, string name, double? number, string? category)
    {
        name = TextRules.Whole(name);
        if (kind == ScoreRowKind.Label)
        {
            _labels.Add(name);
            return;
        }

        var key = (name, ScoreMatch.TypeOf(kind));
        if (!_scores.TryGetValue(key, out var cell))
        {
            _scores[key] = cell = new ScoreCell();
        }

        cell.Count(conversation: 0, number, category is null ? null : TextRules.Whole(category));
    }

    /// <summary>The labels, each once, byte by byte in order.</summary>
    public IReadOnlyList<string> Labels => [.. _labels.Order(Utf8Order.Instance)];

    /// <summary>The scores, byte by byte in the order of their names, then by type.</summary>
    public IReadOnlyList<ListedScore> Scores =>
    [
        .. _scores.OrderBy(static score => score.Key.Name, Utf8Order.Instance)
            .ThenBy(static score => score.Key.Type)
            .Select(static score => Listed(score.Key.Name, score.Key.Type, score.Value.ToFigures(score.Key.Type))),
    ];

    private static ListedScore Listed(string name, ScoreType type, ScoreFigures figures) => new()
    {
        Name = name,
        Type = type,
        Count = figures.Count,
        Average = figures.Average ?? figures.YesShare,
        Category = figures.Categories is [var only] ? only.Value : null,
    };
}
