using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Relational;
using ConvLog.Storage.Statistics;
using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>
/// Counts calls. Counted days are added from their counts. For other days, the server selects the newest conversations, up to the limit, and returns their
/// calls and the log of these calls.
/// </summary>
/// <param name="session">The connection.</param>
/// <param name="report">Receives the calls.</param>
/// <param name="withPii">Whether personal entries count as activity.</param>
/// <param name="troubles">Receives reports of damage.</param>
internal sealed class CallReading(Session session, ICallReport report, bool withPii, DatabaseTroubles troubles)
{
    private const string Functions = "SELECT k.conversation, k.day FROM #.call k @these(k) AND k.started >= $1 AND k.started < $2 @named";

    // From conversations that were active in the period, because facts have no index on their time.
    private static string Responses(PartitionRange range) => FormattableString.Invariant($"""
        SELECT f.conversation, f.day FROM #.conversation a
        JOIN #.fact f ON f.conversation = a.conversation AND f.day = a.day AND f.no > 0 AND f.kind = 0{range.And("f")}
        @these(a) AND a.v_last >= $1 AND a.created < $2 AND f.time >= $1 AND f.time < $2
        """);

    private static string ModelCalls(PartitionRange range) => $"""
        SELECT k.conversation, k.day FROM #.model_call k JOIN #.conversation a ON a.conversation = k.conversation AND a.day = k.day{range.And("a")}
        @these(k) AND a.v_last >= $1 AND k.started >= $1 AND k.started < $2 @named
        """;

    // The conversations to examine, and one more that shows whether more follow.
    private const string Conversations = """
        WITH counted AS (SELECT k.conversation, k.day, count(*) AS calls FROM (@calls) k GROUP BY 1, 2),
        asked AS (
            SELECT c.conversation, c.day, c.created, c.id, c.agent, c.variant, c.channel, c.v_entries, c.closed, c.@last, n.calls,
                sum(n.calls) OVER (ORDER BY c.created DESC, c.id DESC ROWS UNBOUNDED PRECEDING) - n.calls AS before,
                sum(n.calls) OVER (ORDER BY c.created DESC, c.id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 2 PRECEDING) AS before_last
            FROM counted n JOIN #.conversation c ON c.conversation = n.conversation AND c.day = n.day WHERE c.created < $2@days(c) AND @asked)
        SELECT t.conversation, t.day, t.created, t.id, t.agent, t.variant, t.v_entries, t.closed IS NOT NULL, t.@last, t.calls, t.channel
        FROM asked t WHERE t.before < $3 OR COALESCE(t.before_last, 0) < $3 ORDER BY t.created DESC, t.id DESC
        """;

    private const string SumEntries = """
        SELECT sum(c.v_entries)::bigint FROM unnest($1::bigint[], $2::integer[]) g (conversation, day)
        JOIN #.conversation c ON c.conversation = g.conversation AND c.day = g.day WHERE c.day = ANY($2)
        """;

    // The number of conversations whose entries are counted at a time.
    private const int MostConversations = 2_000;

    private readonly CallExamination _examination = report.Examination;
    private readonly List<CountedConversation> _taken = [];
    private PartitionRange _range = PartitionRange.All;
    private bool _isCut;

    public async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        var (first, end) = (_examination.Series.FirstTick / QuarterHour.Ticks, QuarterHour.AtOrAfter(Row.TimeOf(_examination.Series.EndTick)));
        var partitions = (await PartitionPeriods.OfAsync(session, cancellationToken).ConfigureAwait(false)).During(
            _examination.Series.FirstTick, _examination.Series.EndTick);
        _range = partitions.Range;
        var query = _examination.Query;
        var counted = query.VariantId is not null // Days are not counted by variant.
            ? new CountedPeriod()
            : await CountedDays.ReadAsync(session, CountedDayKind.Calls, first, end, query.Period, partitions, troubles, cancellationToken)
                .ConfigureAwait(false);
        var days = new List<(int Day, List<CountedTargets> Targets)>();
        foreach (var (day, parts) in counted.Days.ToList())
        {
            if (CountedCalls.Whole([.. parts.Select(part => CountedCalls.Read(part, _examination.Query.Kind))], _examination.Series) is { } targets)
            {
                days.Add((day, targets));
            }
            else
            {
                counted.Discard(day);
            }
        }

        var (given, withLog) = await GivenAsync(days, cancellationToken).ConfigureAwait(false);
        await ReadRowsAsync(counted.UncountedDays, given, cancellationToken).ConfigureAwait(false);
        foreach (var targets in days.Skip(withLog).TakeWhile(day => IsExamined(day.Day)).SelectMany(static day => day.Targets))
        {
            targets.AddTo(report);
        }
    }

    // Conversations of counted days that are read from rows: those with an unfinished call and, for the newest days, those whose log is counted.
    private async ValueTask<(List<(long Number, int Day)> Given, int DaysWithLog)> GivenAsync(List<(int Day, List<CountedTargets> Targets)> days,
        CancellationToken cancellationToken)
    {
        var given = days.SelectMany(static day => day.Targets.SelectMany(static one => one.Open), static (day, number) => (number, day.Day)).ToList();
        int withLog = 0;
        long entries = 0;
        var next = new List<(long Number, int Day)>();
        while (report.IsDetailed && _examination.Query.Kind == CallTargetKind.Function && entries < _examination.Query.MostEntries && withLog < days.Count)
        {
            var (day, targets) = days[withLog++];
            next.AddRange(targets.SelectMany(one => one.ConversationsOf(_examination.Query)).Select(number => (number, day)));
            if (next.Count >= MostConversations || withLog == days.Count)
            {
                given.AddRange(next);
                entries += await session.NumberAsync(SumEntries, Arguments(next), cancellationToken).ConfigureAwait(false) ?? 0;
                next.Clear();
            }
        }

        return (given, withLog);
    }

    // Days before the oldest examined conversation do not count.
    private bool IsExamined(int day) => _examination.Since is not { } since || day >= DateOnly.FromDateTime(since.UtcDateTime).DayNumber;

    private async ValueTask ReadRowsAsync(int[]? days, List<(long Number, int Day)> given, CancellationToken cancellationToken)
    {
        if (days is [] && given.Count == 0)
        {
            return;
        }

        var reads = new QueryBatch(session);
        reads.AddSilent("SET LOCAL work_mem = '64MB'");
        reads.AddSilent("SET LOCAL jit = off");
        reads.AddSilent(Session.ForceCustomPlan);
        AddConversations(reads, days, given);
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        if (_taken.Count == 0)
        {
            return;
        }

        var calls = new ExaminedCallRows(_examination.Query.Kind, _examination.Query.Name, _examination.Series.FirstTick, _examination.Series.EndTick,
            report.IsDetailed, _taken);
        calls.Add(reads);
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        calls.End();
        foreach (var taken in _taken)
        {
            taken.Conversation.Calls.RemoveAll(call => !_examination.Includes(call));
            report.Add(taken.Conversation);
        }
    }

    private void AddConversations(QueryBatch reads, int[]? days, List<(long Number, int Day)> given)
    {
        var query = _examination.Query;
        var arguments = new SqlArguments();
        arguments.Add(_examination.Series.FirstTick);
        arguments.Add(_examination.Series.EndTick);
        arguments.Add((long)_examination.MostCalls);
        string calls = query.Kind switch
        {
            CallTargetKind.Function => Functions.Replace("@named", Named("name", query.Name, arguments), StringComparison.Ordinal),
            CallTargetKind.Endpoint => Responses(_range),
            _ => ModelCalls(_range).Replace("@named", Named("model", query.Name, arguments) + Named("provider", query.Provider, arguments),
                StringComparison.Ordinal),
        };
        string these = (days is null ? "WHERE true" : $"WHERE @.day = ANY({arguments.Add(days)})") + _range.And("@");
        var sources = new List<string> { Of(calls, these) };
        int[] all = days ?? [];
        if (given.Count > 0)
        {
            all = [.. all.Concat(given.Select(static one => one.Day)).Distinct()];
            string numbers = arguments.Add(given.ConvertAll(static one => one.Number).ToArray());
            string ofDays = arguments.Add(given.ConvertAll(static one => one.Day).ToArray());
            sources.Add(Of(calls, $"""
                JOIN unnest({numbers}::bigint[], {ofDays}::integer[]) g (conversation, day) ON g.conversation = @.conversation AND g.day = @.day
                WHERE @.day = ANY({ofDays}){_range.And("@")}
                """));
        }

        string sql = Conversations.Replace("@calls", string.Join(" UNION ALL ", sources), StringComparison.Ordinal)
            .Replace("@asked", StatisticsFilter.Condition(query.Period, arguments) + OfVariant(query, arguments), StringComparison.Ordinal)
            .Replace("@last", withPii ? "a_last" : "v_last", StringComparison.Ordinal)
            .Replace("@days(c)", (days is null ? "" : $" AND c.day = ANY({arguments.Add(all)})") + _range.And("c"), StringComparison.Ordinal);
        reads.Add(sql, arguments.Values, Add);
    }

    // The statement for some conversations, by the table that names them.
    private static string Of(string calls, string these)
    {
        string table = calls.Contains("@these(a)", StringComparison.Ordinal) ? "a" : "k";
        return calls.Replace($"@these({table})", these.Replace("@", table, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static object?[] Arguments(List<(long Number, int Day)> conversations)
        => [conversations.ConvertAll(static one => one.Number).ToArray(), conversations.ConvertAll(static one => one.Day).ToArray()];

    private static string OfVariant(CallQuery query, SqlArguments arguments)
        => query.VariantId is null ? "" : $" AND c.variant = {arguments.Add(query.VariantId)}";

    private static string Named(string column, string? name, SqlArguments arguments) => name is null ? "" : $" AND k.{column} = {arguments.Add(name)}";

    private void Add(Row row)
    {
        var conversation = new ExaminedConversation
        {
            Id = row.Text(3),
            StartedAt = row.Time(2),
            AgentId = row.OptionalText(4),
            VariantId = row.OptionalText(5),
            Channel = row.OptionalText(10),
            Entries = row.Int64(6),
            HasEnded = row.Flag(7) || row.OptionalInt64(8) <= _examination.Query.IdleSince?.UtcTicks,
        };
        _isCut = _isCut || !_examination.TryAdd(conversation.StartedAt, row.Int64(9), conversation.Entries);
        if (!_isCut)
        {
            _taken.Add(new CountedConversation(row.Int64(0), row.Int32(1), conversation, _examination.IncludesEntries));
        }
    }
}
