using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.PostgreSql.Text;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Lists;

/// <summary>
/// The condition that a conversation (c, its row in "conversation") must meet to be in a list. It contains only the filters of the query, so that the planner
/// can use their indexes. Texts and fields are searched before.
/// </summary>
/// <param name="query">The query.</param>
/// <param name="withPii">Whether personal entries count.</param>
/// <param name="person">The user, number and attributes of the query.</param>
/// <param name="functions">The names of the functions of the query, see <see cref="CalledFunctions"/>; null if it has no function filter.</param>
/// <param name="excluded">Filters that must not match.</param>
internal sealed partial class ListFilter(
    ConversationQuery query, bool withPii, UserFilter person, string[]? functions, params IReadOnlyList<ListFilter> excluded)
{
    /// <summary>The condition that a conversation has a rating.</summary>
    public const string IsRated = "c.user_likes + c.user_dislikes + c.team_likes + c.team_dislikes > 0";

    /// <summary>
    /// Whether calls, turns and scores are looked up for each conversation, as when a list is walked. Otherwise the planner might read all of them.
    /// </summary>
    public bool IsOneByOne { get; init; }

    /// <summary>The condition for the WHERE clause.</summary>
    public string Condition(SqlArguments arguments)
    {
        var conditions = new List<string> { $"c.listed = {arguments.Add(query.Environment == ConversationEnvironment.Debug ? 0 : 1)}" };
        conditions.AddRange(ScopeFilter.Conditions(query.Scope, arguments));
        conditions.AddRange(OfConversation(arguments));
        conditions.AddRange(excluded.Select(filter => $"({string.Join(" AND ", filter.OfConversation(arguments))}) IS NOT TRUE"));
        return string.Join(" AND ", conditions);
    }

    private List<string> OfConversation(SqlArguments arguments)
    {
        var conditions = new List<string>();
        conditions.AddRange(
            QueryFilters.All.Select(filter => filter.Column is null ? Own(filter.Name, arguments) : Compared(filter, arguments)).OfType<string>());
        if (query.AsksForTurn)
        {
            conditions.Add(HasTurn(arguments));
        }

        if (query is { AsksForEntryOfCall: true, Field: null })
        {
            conditions.Add(HasEntryOfCall(arguments));
        }
        else if (query.AsksForMoreThanFunction)
        {
            conditions.Add(HasCall(arguments));
        }

        return conditions;
    }

    /// <summary>The further conditions on the entry with the field of the query; null if there are none.</summary>
    public RowSelection? Entry()
    {
        if (query is { Level: null, AsksForCall: false })
        {
            return null;
        }

        var arguments = new SqlArguments();
        string level = query.Level is { } asked ? $"e.kind = {arguments.Add((int)asked)}" : "true";
        return new RowSelection(!query.AsksForCall ? level : $"{level} AND {IsInCall(arguments)}", arguments.Values);
    }

    // An outcome and an error type have an index. Otherwise calls are looked up for each conversation, as turns are.
    private string HasCall(SqlArguments arguments)
    {
        string calls = $"FROM #.call WHERE call.conversation = c.conversation AND call.day = c.day{arguments.Within("call")} AND {IsAsked(arguments)}";
        return query is { Outcome: null, ErrorType: null } ? $"(SELECT true {calls} LIMIT 1)" : Exists($"SELECT 1 {calls}");
    }

    // OFFSET keeps the planner from turning the subquery into a join.
    private string Exists(string rows) => $"EXISTS ({rows}{(IsOneByOne ? " OFFSET 0" : "")})";

    // Adding 0 keeps the planner from using an index on the time, which would read all turns or calls of that time for each conversation.
    private static IEnumerable<string> Began(string table, DateTimeOffset? from, DateTimeOffset? to, SqlArguments arguments)
    {
        if (from is { } first)
        {
            yield return $"{table}.started + 0 >= {arguments.Add(first.UtcTicks)}";
        }

        if (to is { } end)
        {
            yield return $"{table}.started + 0 < {arguments.Add(end.UtcTicks)}";
        }
    }

    // A scalar subquery finds one entry: the planner may turn EXISTS into a join that reads all entries. Personal entries have separate numbers and are read
    // only if they count.
    private string HasEntryOfCall(SqlArguments arguments)
    {
        string kind = withPii ? "e.kind % 4" : FormattableString.Invariant($"e.no < {EntryNumber.FirstPersonal} AND e.kind");
        return $"""
            (SELECT true FROM #.entry AS e WHERE e.conversation = c.conversation AND e.day = c.day{arguments.Within("e")}
            AND {kind} = {arguments.Add((int)query.Level!)} AND {IsInCall(arguments)} LIMIT 1)
            """;
    }

    // OFFSET 0 keeps the planner from turning the subquery into a join. The order of that join would depend on the number of entries, hidden ones included.
    private string IsInCall(SqlArguments arguments)
        => $"""
            EXISTS (SELECT 1 FROM #.scope AS s JOIN #.call ON call.conversation = s.conversation AND call.day = s.day AND call.id = s.call_id{arguments.Within("call")}
            WHERE s.conversation = e.conversation AND s.day = e.day AND s.no = e.scope{arguments.Within("s")} AND {IsAsked(arguments)} OFFSET 0)
            """;

    // The condition that a call matches the query.
    private string IsAsked(SqlArguments arguments)
    {
        var conditions = new List<string>();
        if (functions is not null)
        {
            conditions.Add($"call.name = ANY ({arguments.Add(functions)})");
        }

        conditions.AddRange(Began("call", query.CallFrom, query.CallTo, arguments));
        if (query.MinFunctionDuration is { } least)
        {
            conditions.Add($"call.duration >= {arguments.Add(least.Ticks)}");
        }

        if (query.Outcome is { } outcome)
        {
            string isSo = $"call.outcome = {arguments.Add((int)outcome)}";
            conditions.Add(outcome == FunctionOutcome.Abandoned ? $"({isSo} OR call.outcome IS NULL AND {HasEndedOf("call", arguments)})" : isSo);
        }

        if (query.ErrorType is { } type)
        {
            string p = arguments.Add(type);
            conditions.Add($"(call.error_type = {p} OR substring(call.error_type FROM length(call.error_type) - length({p})) = '\\x2e'::bytea || {p})");
        }

        if (query.ResponseStatus is { } status)
        {
            conditions.Add(IsAnswered(status, arguments));
        }

        return string.Join(" AND ", conditions);
    }

    // The condition of a filter that compares a column; null if the filter is not set.
    private string? Compared(QueryFilter filter, SqlArguments arguments)
    {
        if (!filter.ComparesColumn(query))
        {
            return null;
        }

        object wanted = filter.Value(query)!;
        string column = SortColumn.NameOf(filter.Column!, withPii);
        bool isWanted = wanted is not 0L;
        return filter.Comparison switch
        {
            FilterComparison.Equal => $"{column} = {arguments.Add(wanted)}",
            FilterComparison.AtLeast => $"{column} >= {arguments.Add(wanted)}",
            FilterComparison.AtMost => $"{column} <= {arguments.Add(wanted)}",
            FilterComparison.Below => $"{column} < {arguments.Add(wanted)}",
            FilterComparison.IsPositive => isWanted ? $"{column} > 0" : $"{column} = 0",
            FilterComparison.IsKnown => isWanted ? $"{column} IS NOT NULL" : $"{column} IS NULL",
            _ => isWanted ? $"{column} IS NULL" : $"{column} IS NOT NULL",
        };
    }

    // The condition of a filter that needs its own SQL; null if the filter is not set.
    private string? Own(string filter, SqlArguments arguments) => filter switch
    {
        nameof(ConversationQuery.UserPseudonym) => person.User is { } user
            ? Exists($"""
                SELECT 1 FROM #.writer AS w
                WHERE w.end_user = {arguments.Add(user)} AND w.conversation = c.conversation AND w.day = c.day{arguments.Within("w")}
                """)
            : null,
        nameof(ConversationQuery.UserId) => person.UserHash is { } hash ? IsAbout(0, $"= {arguments.Add(hash)}", arguments) : null,
        nameof(ConversationQuery.Number) => person.Number is { } number ? IsAbout(1, $"= {arguments.Add(number)}", arguments) : null,
        nameof(ConversationQuery.Attributes) => person.Attributes is { } attributes
            ? string.Join(" AND ", attributes.Select(hash => IsAbout(2, $"= {arguments.Add(hash)}", arguments)))
            : null,
        nameof(ConversationQuery.HasProblem) => query.HasProblem is { } hasProblem ? HasProblem(hasProblem, arguments) : null,
        nameof(ConversationQuery.Problems) => query.Problems is { } kinds ? HasProblem(kinds, arguments) : null,
        nameof(ConversationQuery.Approval) => query.Approval is null ? null : HasApproval(arguments),
        nameof(ConversationQuery.MinApprovalWait) => query.MinApprovalWait is null || query.Approval is not null ? null : HasApproval(arguments),
        nameof(ConversationQuery.FunctionName) => functions is not null
            ? Exists($"""
                SELECT 1 FROM #.call
                WHERE call.name = ANY ({arguments.Add(functions)}) AND call.conversation = c.conversation AND call.day = c.day{arguments.Within("call")}
                """)
            : null,
        nameof(ConversationQuery.FunctionEventId) => query.FunctionEventId is { } id
            ? $"(c.conversation, c.day) IN (SELECT call.conversation, call.day FROM #.call WHERE call.id = {arguments.Add(id)}{arguments.Within("call")})"
            : null,
        nameof(ConversationQuery.ExactFunctionName) => null, // It is part of the function names.
        nameof(ConversationQuery.TurnFrom) or nameof(ConversationQuery.TurnTo) or nameof(ConversationQuery.TurnOutcome)
            or nameof(ConversationQuery.CancelReason) or nameof(ConversationQuery.Model)
            or nameof(ConversationQuery.Provider) => null, // They are part of the condition on a turn.
        nameof(ConversationQuery.Outcome) or nameof(ConversationQuery.ErrorType) or nameof(ConversationQuery.CallFrom)
            or nameof(ConversationQuery.CallTo) => null, // They are part of the condition on a call.
        nameof(ConversationQuery.ResponseStatus) => query.ResponseStatus is { } status ? HasResponse(status, arguments) : null,
        nameof(ConversationQuery.Level) => HasLevel(),
        nameof(ConversationQuery.IsRated) => query.IsRated is { } isRated ? Rated(isRated, $"{BySource("likes")} + {BySource("dislikes")}") : null,
        nameof(ConversationQuery.Rating) => query.Rating is { } rating ? Rated(true, BySource(rating == FeedbackRating.Like ? "likes" : "dislikes")) : null,
        nameof(ConversationQuery.HasComment) => query.HasComment is { } hasComment ? Rated(hasComment, BySource("comments")) : null,
        nameof(ConversationQuery.RatingSource) => null, // It is part of the conditions on ratings.
        nameof(ConversationQuery.Text) or nameof(ConversationQuery.EntriesOnly) or nameof(ConversationQuery.Field) => null, // They are searched before.
        nameof(ConversationQuery.Score) or nameof(ConversationQuery.Metric) or nameof(ConversationQuery.Label)
            or nameof(ConversationQuery.Reason) or nameof(ConversationQuery.AssignedTo) => ScoreCondition.Of(filter, query, arguments) is { } condition
                ? Exists($"SELECT 1 FROM #.score AS s WHERE s.conversation = c.conversation AND s.day = c.day{arguments.Within("s")} AND {condition}")
                : null,
        nameof(ConversationQuery.IsAssigned) => query.IsAssigned is { } isAssigned ? IsAssigned(isAssigned, arguments) : null,
        _ => throw new NotSupportedException($"The filter {filter} has no condition in PostgreSQL."),
    };

    // Found by the ID of its row, which is the same for every conversation.
    private string IsAssigned(bool isAssigned, SqlArguments arguments) => (isAssigned ? "" : "NOT ") + Exists($"""
        SELECT 1 FROM #.score AS s
        WHERE s.conversation = c.conversation AND s.day = c.day{arguments.Within("s")} AND s.id = {arguments.Add(AssignmentRecord.Id)} AND NOT s.removed
        """);

    private string? HasLevel()
    {
        string prefix = withPii ? "c.a_" : "c.v_";
        return query.Level switch
        {
            null => null,
            EntryLevel.Error => $"{prefix}errors > 0",
            EntryLevel.Warning => $"{prefix}warnings > 0",
            _ => $"{prefix}entries > {prefix}warnings + {prefix}errors",
        };
    }

    // A rating or a comment implies IsRated, and that condition has an index.
    private static string Rated(bool isWanted, string count) => isWanted ? $"{IsRated} AND {count} > 0" : $"{count} = 0";

    private string BySource(string column) => query.RatingSource switch
    {
        null => $"c.user_{column} + c.team_{column}",
        FeedbackSource.User => $"c.user_{column}",
        _ => $"c.team_{column}",
    };

    private string IsAbout(int kind, string hashes, SqlArguments arguments) => "NOT c.erasure_pending AND " + Exists(FormattableString.Invariant(
        $"""
        SELECT 1 FROM #.subject
        WHERE subject.kind = {kind} AND subject.hash {hashes} AND subject.conversation = c.conversation AND subject.day = c.day{arguments.Within("subject")}
        """));
}
