using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ConvLog.Storage.Payloads;

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

    /// <summary>The kinds as a bit mask.</summary>
    public long KindBits => Kinds.Sum(static kind => 1L << (int)kind);

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

    /// <summary>
    /// The match as a single parameter: an object with <c>name</c>, <c>kinds</c> and, if values are compared, <c>op</c>, <c>value</c>, and the bounds
    /// <c>low</c> and <c>high</c>.
    /// </summary>
    public string ToJson() => Encoding.UTF8.GetString(PayloadJson.Object(this, static (writer, match) =>
    {
        PayloadJson.Text(writer, "name", match.Name);
        PayloadJson.Number(writer, "kinds", match.KindBits);
        if (match.Operator is not { } comparison)
        {
            return;
        }

        PayloadJson.Text(writer, "op", comparison);
        match.WriteValue(writer, "value");
        if (comparison is "=" or ">" or ">=")
        {
            match.WriteValue(writer, "low");
        }

        if (comparison is "=" or "<" or "<=")
        {
            match.WriteValue(writer, "high");
        }
    }));

    // All digits of a number and an exponent, so that SQLite does not read it as an integer.
    private void WriteValue(Utf8JsonWriter writer, string name)
    {
        writer.WritePropertyName(name);
        if (Number is { } number)
        {
            writer.WriteRawValue(number.ToString("E16", CultureInfo.InvariantCulture));
        }
        else
        {
            writer.WriteStringValue(Category);
        }
    }
}
