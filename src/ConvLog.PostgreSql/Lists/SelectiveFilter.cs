using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Text;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Relational;
using ConvLog.Storage.Relational.Lists;

namespace ConvLog.PostgreSql.Lists;

/// <summary>
/// Finds the conversations by the index of a filter if there are few: then only those are read. The planner cannot see this: it estimates the values of one
/// name from those of all names, and would walk the whole list.
/// </summary>
/// <param name="query">The query.</param>
/// <param name="withPii">Whether personal entries count.</param>
/// <param name="person">The user, number and attributes of the query.</param>
/// <param name="functions">The names of the functions of the query, see <see cref="CalledFunctions"/>; null if it has no function filter.</param>
/// <param name="most">The most rows that count as few.</param>
/// <param name="range">The partitions with data from the query's time range.</param>
internal sealed class SelectiveFilter(ConversationQuery query, bool withPii, UserFilter person, string[]? functions, int most, PartitionRange range)
{
    private const int OpeningsOfEach = 20;

    private static readonly string[] s_ofScores =
    [
        nameof(ConversationQuery.AssignedTo), nameof(ConversationQuery.Label), nameof(ConversationQuery.Reason), nameof(ConversationQuery.Score),
        nameof(ConversationQuery.Metric),
    ];

    private readonly string _calls = $"SELECT call.conversation, call.day FROM #.call WHERE {range.Condition("call.day")} AND";

    // Reads at most 1,000 types of errors.
    private readonly string _errorTypes = $"""
        WITH RECURSIVE known (name, place) AS (
            (SELECT call.error_type, 1 FROM #.call WHERE call.error_type IS NOT NULL{range.And("call")} ORDER BY call.error_type LIMIT 1)
            UNION ALL
            SELECT (SELECT call.error_type FROM #.call WHERE call.error_type > known.name{range.And("call")} ORDER BY call.error_type LIMIT 1), known.place + 1
            FROM known WHERE known.name IS NOT NULL AND known.place < 1000)
        """;

    /// <summary>Finds the conversations by the most selective filter; null if no filter yields few.</summary>
    public async ValueTask<TextMatches?> FindAsync(Session session, CancellationToken cancellationToken)
    {
        var reads = new QueryBatch(session);
        reads.AddSilent("SET LOCAL jit = off"); // Many partitions look expensive to the planner, which would then compile the query.
        var found = new List<List<(long Conversation, int Day)>>();
        foreach (var (sql, parameters) in Queries())
        {
            List<(long Conversation, int Day)> rows = [];
            found.Add(rows);
            reads.Add(sql, parameters, row => rows.Add((row.Int64(0), row.Int32(1))));
        }

        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        if (found.Where(rows => rows.Count <= most).MinBy(static rows => rows.Count) is not { } fewest)
        {
            return null;
        }

        List<(long Conversation, int Day)> few = [.. fewest.Distinct()];
        return new TextMatches([.. few.Select(static row => row.Conversation)], [.. few.Select(static row => row.Day)], SearchedFrom: null);
    }

    /// <summary>
    /// A query for each filter that has an index. It may return a conversation twice, and some that the filter does not match. If there are more than few, it
    /// returns one row more than that. Each query is in the order of its index, so that the planner uses it.
    /// </summary>
    public IEnumerable<(string Sql, object?[] Parameters)> Queries()
    {
        foreach (var rows in All().OfType<Func<SqlArguments, string>>())
        {
            var arguments = new PartitionArguments(range);
            yield return (rows(arguments), arguments.Values);
        }
    }

    private IEnumerable<Func<SqlArguments, string>?> All() =>
    [
        .. s_ofScores.Select(OfScores),
        .. OfPerson(),
        .. OfWalks(),
        query.FunctionEventId is { } id ? arguments => $"{_calls} call.id = {arguments.Add(id)} ORDER BY call.id {Limit(arguments)}" : null,
        functions is not null ? arguments => Named($"unnest({arguments.Add(functions)}::bytea[]) AS n (name)", "name", arguments) : null,
        query.ErrorType is { } type ? arguments => OfErrors(type, arguments) : null,
        OfOutcome(),
        OfModels(),
        query.HasProblem == true || query.Problems is { } kinds && kinds != ProblemKinds.None ? OfProblems : null,
        Between("tokens", query.MinTokens, query.MaxTokens),
        Between(withPii ? "a_duration" : "v_duration", query.MinDuration?.Ticks, query.MaxDuration?.Ticks),
        Scan("turns", query.MinTurns, query.MaxTurns),
        Scan("cost", (long?)ListColumn.Stored(query.MinCost), (long?)ListColumn.Stored(query.MaxCost)),
        Scan("slowest_call", query.MinFunctionDuration?.Ticks, most: null),
        Scan("slowest", query.MinLatency?.Ticks, query.HasTurnFilter ? null : query.MaxLatency?.Ticks), // Of a single turn: others may be slower.
    ];

    private Func<SqlArguments, string>? OfScores(string filter)
        => !Filter(filter).IsSet(query) ? null : arguments
            => $"SELECT s.conversation, s.day FROM #.score AS s WHERE {ScoreCondition.Of(PostgreSqlDialect.Instance, filter, query, arguments)}{range.And("s")} ORDER BY s.number {Limit(arguments)}";

    private IEnumerable<Func<SqlArguments, string>> OfWalks()
    {
        foreach (var walk in OrderedIndex.All(query, withPii))
        {
            yield return arguments => OfConversations(walk.Condition(arguments), "created", arguments);
        }
    }

    private IEnumerable<Func<SqlArguments, string>> OfPerson()
    {
        List<(int Kind, byte[][] Hashes)> asked = [.. (person.Attributes ?? []).Select(static hash => (2, new[] { hash }))];
        if (person.UserHash is { } user)
        {
            asked.Add((0, [user]));
        }

        if (person.Number is { } phone)
        {
            asked.Add((1, [phone]));
        }

        foreach (var (kind, hashes) in asked)
        {
            yield return arguments => $"""
                SELECT subject.conversation, subject.day FROM #.subject
                WHERE subject.kind = {arguments.Add(kind)} AND subject.hash = ANY ({arguments.Add(hashes)}){range.And("subject")} {Limit(arguments)}
                """;
        }

        if (query.UserPseudonym is not null && person.User is { } number)
        {
            yield return arguments => OfUser(number, arguments);
        }
    }

    // Each of a conversation's many openings may name the user. If there are too many openings to read, the query returns more rows than count as few.
    private string OfUser(long number, SqlArguments arguments)
    {
        string openings = arguments.Add(OpeningsOfEach * (most + 1L));
        return $"""
            WITH named AS MATERIALIZED (SELECT w.conversation, w.day FROM #.writer AS w WHERE w.end_user = {arguments.Add(number)}{range.And("w")} LIMIT {openings})
            SELECT conversation, day FROM named GROUP BY conversation, day
            UNION ALL SELECT 0, 0 FROM generate_series(0, {arguments.Add(most)}) WHERE (SELECT count(*) FROM named) = {openings}
            """;
    }

    private Func<SqlArguments, string>? OfOutcome() => query.Outcome switch
    {
        FunctionOutcome.Canceled => arguments => EndedAs(FunctionOutcome.Canceled, arguments),

        // Includes conversations with running calls, which count as abandoned as soon as the conversation has ended.
        FunctionOutcome.Abandoned => arguments
            => $"({EndedAs(FunctionOutcome.Abandoned, arguments)}) UNION ALL ({OfConversations("c.running > 0", "created", arguments)})",
        _ => null,
    };

    // Includes conversations with running calls of functions or models, which are a problem as soon as the conversation has ended.
    private string OfProblems(SqlArguments arguments)
        => $"""
            ({OfConversations(withPii ? "c.a_problems > 0" : "c.v_problems > 0", "created", arguments)})
            UNION ALL ({OfConversations("c.running > 0", "created", arguments)})
            UNION ALL ({OfConversations("c.model_calls > c.ended_model_calls", "created", arguments)})
            """;

    private Func<SqlArguments, string>? OfModels()
    {
        string models = $"SELECT m.conversation, m.day FROM #.model_call AS m WHERE {range.Condition("m.day")} AND";
        if (query.Model is not { } model)
        {
            return query.Provider is not { } provider ? null
                : arguments => $"{models} m.provider = {arguments.Add(provider)} ORDER BY m.conversation {Limit(arguments)}";
        }

        return arguments => $"""
            ({models} m.model = {arguments.Add(model)} ORDER BY m.conversation {Limit(arguments)})
            UNION ALL
            (SELECT turn.conversation, turn.day FROM #.turn WHERE turn.model = {arguments.Add(model)}{range.And("turn")} ORDER BY turn.conversation {Limit(arguments)})
            """;
    }

    private string OfErrors(string type, SqlArguments arguments)
    {
        string p = arguments.Add(type);
        string named = PostgreSqlDialect.Instance.IsErrorType("known.name", p);

        // If there are too many types to read, the query returns more rows than count as few.
        return $"""
            {_errorTypes} ({Named($"(SELECT name FROM known WHERE {named}) AS n", "error_type", arguments)})
            UNION ALL SELECT 0, 0 FROM known CROSS JOIN generate_series(0, {arguments.Add(most)}) WHERE known.place = 1000
            """;
    }

    // Reads name by name, each along the index.
    private string Named(string names, string column, SqlArguments arguments) => $"""
        SELECT found.conversation, found.day FROM {names} CROSS JOIN LATERAL
        ({_calls} call.{column} = n.name ORDER BY call.conversation {Limit(arguments)}) AS found {Limit(arguments)}
        """;

    private string EndedAs(FunctionOutcome outcome, SqlArguments arguments)
        => $"{_calls} call.outcome > 1 AND call.outcome = {arguments.Add((int)outcome)} ORDER BY call.conversation {Limit(arguments)}";

    private Func<SqlArguments, string>? Between(string column, long? least, long? most)
        => least is null && most is null ? null : arguments => OfConversations(IsBetween($"c.{column}", least, most, arguments), column, arguments);

    // Of a column that the index by creation contains: the server reads this index alone.
    private Func<SqlArguments, string>? Scan(string column, long? least, long? most)
        => least is null && most is null ? null : arguments => OfConversations(IsBetween($"c.{column}", least, most, arguments), "created", arguments);

    private static string IsBetween(string column, long? least, long? most, SqlArguments arguments)
        => $"{column} >= {arguments.Add(least ?? long.MinValue)} AND {column} <= {arguments.Add(most ?? long.MaxValue)}";

    private string OfConversations(string condition, string order, SqlArguments arguments)
        => $"""
            SELECT c.conversation, c.day FROM #.conversation AS c
            WHERE c.listed = {arguments.Add(Listed)} AND {condition}{range.And("c")} ORDER BY c.{order} {Limit(arguments)}
            """;

    private string Limit(SqlArguments arguments) => $"LIMIT {arguments.Add(most + 1L)}";

    private static QueryFilter Filter(string name) => QueryFilters.All.First(filter => string.Equals(filter.Name, name, StringComparison.Ordinal));

    private int Listed => query.Environment == ConversationEnvironment.Debug ? 0 : 1;
}
