using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Statistics;
using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>
/// Counts calls: the server says which of the newest conversations are examined and how many calls of each count, and then gives these calls and what they
/// logged.
/// </summary>
/// <param name="session">The connection.</param>
/// <param name="report">What is counted.</param>
/// <param name="withPii">Whether personal entries count as activity.</param>
internal sealed class CallReading(Session session, ICallReport report, bool withPii)
{
    private const string Functions = "SELECT k.conversation, k.day FROM #.call k WHERE k.started >= $1 AND k.started < $2@days(k) @named";

    // Of those that were active in the period: facts have no index on their time.
    private static readonly string s_responses = FormattableString.Invariant($"""
        SELECT f.conversation, f.day FROM #.conversation a
        JOIN #.fact f ON f.conversation = a.conversation AND f.day = a.day AND f.no > 0 AND f.kind = 0
        WHERE a.v_last >= $1 AND a.created < $2 AND f.time >= $1 AND f.time < $2
        """);

    private const string ModelCalls = """
        SELECT k.conversation, k.day FROM #.model_call k JOIN #.conversation a ON a.conversation = k.conversation AND a.day = k.day
        WHERE a.v_last >= $1 AND k.started >= $1 AND k.started < $2@days(k)@days(a) @named
        """;

    // Those that are examined, and one more to tell that more follow.
    private const string Conversations = """
        WITH counted AS (SELECT k.conversation, k.day, count(*) AS calls FROM (@calls) k GROUP BY 1, 2),
        asked AS (
            SELECT c.conversation, c.day, c.created, c.id, c.agent, c.variant, c.v_entries, c.closed, c.@last, n.calls,
                sum(n.calls) OVER (ORDER BY c.created DESC, c.id DESC ROWS UNBOUNDED PRECEDING) - n.calls AS before,
                sum(n.calls) OVER (ORDER BY c.created DESC, c.id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 2 PRECEDING) AS before_last
            FROM counted n JOIN #.conversation c ON c.conversation = n.conversation AND c.day = n.day WHERE c.created < $2@days(c) AND @asked)
        SELECT t.conversation, t.day, t.created, t.id, t.agent, t.variant, t.v_entries, t.closed IS NOT NULL, t.@last, t.calls
        FROM asked t WHERE t.before < $3 OR COALESCE(t.before_last, 0) < $3 ORDER BY t.created DESC, t.id DESC
        """;

    private readonly CallExamination _examination = report.Examination;
    private readonly List<(long Number, int Day, ExaminedConversation Conversation, bool WithEntries)> _taken = [];
    private bool _isCut;

    public async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        var reads = new Reads(session);
        reads.AddSilent("SET LOCAL work_mem = '64MB'");
        reads.AddSilent("SET LOCAL jit = off");
        reads.AddSilent(Session.PlanForThese);
        AddConversations(reads, await DaysAsync(cancellationToken).ConfigureAwait(false));
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        if (_taken.Count == 0)
        {
            return;
        }

        var calls = new ExaminedCallRows(report, [.. _taken.Select(static taken => (taken.Number, taken.Day, taken.Conversation, taken.WithEntries))]);
        calls.Add(reads);
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        calls.End();
        foreach (var taken in _taken)
        {
            report.Add(taken.Conversation);
        }
    }

    // What counted days know of: where responses were logged is not among it.
    private async ValueTask<int[]?> DaysAsync(CancellationToken cancellationToken) => _examination.Query.Kind == CallTargetKind.Endpoint
        ? null
        : await CountedDays.WithinAsync(session, _examination.Series.FirstTick / QuarterHour.Ticks,
            (_examination.Series.EndTick + QuarterHour.Ticks - 1) / QuarterHour.Ticks, cancellationToken).ConfigureAwait(false);

    private void AddConversations(Reads reads, int[]? days)
    {
        var query = _examination.Query;
        var arguments = new SqlArguments();
        arguments.Add(_examination.Series.FirstTick);
        arguments.Add(_examination.Series.EndTick);
        arguments.Add((long)_examination.MostCalls);
        string given = days is null ? "" : arguments.Add(days);
        string calls = query.Kind switch
        {
            CallTargetKind.Function => Functions.Replace("@named", Named("name", query.Name, arguments), StringComparison.Ordinal),
            CallTargetKind.Endpoint => s_responses,
            _ => ModelCalls.Replace("@named", Named("model", query.Name, arguments) + Named("provider", query.Provider, arguments), StringComparison.Ordinal),
        };
        string sql = Conversations.Replace("@calls", calls, StringComparison.Ordinal)
            .Replace("@asked", StatisticsFilter.Condition(query.Period, arguments), StringComparison.Ordinal)
            .Replace("@last", withPii ? "a_last" : "v_last", StringComparison.Ordinal);
        foreach (string name in (string[])["k", "a", "c"])
        {
            sql = sql.Replace($"@days({name})", days is null ? "" : $" AND {name}.day = ANY({given})", StringComparison.Ordinal);
        }

        reads.Add(sql, arguments.Values, Add);
    }

    private static string Named(string column, string? name, SqlArguments arguments) => name is null ? "" : $" AND k.{column} = {arguments.Add(name)}";

    private void Add(Row row)
    {
        var conversation = new ExaminedConversation
        {
            Id = row.Text(3),
            StartedAt = row.Time(2),
            AgentId = row.OptionalText(4),
            VariantId = row.OptionalText(5),
            Entries = row.Int64(6),
            HasEnded = row.Flag(7) || row.OptionalInt64(8) <= _examination.Query.IdleSince?.UtcTicks,
        };
        _isCut = _isCut || !_examination.Take(conversation.StartedAt, row.Int64(9), conversation.Entries);
        if (!_isCut)
        {
            _taken.Add((row.Int64(0), row.Int32(1), conversation, _examination.TakesEntries));
        }
    }
}
