namespace ConvLog.Storage.Relational.Lists;

/// <summary>The conditions on the function calls of a conversation, and on the entries that were logged in them.</summary>
internal sealed class CallCondition(ListDialect dialect, ConversationQuery query, bool withPii, object? functions)
{
    /// <summary>The condition that a call matches.</summary>
    public string HasCall(SqlArguments arguments)
    {
        // An outcome and an error type have an index. Otherwise calls are looked up for each conversation, as turns are.
        string calls = $"FROM {dialect.Rows("call")} WHERE {dialect.IsOf("call", arguments)} AND {IsAsked(arguments)}";
        return query is { Outcome: null, ErrorType: null } ? dialect.HasRow(calls) : dialect.Exists(calls);
    }

    /// <summary>The condition that an entry of the requested level was logged in a matching call.</summary>
    public string HasEntryOfCall(SqlArguments arguments)
        => dialect.HasEntry(arguments.Add((int)query.Level!), withPii, dialect.IsInCall(IsAsked(arguments), arguments), arguments);

    /// <summary>The conditions on an entry (e) that was found by its field; null if there are none.</summary>
    public string? OfEntry(SqlArguments arguments)
    {
        string? level = query.Level is { } asked ? $"e.kind = {arguments.Add((int)asked)}" : null;
        string? call = query.HasCallFilter ? dialect.IsInCall(IsAsked(arguments), arguments) : null;
        return level is null || call is null ? level ?? call : $"{level} AND {call}";
    }

    private string IsAsked(SqlArguments arguments)
    {
        var conditions = new List<string>();
        if (functions is not null)
        {
            conditions.Add(dialect.IsNamed(arguments.Add(functions)));
        }

        conditions.AddRange(TurnCondition.Began("call", query.CallFrom, query.CallTo, arguments));
        if (query.MinFunctionDuration is { } least)
        {
            conditions.Add($"call.duration >= {arguments.Add(least.Ticks)}");
        }

        if (query.Outcome is { } outcome)
        {
            string isSo = $"call.outcome = {arguments.Add((int)outcome)}";
            conditions.Add(outcome == FunctionOutcome.Abandoned
                ? $"({isSo} OR call.outcome IS NULL AND {new EndCondition(dialect, query, withPii).HasEndedOf("call", arguments)})" : isSo);
        }

        if (query.ErrorType is { } type)
        {
            conditions.Add(dialect.IsErrorType("call.error_type", arguments.Add(type)));
        }

        if (query.HasResponseFilter)
        {
            conditions.Add(dialect.IsAnswered(query, arguments));
        }

        return string.Join(" AND ", conditions);
    }
}
