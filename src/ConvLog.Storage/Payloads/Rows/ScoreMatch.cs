namespace ConvLog.Storage.Payloads.Rows;

/// <summary>Selects rows of table <c>score</c> for a <see cref="ScoreFilter"/>.</summary>
/// <param name="filter">The filter.</param>
/// <param name="isOfMetrics">Whether it applies to metrics only.</param>
internal sealed class ScoreMatch(ScoreFilter filter, bool isOfMetrics)
{
    private static readonly ScoreRowKind[] s_metrics = [ScoreRowKind.MetricNumber, ScoreRowKind.MetricYesNo, ScoreRowKind.MetricCategory];
    private static readonly ScoreRowKind[] s_scores = [ScoreRowKind.Number, ScoreRowKind.YesNo, ScoreRowKind.Category, ScoreRowKind.Rating, .. s_metrics];

    public string Name => filter.Name;

    /// <summary>The kinds of rows to which it applies.</summary>
    public IEnumerable<ScoreRowKind> Kinds => (isOfMetrics ? s_metrics : s_scores).Where(kind => filter.Value.Type is not { } type || TypeOf(kind) == type);

    /// <summary>The number to compare with; null for none.</summary>
    public double? Number => filter.Value.Comparable;

    /// <summary>The category to compare with; null for none.</summary>
    public string? Category => filter.Value.Category;

    /// <summary>The comparison as SQL; null if any value matches.</summary>
    public string? Operator => filter.Value.Type is null ? null : filter.Comparison switch
    {
        ScoreComparison.Equal => "=",
        ScoreComparison.NotEqual => "<>",
        ScoreComparison.LessThan => "<",
        ScoreComparison.AtMost => "<=",
        ScoreComparison.GreaterThan => ">",
        _ => ">=",
    };

    /// <summary>The type of the values of a kind of scores or metrics.</summary>
    public static ScoreType TypeOf(ScoreRowKind kind) => kind switch
    {
        ScoreRowKind.Number or ScoreRowKind.MetricNumber => ScoreType.Number,
        ScoreRowKind.YesNo or ScoreRowKind.MetricYesNo or ScoreRowKind.Rating => ScoreType.YesNo,
        _ => ScoreType.Category,
    };

    public bool Matches(ScoreRow row)
    {
        if (row.IsRemoved || !string.Equals(row.Name, Name, StringComparison.Ordinal) || !Kinds.Contains(row.Kind))
        {
            return false;
        }

        bool isEqual = Category is null ? row.Number == Number : string.Equals(row.Category, Category, StringComparison.Ordinal);
        return Operator switch
        {
            null => true,
            "=" => isEqual,
            "<>" => !isEqual,
            "<" => row.Number < Number,
            "<=" => row.Number <= Number,
            ">" => row.Number > Number,
            _ => row.Number >= Number,
        };
    }
}
