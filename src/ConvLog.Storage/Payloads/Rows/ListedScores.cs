using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Statistics;

namespace ConvLog.Storage.Payloads.Rows;

/// <summary>Collects the labels, scores, reasons of ratings and assignment of a conversation for a list. Not thread-safe.</summary>
internal sealed class ListedScores
{
    /// <summary>
    /// The SQL condition for rows that someone created: a score, a label or an assignment. The other kinds are derived from metrics and ratings, which are
    /// shown, counted and erased separately.
    /// </summary>
    public const string IsGivenKind = "kind IN (0, 1, 2, 3, 9)";

    /// <summary>The SQL condition for rows of which a list shows something: those, and reasons of ratings.</summary>
    public const string IsListedKind = "kind IN (0, 1, 2, 3, 8, 9)";

    private readonly HashSet<string> _labels = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reasons = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, ScoreType Type), ScoreCell> _scores = [];
    private AssignmentRecord? _assignment;

    /// <summary>The labels and scores of a conversation that was read as a whole.</summary>
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

        foreach (var reason in conversation.Feedback.SelectMany(ScoreRow.Of).Where(static row => row.Kind == ScoreRowKind.Reason))
        {
            listed.Add(ScoreRowKind.Reason, reason.Name, number: null, category: null);
        }

        listed._assignment = conversation.Assignment is { AssignedTo: not null } assignment ? assignment : null;
        return listed;
    }

    /// <summary>
    /// Adds the row of an assignment that was not removed. Its columns: 0 the number of the conversation, 2 name, 3 number, 5 details, 6 created, 7 checksum.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="damage">Counts damage.</param>
    public void AddAssignment<TRow>(TRow row, IDamageCount damage)
        where TRow : IRow
    {
        var read = new ScoreRow
        {
            Id = AssignmentRecord.Id,
            Kind = ScoreRowKind.Assignment,
            Name = row.Text(2),
            Number = row.IsNull(3) ? null : 1,
            Details = row.Bytes(5).ToArray(),
            Created = row.Int64(6),
        };
        bool isWhole = RowChecksums.ChecksumOf(read, row.Int64(0), hasPersonal: false) == row.Int64(7);
        if (!isWhole)
        {
            damage.ChecksumFailed();
        }

        _assignment = (AssignmentRecord)ScoreRowReading.Read(read, conversationId: "", isWhole, comment: null, missing: "");
    }

    /// <summary>Adds the row of a score, label or reason that was not removed.</summary>
    public void Add(ScoreRowKind kind, string name, double? number, string? category)
    {
        name = TextRules.WithoutLoneSurrogates(name);
        if (kind is ScoreRowKind.Label or ScoreRowKind.Reason)
        {
            (kind == ScoreRowKind.Label ? _labels : _reasons).Add(name);
            return;
        }

        var key = (name, ScoreMatch.TypeOf(kind));
        if (!_scores.TryGetValue(key, out var cell))
        {
            _scores[key] = cell = new ScoreCell();
        }

        cell.Count(conversation: 0, number, category is null ? null : TextRules.WithoutLoneSurrogates(category));
    }

    /// <summary>A summary with the collected values.</summary>
    public StoredSummary AddTo(StoredSummary summary) => summary with
    {
        Labels = Labels,
        RatingReasons = [.. _reasons.Order(Utf8Order.Instance)],
        Scores = Scores,
        Assignment = _assignment is null ? null : _assignment with { ConversationId = summary.Conversation.ConversationId },
    };

    /// <summary>The labels, each once, ordered by their bytes in UTF-8.</summary>
    public IReadOnlyList<string> Labels => [.. _labels.Order(Utf8Order.Instance)];

    /// <summary>The scores, ordered by the bytes of their names in UTF-8, then by type.</summary>
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
