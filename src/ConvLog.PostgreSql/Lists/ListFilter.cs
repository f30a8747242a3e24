using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.PostgreSql.Text;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Lists;

/// <summary>
/// The condition that a conversation must meet to be in a list: c is its row in "conversation". Only what is asked for stands in it, so that the planner
/// sees which indexes lead there. Texts and fields are searched before.
/// </summary>
/// <param name="query">What is asked for.</param>
/// <param name="withPii">Whether personal entries count.</param>
/// <param name="person">Whom it asks for.</param>
/// <param name="functions">The names of the functions that are asked for, see <see cref="CalledFunctions"/>; null where none is.</param>
/// <param name="excluded">Filters that must not hold.</param>
internal sealed partial class ListFilter(
    ConversationQuery query, bool withPii, UserFilter person, string[]? functions, params IReadOnlyList<ListFilter> excluded)
{
    /// <summary>That a conversation has a rating.</summary>
    public const string IsRated = "c.user_likes + c.user_dislikes + c.team_likes + c.team_dislikes > 0";

    /// <summary>
    /// Whether calls, turns and scores are looked for conversation by conversation, as a list is walked: the planner would read all there are.
    /// </summary>
    public bool IsOneByOne { get; init; }

    /// <summary>What stands after WHERE.</summary>
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

    /// <summary>What an entry with the field that is asked for must meet besides; null where nothing is.</summary>
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

    // Indexes lead to an outcome and to an error. Calls of a time are looked at conversation by conversation, as turns are.
    private string HasCall(SqlArguments arguments)
    {
        string calls = $"FROM #.call WHERE call.conversation = c.conversation AND call.day = c.day{arguments.Within("call")} AND {IsAsked(arguments)}";
        return query is { Outcome: null, ErrorType: null } ? $"(SELECT true {calls} LIMIT 1)" : Exists($"SELECT 1 {calls}");
    }

    // With OFFSET, the planner makes no join of it.
    private string Exists(string rows) => $"EXISTS ({rows}{(IsOneByOne ? " OFFSET 0" : "")})";

    // Added to 0, a time leads to no index: for each conversation it would give all turns or calls of that time.
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

    // One entry is looked for at a time: as EXISTS the planner may make a join of it that reads all entries there are. Personal ones stand apart, and are read
    // only where they count.
    private string HasEntryOfCall(SqlArguments arguments)
    {
        string kind = withPii ? "e.kind % 4" : FormattableString.Invariant($"e.no < {EntryNumber.FirstPersonal} AND e.kind");
        return $"""
            (SELECT true FROM #.entry AS e WHERE e.conversation = c.conversation AND e.day = c.day{arguments.Within("e")}
            AND {kind} = {arguments.Add((int)query.Level!)} AND {IsInCall(arguments)} LIMIT 1)
            """;
    }

    // OFFSET 0 keeps the planner from making a join of it, whose order would depend on how many entries there are, hidden ones included.
    private string IsInCall(SqlArguments arguments)
        => $"""
            EXISTS (SELECT 1 FROM #.scope AS s JOIN #.call ON call.conversation = s.conversation AND call.day = s.day AND call.id = s.call_id{arguments.Within("call")}
            WHERE s.conversation = e.conversation AND s.day = e.day AND s.no = e.scope{arguments.Within("s")} AND {IsAsked(arguments)} OFFSET 0)
            """;

    // The condition that a call is one that is asked for.
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

    // A filter that compares a column; null where it is not set.
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

    // A filter with a condition of its own; null where it is not set.
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
        nameof(ConversationQuery.ExactFunctionName) => null, // It is among the functions.
        nameof(ConversationQuery.TurnFrom) or nameof(ConversationQuery.TurnTo) or nameof(ConversationQuery.TurnOutcome)
            or nameof(ConversationQuery.CancelReason) or nameof(ConversationQuery.Model)
            or nameof(ConversationQuery.Provider) => null, // They are in the condition of one turn.
        nameof(ConversationQuery.Outcome) or nameof(ConversationQuery.ErrorType) or nameof(ConversationQuery.CallFrom)
            or nameof(ConversationQuery.CallTo) => null, // They are in the condition of one call.
        nameof(ConversationQuery.ResponseStatus) => query.ResponseStatus is { } status ? HasResponse(status, arguments) : null,
        nameof(ConversationQuery.Level) => HasLevel(),
        nameof(ConversationQuery.IsRated) => query.IsRated is { } isRated ? Rated(isRated, $"{BySource("likes")} + {BySource("dislikes")}") : null,
        nameof(ConversationQuery.Rating) => query.Rating is { } rating ? Rated(true, BySource(rating == FeedbackRating.Like ? "likes" : "dislikes")) : null,
        nameof(ConversationQuery.HasComment) => query.HasComment is { } hasComment ? Rated(hasComment, BySource("comments")) : null,
        nameof(ConversationQuery.RatingSource) => null, // It is in the conditions of ratings.
        nameof(ConversationQuery.Text) or nameof(ConversationQuery.EntriesOnly) or nameof(ConversationQuery.Field) => null, // They are searched before.
        nameof(ConversationQuery.Score) or nameof(ConversationQuery.Metric) or nameof(ConversationQuery.Label)
            or nameof(ConversationQuery.Reason) or nameof(ConversationQuery.AssignedTo) => ScoreCondition.Of(filter, query, arguments) is { } condition
                ? Exists($"SELECT 1 FROM #.score AS s WHERE s.conversation = c.conversation AND s.day = c.day{arguments.Within("s")} AND {condition}")
                : null,
        nameof(ConversationQuery.IsAssigned) => query.IsAssigned is { } isAssigned ? IsAssigned(isAssigned, arguments) : null,
        _ => throw new NotSupportedException($"The filter {filter} has no condition in PostgreSQL."),
    };

    // By the ID of its row, which is the same for every conversation.
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

    // That it is rated at all follows from a rating or a comment, and leads to an index.
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
