using System.Globalization;
using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Statistics;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>
/// Answers a <see cref="StatisticsQuery"/>. The server counts turns by day and calls by function, both by the bucket of their duration: few rows, which add up
/// to what each turn by itself would.
/// </summary>
/// <param name="session">The connection.</param>
/// <param name="report">What it is added to.</param>
/// <param name="query">What is asked for.</param>
internal sealed class StatisticsReading(Session session, StatisticsReport report, StatisticsQuery query)
{
    /// <summary>The cost of a turn or model call (t), as <see cref="CostSum"/> has it. A row whose cost is damaged must stop nothing.</summary>
    public const string Cost = """
        CASE WHEN t.model IS NOT NULL AND encode(t.cost, 'escape') ~ '^-?[0-9]+([.][0-9]+)?$'
            THEN round(LEAST(GREATEST(encode(t.cost, 'escape')::numeric, -1000000000000), 1000000000000), 18) END
        """;

    private const string ActiveSql = """
        SELECT d.at, d.conversation, c.end_user
        FROM (SELECT DISTINCT width_bucket(started, $3::bigint[]) AS at, conversation, day FROM #.turn WHERE started >= $1 AND started < $2) d
        JOIN #.conversation c ON c.conversation = d.conversation AND c.day = d.day AND @asked
        """;

    private const string RatingsSql = """
        SELECT width_bucket(t.started, $3::bigint[]), f.source, f.rating, count(*)
        FROM #.feedback f
        JOIN #.turn t ON t.conversation = f.conversation AND t.day = f.day AND t.id = f.turn_id
        JOIN #.conversation c ON c.conversation = f.conversation AND c.day = f.day
        WHERE f.rating IS NOT NULL AND t.started >= $1 AND t.started < $2 AND @asked GROUP BY 1, 2, 3
        """;

    private static readonly string s_turns = $"""
        SELECT width_bucket(t.started, $3::bigint[]), {DurationBuckets.Of("t.latency")}, t.currency, count(*), count(*) FILTER (WHERE t.failed), sum({DurationBuckets.NotNegative("t.latency")}),
            sum(GREATEST(t.input_tokens, 0)) FILTER (WHERE t.model IS NOT NULL), sum(GREATEST(t.output_tokens, 0)) FILTER (WHERE t.model IS NOT NULL),
            sum({DurationBuckets.NotNegative("t.latency")}) FILTER (WHERE t.model IS NOT NULL), count(t.cost), trunc(sum({Cost}) * 1000000000000000000)::text
        FROM #.turn t JOIN #.conversation c ON c.conversation = t.conversation AND c.day = t.day
        WHERE t.started >= $1 AND t.started < $2 AND @asked GROUP BY 1, 2, 3
        """;

    private static readonly string s_calls = $"""
        SELECT k.name, {DurationBuckets.Of("k.duration")}, count(*), count(*) FILTER (WHERE k.outcome = {(int)FunctionOutcome.Failed}), sum({DurationBuckets.NotNegative("k.duration")})
        FROM #.call k JOIN #.conversation c ON c.conversation = k.conversation AND c.day = k.day
        WHERE k.started >= $1 AND k.started < $2 AND @asked GROUP BY 1, 2
        """;

    private readonly long[] _days = [.. report.DayStarts()];

    public async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        // In this transaction alone: what counting by conversation takes, and partition by partition, as most have nothing of the time. The planner takes so
        // many partitions for so much work that it would compile the query.
        var reads = new Reads(session);
        reads.AddSilent("SET LOCAL work_mem = '64MB'");
        reads.AddSilent("SET LOCAL enable_partitionwise_join = on");
        reads.AddSilent("SET LOCAL jit = off");
        reads.AddSilent(StatisticsFilter.PlanForThisPeriod);
        Add(reads, s_turns, AddTurns);
        Add(reads, RatingsSql, AddRatings);
        Add(reads, ActiveSql, AddActive);
        Add(reads, s_calls, AddCalls);
        if (report.Models is { } models)
        {
            new ModelStatisticsReading(models).Add((sql, add) => Add(reads, sql, add));
        }

        if (report.Scores is { } scores)
        {
            new ScoreStatisticsReading(scores, DayOf).Add((sql, add) => Add(reads, sql, add));
        }

        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    // Parameters: the first tick, the first that counts no more, and the first of each day.
    private void Add(Reads reads, string sql, Action<Row> add)
    {
        var arguments = new SqlArguments();
        arguments.Add(report.FirstQuarter * QuarterHour.Ticks);
        arguments.Add(report.EndQuarter * QuarterHour.Ticks);
        arguments.Add(Array.ConvertAll(_days, static quarter => quarter * QuarterHour.Ticks));
        reads.Add(sql.Replace("@asked", StatisticsFilter.Condition(query, arguments), StringComparison.Ordinal), arguments.Values, add);
    }

    private void AddTurns(Row row)
    {
        var cell = new StatisticsCell();
        cell.Add(CellSum.Messages, row.Int64(3));
        cell.Add(CellSum.FailedMessages, row.Int64(4));
        cell.Add(CellSum.InputTokens, Sum(row, 6));
        cell.Add(CellSum.OutputTokens, Sum(row, 7));
        if (!row.IsNull(1))
        {
            cell.Latency.Add(row.Int32(1), row.Int64(3), Sum(row, 5));
            cell.Add(CellSum.TimedOutputTokens, Sum(row, 7));
            cell.Add(CellSum.TimedTicks, Sum(row, 8));
        }

        if (!row.IsNull(10))
        {
            cell.AddCost(row.Text(2), new CostSum(row.Int64(9), Int128.Parse(row.Value<string>(10), CultureInfo.InvariantCulture)));
        }

        report.Add(DayOf(row), cell);
    }

    private void AddRatings(Row row)
    {
        bool isLike = row.Int64(2) == (long)FeedbackRating.Like;
        var cell = new StatisticsCell();
        cell.Add(row.Int64(1) == (long)FeedbackSource.User
            ? (isLike ? CellSum.UserLikes : CellSum.UserDislikes) : (isLike ? CellSum.TeamLikes : CellSum.TeamDislikes), row.Int64(3));
        report.Add(DayOf(row), cell);
    }

    private void AddActive(Row row) => report.AddActive(DayOf(row), row.Int64(1), row.OptionalInt64(2));

    private void AddCalls(Row row)
    {
        var cell = new FunctionCell();
        cell.Add(row.Int64(2), row.Int64(3));
        if (!row.IsNull(1))
        {
            cell.Duration.Add(row.Int32(1), row.Int64(2), Sum(row, 4));
        }

        report.AddFunction(row.Text(0), cell);
    }

    private long DayOf(Row row) => _days[row.Int32(0) - 1];

    /// <summary>A sum of the server, which adds up in numbers of any length; 0 for null.</summary>
    public static Int128 Sum(Row row, int column) => row.IsNull(column) ? 0 : (Int128)row.Value<decimal>(column);
}
