using ConvLog.Records;
using ConvLog.Storage.Contract;

namespace ConvLog.Storage.Relational.Lists;

/// <summary>
/// The condition that a conversation (c, its row in "conversation") must meet to be in a list. It contains only the filters of the query, so that the planner
/// can use their indexes. Texts and fields are searched before.
/// </summary>
/// <param name="dialect">The database.</param>
/// <param name="query">The query.</param>
/// <param name="withPii">Whether personal entries count.</param>
/// <param name="person">The user, number and attributes of the query.</param>
/// <param name="functions">The functions of the query, as <see cref="ListDialect.IsNamed"/> takes them; null if it has no function filter.</param>
/// <param name="excluded">Filters that must not match.</param>
internal sealed class ListFilter(
    ListDialect dialect, ConversationQuery query, bool withPii, UserFilter person, object? functions, params IReadOnlyList<ListFilter> excluded)
{
    private readonly EndCondition _end = new(dialect, query, withPii);
    private readonly CallCondition _calls = new(dialect, query, withPii, functions);

    public ConversationQuery Query => query;

    /// <summary>The conditions of all filters; none without filters.</summary>
    public List<string> Conditions(SqlArguments arguments)
        => [.. OfConversation(arguments), .. excluded.Select(filter => $"({string.Join(" AND ", filter.OfConversation(arguments))}) IS NOT TRUE")];

    /// <inheritdoc cref="EndCondition.HasProblem(bool, SqlArguments)"/>
    public string HasProblem(bool isWanted, SqlArguments arguments) => _end.HasProblem(isWanted, arguments);

    /// <inheritdoc cref="EndCondition.KindsOfProblems(SqlArguments)"/>
    public string KindsOfProblems(SqlArguments arguments) => _end.KindsOfProblems(arguments);

    /// <inheritdoc cref="CallCondition.OfEntry"/>
    public string? OfEntry(SqlArguments arguments) => _calls.OfEntry(arguments);

    private List<string> OfConversation(SqlArguments arguments)
    {
        var conditions = QueryFilters.All.Select(filter => filter.Column is null ? Own(filter.Name, arguments) : Compared(filter, arguments))
            .OfType<string>().ToList();
        if (query.HasTurnFilter)
        {
            conditions.Add(new TurnCondition(dialect, query, _end).HasTurn(arguments));
        }

        if (query is { HasCallEntryFilter: true, Field: null })
        {
            conditions.Add(_calls.HasEntryOfCall(arguments));
        }
        else if (query.HasOtherCallFilter)
        {
            conditions.Add(_calls.HasCall(arguments));
        }

        return conditions;
    }

    // The condition of a filter that compares a column; null if the filter is not set.
    private string? Compared(QueryFilter filter, SqlArguments arguments)
    {
        if (!filter.ComparesColumn(query))
        {
            return null;
        }

        object wanted = filter.Value(query)!;
        string column = $"c.{filter.Column!.NameFor(withPii)}";
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
            ? dialect.Exists($"FROM {dialect.Rows("writer", "w")} WHERE w.{dialect.User} = {arguments.Add(user)} AND {dialect.IsOf("w", arguments)}") : null,
        nameof(ConversationQuery.UserId) => person.UserHash is { } hash ? IsAbout(0, hash, arguments) : null,
        nameof(ConversationQuery.Number) => person.Number is { } number ? IsAbout(1, number, arguments) : null,
        nameof(ConversationQuery.Attributes) => person.Attributes is { } attributes
            ? string.Join(" AND ", attributes.Select(hash => IsAbout(2, hash, arguments))) : null,
        nameof(ConversationQuery.HasProblem) => query.HasProblem is { } hasProblem ? _end.HasProblem(hasProblem, arguments) : null,
        nameof(ConversationQuery.Problems) => query.Problems is { } kinds ? _end.HasProblem(kinds, arguments) : null,
        nameof(ConversationQuery.Approval) => query.HasApprovalFilter ? HasApproval(arguments) : null,
        nameof(ConversationQuery.FunctionName) => functions is not null
            ? dialect.Exists($"FROM {dialect.Rows("call")} WHERE {dialect.IsNamed(arguments.Add(functions))} AND {dialect.IsOf("call", arguments)}") : null,
        nameof(ConversationQuery.FunctionEventId) => query.FunctionEventId is { } id ? dialect.HasCall(arguments.Add(id), arguments) : null,
        nameof(ConversationQuery.ResponseStatus) => query.HasResponseFilter ? dialect.HasResponse(query, arguments) : null,
        nameof(ConversationQuery.Level) => HasLevel(),
        nameof(ConversationQuery.IsRated) => RatingCondition.OfRated(query),
        nameof(ConversationQuery.Rating) => RatingCondition.OfRating(query),
        nameof(ConversationQuery.HasComment) => RatingCondition.OfComment(query),
        nameof(ConversationQuery.IsAssigned) => query.IsAssigned is { } isAssigned ? IsAssigned(isAssigned, arguments) : null,
        nameof(ConversationQuery.Score) or nameof(ConversationQuery.Metric) or nameof(ConversationQuery.Label)
            or nameof(ConversationQuery.Reason) or nameof(ConversationQuery.AssignedTo) => ScoreCondition.Of(dialect, filter, query, arguments) is { } condition
                ? HasScore(condition, arguments) : null,

        // Part of the condition on a turn.
        nameof(ConversationQuery.TurnFrom) or nameof(ConversationQuery.TurnTo) or nameof(ConversationQuery.TurnOutcome)
            or nameof(ConversationQuery.CancelReason) or nameof(ConversationQuery.Model) or nameof(ConversationQuery.Provider) => null,

        // Part of the condition on a call.
        nameof(ConversationQuery.Outcome) or nameof(ConversationQuery.ErrorType) or nameof(ConversationQuery.CallFrom)
            or nameof(ConversationQuery.CallTo) => null,

        // Part of the conditions on function names, API responses, approvals and ratings.
        nameof(ConversationQuery.ExactFunctionName) or nameof(ConversationQuery.ResponseStatusClass) or nameof(ConversationQuery.MinApprovalWait)
            or nameof(ConversationQuery.RatingSource) => null,
        nameof(ConversationQuery.Text) or nameof(ConversationQuery.EntriesOnly) or nameof(ConversationQuery.Field) => null, // They are searched before.
        _ => throw new NotSupportedException($"The filter {filter} has no condition in databases."),
    };

    private string IsAbout(int kind, byte[] hash, SqlArguments arguments) => dialect.Is("c.erasure_pending", false) + " AND " + dialect.Exists(
        FormattableString.Invariant($"FROM {dialect.Rows("subject")} WHERE subject.kind = {kind} ")
            + $"AND subject.hash = {arguments.Add(hash)} AND {dialect.IsOf("subject", arguments)}");

    private string HasApproval(SqlArguments arguments)
    {
        string called = dialect.HasApprovedCall(query, arguments);
        return query is { Approval: ApprovalState.Requested, MinApprovalWait: null }
            ? $"({called} OR {new TurnCondition(dialect, query, _end).WaitsForApproval(arguments)})" : called;
    }

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

    // Found by the ID of its row, which is the same for every conversation.
    private string IsAssigned(bool isAssigned, SqlArguments arguments)
        => (isAssigned ? "" : "NOT ") + HasScore($"s.id = {arguments.Add(AssignmentRecord.Id)} AND {dialect.Is("s.removed", false)}", arguments);

    private string HasScore(string condition, SqlArguments arguments)
        => dialect.Exists($"FROM {dialect.Rows("score", "s")} WHERE {dialect.IsOf("s", arguments)} AND {condition}");
}
