using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Statistics;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>
/// Statements that count turns by time and calls by function, grouped by the bucket of their duration: few rows, with the same totals as individual ones.
/// </summary>
/// <param name="tallyOf">The tally to which a row is added.</param>
/// <param name="quarterOf">The quarter hour in the first column of a row.</param>
/// <param name="hasModels">Whether models and variants are counted.</param>
internal sealed class StatisticsStatements(Func<Row, IStatisticsTally> tallyOf, Func<Row, long> quarterOf, bool hasModels)
{
    private static readonly string s_responseTime = TurnPayload.ResponseTimeOf("t");

    /// <summary>Adds the statements for a period.</summary>
    /// <param name="days">The days whose conversations are counted; null for all.</param>
    /// <param name="range">The partitions with data from the period.</param>
    /// <param name="add">Adds a query with the period, its days, the given days and the filters.</param>
    public void AddOfPeriod(int[]? days, PartitionRange range, Action<string, Action<Row>> add)
        => Add(new StatisticsScope { HasDays = days is not null, Range = range }, add);

    /// <summary>Adds the statements for all conversations of a day, grouped by the columns of <see cref="DayPart"/>.</summary>
    public void AddOfDay(QueryBatch reads, int day) => Add(
        new StatisticsScope { IsDay = true },
        (sql, add) => reads.Add(sql.Replace("@asked", "c.day = $1 AND c.listed IS NOT NULL", StringComparison.Ordinal), [day], add));

    /// <summary>A sum from the server, which calculates with arbitrary precision; 0 for null.</summary>
    public static Int128 Sum(Row row, int column) => row.IsNull(column) ? 0 : (Int128)row.Value<decimal>(column);

    /// <summary>The durations of a row; null if there are too many to keep.</summary>
    public static long[]? Each(Row row, int column) => row.IsNull(column) ? null : row.Value<long[]>(column);

    private void Add(StatisticsScope scope, Action<string, Action<Row>> add)
    {
        add(Turns(scope), AddTurns);
        add(Stages(scope), AddStages);
        add(Ratings(scope), AddRatings);
        add(Active(scope), row => tallyOf(row).AddActive(quarterOf(row), row.Int64(1), row.OptionalInt64(2)));
        add(Calls(scope), AddCalls);
        if (hasModels)
        {
            new ModelStatements(row => tallyOf(row).Models!).Add(scope, add);
        }
    }

    // The response time is computed once for each turn: without OFFSET, the server would repeat the expression wherever it is used.
    private static string Turns(StatisticsScope scope) => $"""
        SELECT {scope.At("t.started")}, {DurationBuckets.Of("r.waited")}, {ModelStatements.Currency}, count(*), count(*) FILTER (WHERE t.failed), sum({DurationBuckets.NotNegative("r.waited")}),
            sum(GREATEST(t.input_tokens, 0)) FILTER (WHERE t.model IS NOT NULL), sum(GREATEST(t.output_tokens, 0)) FILTER (WHERE t.model IS NOT NULL),
            sum({DurationBuckets.NotNegative("t.latency")}) FILTER (WHERE t.model IS NOT NULL AND t.output_tokens IS NOT NULL), count(t.cost), {ModelStatements.CostUnits},
            sum(GREATEST(t.output_tokens, 0)) FILTER (WHERE t.model IS NOT NULL AND t.latency IS NOT NULL),
            count(*) FILTER (WHERE (t.flags & {TurnPayload.IsInterrupted}) <> 0), count(*) FILTER (WHERE (t.flags & {TurnPayload.IsRefused}) <> 0),
            sum({ModelStatements.OtherTokens}) FILTER (WHERE t.model IS NOT NULL), {DurationBuckets.Each("r.waited")}{scope.Parts}
        FROM #.turn t JOIN #.conversation c ON c.conversation = t.conversation AND c.day = t.day
        CROSS JOIN LATERAL (SELECT {s_responseTime} AS waited OFFSET 0) r
        WHERE {scope.During("t")} AND @asked GROUP BY 1, 2, 3{scope.Parts}
        """;

    // Few turns have stages: the others are excluded before the rows are multiplied. In the order of TurnStage.
    private static string Stages(StatisticsScope scope) => $"""
        SELECT {scope.At("t.started")}, s.stage, {DurationBuckets.Of("s.took")}, count(*), sum({DurationBuckets.NotNegative("s.took")}),
            {DurationBuckets.Each("s.took")}{scope.Parts}
        FROM #.turn t JOIN #.conversation c ON c.conversation = t.conversation AND c.day = t.day
        CROSS JOIN LATERAL (VALUES (0, t.speech_to_text), (1, t.model_took), (2, t.functions_took), (3, t.text_to_speech), (4, t.first_byte)) AS s (stage, took)
        WHERE {scope.During("t")} AND @asked AND coalesce(t.speech_to_text, t.model_took, t.functions_took, t.text_to_speech, t.first_byte) IS NOT NULL
            AND s.took IS NOT NULL
        GROUP BY 1, 2, 3{scope.Parts}
        """;

    private static string Ratings(StatisticsScope scope) => $"""
        SELECT {scope.At("t.started")}, f.source, f.rating, count(*){scope.Parts}
        FROM #.feedback f
        JOIN #.turn t ON t.conversation = f.conversation AND t.day = f.day AND t.id = f.turn_id
        JOIN #.conversation c ON c.conversation = f.conversation AND c.day = f.day
        WHERE f.rating IS NOT NULL{scope.OfSameDays("f")} AND {scope.During("t")} AND @asked GROUP BY 1, 2, 3{scope.Parts}
        """;

    private static string Active(StatisticsScope scope) => $"""
        SELECT d.at, d.conversation, c.end_user{scope.Parts}
        FROM (SELECT DISTINCT {scope.At("t.started")} AS at, t.conversation, t.day FROM #.turn t WHERE {scope.During("t")}) d
        JOIN #.conversation c ON c.conversation = d.conversation AND c.day = d.day AND @asked
        """;

    private static string Calls(StatisticsScope scope) => $"""
        SELECT k.name, {DurationBuckets.Of("k.duration")}, count(*), count(*) FILTER (WHERE k.outcome = {(int)FunctionOutcome.Failed}),
            sum({DurationBuckets.NotNegative("k.duration")}), {DurationBuckets.Each("k.duration")}{scope.Parts}
        FROM #.call k JOIN #.conversation c ON c.conversation = k.conversation AND c.day = k.day
        WHERE {scope.During("k")} AND @asked GROUP BY 1, 2{scope.Parts}
        """;

    private void AddTurns(Row row)
    {
        var cell = new StatisticsCell();
        cell.Add(CellSum.Messages, row.Int64(3));
        cell.Add(CellSum.FailedMessages, row.Int64(4));
        cell.Add(CellSum.InputTokens, Sum(row, 6));
        cell.Add(CellSum.OutputTokens, Sum(row, 7));
        if (!row.IsNull(1))
        {
            cell.ResponseTime.Add(row.Int32(1), row.Int64(3), Sum(row, 5), Each(row, 15));
        }

        cell.Add(CellSum.TimedOutputTokens, Sum(row, 11));
        cell.Add(CellSum.TimedTicks, Sum(row, 8));
        cell.Add(CellSum.InterruptedMessages, row.Int64(12));
        cell.Add(CellSum.RefusedMessages, row.Int64(13));
        cell.Add(CellSum.OtherTokens, Sum(row, 14));

        ModelStatements.AddCosts(cell.AddCost, row, currency: 2, first: 9);

        tallyOf(row).Add(quarterOf(row), cell);
    }

    private void AddStages(Row row)
    {
        var cell = new StatisticsCell();
        cell.Of((TurnStage)row.Int32(1)).Add(row.Int32(2), row.Int64(3), Sum(row, 4), Each(row, 5));
        tallyOf(row).Add(quarterOf(row), cell);
    }

    private void AddRatings(Row row)
    {
        bool isLike = row.Int64(2) == (long)FeedbackRating.Like;
        var cell = new StatisticsCell();
        cell.Add(row.Int64(1) == (long)FeedbackSource.User
            ? (isLike ? CellSum.UserLikes : CellSum.UserDislikes) : (isLike ? CellSum.TeamLikes : CellSum.TeamDislikes), row.Int64(3));
        tallyOf(row).Add(quarterOf(row), cell);
    }

    private void AddCalls(Row row)
    {
        var cell = new FunctionCell();
        cell.Add(row.Int64(2), row.Int64(3));
        if (!row.IsNull(1))
        {
            cell.Duration.Add(row.Int32(1), row.Int64(2), Sum(row, 4), Each(row, 5));
        }

        tallyOf(row).AddFunction(row.Text(0), cell);
    }
}
