using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Statistics;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>
/// Counts scores, labels and reasons of the conversations that started in the period. The server groups them by day, variant and name.
/// </summary>
/// <param name="report">Receives the counts.</param>
/// <param name="quarterOf">The first quarter hour of the day in the first column of a row.</param>
/// <param name="range">The partitions with data from the period.</param>
internal sealed class ScoreStatisticsReading(ScoreReport report, Func<Row, long> quarterOf, PartitionRange range)
{
    // One kind per type is enough: the number of a metric is counted with those of scores.
    private static readonly string s_kind = FormattableString.Invariant($"""
        CASE WHEN s.kind IN ({(int)ScoreRowKind.MetricYesNo}, {(int)ScoreRowKind.Rating}) THEN {(int)ScoreRowKind.YesNo}
            WHEN s.kind IN ({(int)ScoreRowKind.MetricNumber}, {(int)ScoreRowKind.MetricCategory}) THEN s.kind - {(int)ScoreRowKind.MetricNumber} ELSE s.kind END
        """);

    private readonly string _from = $"""
        FROM #.conversation c JOIN #.score s ON s.conversation = c.conversation AND s.day = c.day AND NOT s.removed{range.And("s")}
        WHERE c.created >= $1 AND c.created < $2 AND @asked
        """;

    // Columns: day, variant, kind, name, scores, conversations, the sum in units, smallest, largest. Each conversation has one day and one variant, so the
    // counts of a label add up.
    private string Scores => FormattableString.Invariant($"""
        SELECT width_bucket(c.created, $3::bigint[]), c.variant, {s_kind}, s.name, count(*), count(DISTINCT s.conversation),
            sum(round(LEAST(GREATEST(s.number, -{ScoreCell.Limit:R}), {ScoreCell.Limit:R}) * {ScoreCell.UnitsOfOne:R})::bigint)
                FILTER (WHERE s.number IS NOT NULL), min(s.number), max(s.number)
        {_from} AND s.kind NOT IN ({(int)ScoreRowKind.Assignment}, {(int)ScoreRowKind.Assignee}) GROUP BY 1, 2, 3, 4
        """);

    // The same, with the category before the counts.
    private string Categories => $"""
        SELECT width_bucket(c.created, $3::bigint[]), c.variant, {s_kind}, s.name, s.category, count(*), count(DISTINCT s.conversation)
        {_from} AND s.category IS NOT NULL GROUP BY 1, 2, 3, 4, 5
        """;

    /// <param name="add">Adds a query with the period and the filters of the statistics.</param>
    public void Add(Action<string, Action<Row>> add)
    {
        add(Scores, AddScores);
        add(Categories, AddCategories);
    }

    private void AddScores(Row row)
    {
        switch ((ScoreRowKind)row.Int32(2))
        {
            case ScoreRowKind.Label: report.LabelOf(row.Text(3)).Add(row.Int64(4), row.Int64(5)); break;
            case ScoreRowKind.Reason: report.ReasonOf(row.Text(3)).Add(row.Int64(4), row.Int64(5)); break;
            default: AddNumbers(CellOf(row), row); break;
        }
    }

    private static void AddNumbers(ScoreCell cell, Row row)
    {
        cell.All.Add(row.Int64(4), row.Int64(5));
        if (!row.IsNull(6))
        {
            cell.AddNumbers(StatisticsStatements.Sum(row, 6), row.Value<double>(7), row.Value<double>(8));
        }
    }

    private void AddCategories(Row row) => CellOf(row).Category(row.Text(4)).Add(row.Int64(5), row.Int64(6));

    private ScoreCell CellOf(Row row) => report.CellOf(quarterOf(row), row.OptionalText(1), ScoreMatch.TypeOf((ScoreRowKind)row.Int32(2)), row.Text(3));
}
