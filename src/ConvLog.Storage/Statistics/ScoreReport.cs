using ConvLog.Storage.Contract;

namespace ConvLog.Storage.Statistics;

/// <summary>Scores, labels and reasons of conversations that started in a period, as added by a store. Not thread-safe.</summary>
/// <param name="dayOf">The day of a quarter of an hour.</param>
internal sealed class ScoreReport(Func<long, DateOnly> dayOf)
{
    private const int MostShown = 100;

    private readonly Dictionary<(string Name, ScoreType Type), Dictionary<(string? Variant, DateOnly Day), ScoreCell>> _scores = [];
    private readonly Dictionary<string, ScoreTally> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ScoreTally> _reasons = new(StringComparer.Ordinal);

    /// <summary>The 100 names and types with the most scores, then by name and type.</summary>
    public IReadOnlyList<ScoreStatistics> Scores =>
    [
        .. _scores.Select(static score => (score.Key, score.Value, Total: Sum(score.Value.Values)))
            .OrderByDescending(static score => score.Total.All.Count)
            .ThenBy(static score => score.Key.Name, Utf8Order.Instance)
            .ThenBy(static score => score.Key.Type)
            .Take(MostShown)
            .Select(static score => Statistics(score.Key.Name, score.Key.Type, score.Total, score.Value)),
    ];

    /// <summary>The 100 most frequent labels.</summary>
    public IReadOnlyList<ValueCount> Labels => MostFrequent(_labels, MostShown);

    /// <summary>The 100 most frequent reasons of ratings.</summary>
    public IReadOnlyList<ValueCount> Reasons => MostFrequent(_reasons, MostShown);

    public static IReadOnlyList<ValueCount> MostFrequent(Dictionary<string, ScoreTally> tallies, int most) =>
    [
        .. tallies.OrderByDescending(static tally => tally.Value.Count)
            .ThenBy(static tally => tally.Key, Utf8Order.Instance)
            .Take(most)
            .Select(static tally => new ValueCount { Value = tally.Key, Count = tally.Value.Count, Conversations = tally.Value.Conversations }),
    ];

    /// <summary>Scores of a name and type, in conversations of a variant that started in a quarter.</summary>
    public ScoreCell CellOf(long quarter, string? variant, ScoreType type, string name)
    {
        if (!_scores.TryGetValue((name, type), out var cells))
        {
            _scores[(name, type)] = cells = [];
        }

        var place = (variant, dayOf(quarter));
        if (!cells.TryGetValue(place, out var cell))
        {
            cells[place] = cell = new ScoreCell();
        }

        return cell;
    }

    public ScoreTally LabelOf(string label) => TallyOf(_labels, label);

    public ScoreTally ReasonOf(string reason) => TallyOf(_reasons, reason);

    private static ScoreTally TallyOf(Dictionary<string, ScoreTally> tallies, string name)
    {
        if (!tallies.TryGetValue(name, out var tally))
        {
            tallies[name] = tally = new ScoreTally();
        }

        return tally;
    }

    private static ScoreStatistics Statistics(string name, ScoreType type, ScoreCell total,
        Dictionary<(string? Variant, DateOnly Day), ScoreCell> cells) => new()
    {
        Name = name,
        Type = type,
        Total = total.ToFigures(type),
        Days = DaysOf(cells, type),
        Variants =
        [
            .. cells.GroupBy(static cell => cell.Key.Variant, StringComparer.Ordinal)
                .Select(variant => new ScoreVariant
                {
                    Variant = variant.Key,
                    Total = Sum(variant.Select(static cell => cell.Value)).ToFigures(type),
                    Days = DaysOf(variant, type),
                })
                .OrderByDescending(static variant => variant.Total.Conversations)
                .ThenBy(static variant => variant.Variant is not null)
                .ThenBy(static variant => variant.Variant ?? "", Utf8Order.Instance),
        ],
    };

    private static IReadOnlyList<ScoreDay> DaysOf(IEnumerable<KeyValuePair<(string? Variant, DateOnly Day), ScoreCell>> cells, ScoreType type) =>
    [
        .. cells.GroupBy(static cell => cell.Key.Day)
            .OrderBy(static day => day.Key)
            .Select(day => new ScoreDay { Day = day.Key, Figures = Sum(day.Select(static cell => cell.Value)).ToFigures(type) }),
    ];

    private static ScoreCell Sum(IEnumerable<ScoreCell> cells)
    {
        var sum = new ScoreCell();
        foreach (var cell in cells)
        {
            sum.Add(cell);
        }

        return sum;
    }
}
