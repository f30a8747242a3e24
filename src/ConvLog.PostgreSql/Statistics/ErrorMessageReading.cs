using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Relational;
using ConvLog.Storage.Statistics;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>Reads the error messages of a period: the server selects the newest conversations with errors and returns their errors.</summary>
/// <param name="session">The connection.</param>
/// <param name="query">The period and the filters.</param>
/// <param name="report">Receives the messages.</param>
internal sealed class ErrorMessageReading(Session session, StatisticsQuery query, ErrorMessageReport report)
{
    // Each conversation has at least one error, so the limit ($3) plus one conversations are enough; the last shows whether more follow. Conversations past the
    // limit are returned without errors.
    private static string Sql(PartitionRange range) => $"""
        WITH asked AS (
            SELECT c.conversation, c.day, c.created, c.v_errors, c.id FROM #.conversation c
            WHERE c.created >= $1 AND c.created < $2 AND c.v_problems > 0 AND c.v_errors > 0 AND @asked{range.And("c")} ORDER BY c.created DESC, c.id DESC LIMIT $3 + 1),
        counted AS (SELECT *, sum(v_errors) OVER (ORDER BY created DESC, id DESC ROWS UNBOUNDED PRECEDING) - v_errors AS before FROM asked)
        SELECT t.created, t.v_errors, t.conversation, e.content, e.time
        FROM counted t LEFT JOIN #.entry e ON t.before < $3 AND e.conversation = t.conversation AND e.day = t.day{range.And("e")} AND e.kind = 2
        ORDER BY t.created DESC, t.id DESC
        """;

    private long? _conversation;

    public async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        var arguments = new SqlArguments();
        arguments.Add(report.FirstTick);
        arguments.Add(report.EndTick);
        arguments.Add((long)ErrorMessageReport.MostErrors);
        var range = (await PartitionPeriods.OfAsync(session, cancellationToken).ConfigureAwait(false)).During(report.FirstTick, report.EndTick).Range;
        string sql = Sql(range).Replace("@asked", StatisticsFilter.Condition(query, arguments), StringComparison.Ordinal);
        var reads = new QueryBatch(session);
        reads.AddSilent("SET LOCAL jit = off");
        reads.AddSilent(Session.ForceCustomPlan);
        reads.Add(sql, arguments.Values, Add);
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Add(Row row)
    {
        bool isTaken = row.Int64(2) == _conversation || report.TryAdd(row.Time(0), row.Int64(1));
        _conversation = row.Int64(2);
        if (isTaken && !row.IsNull(3))
        {
            report.Add(row.Text(3), row.Time(4));
        }
    }
}
