using ConvLog.Storage;

namespace ConvLog.Sqlite.Lists;

/// <summary>The condition that a call (a row of "call") is one that is asked for: by its function, its time, its duration, its outcome and the type of its error.</summary>
internal static class CallFilter
{
    private static readonly string s_functions = ListFilter.Parameter(nameof(ConversationQuery.FunctionName));
    private static readonly string s_outcome = ListFilter.Parameter(nameof(ConversationQuery.Outcome));
    private static readonly string s_from = ListFilter.Parameter(nameof(ConversationQuery.CallFrom));
    private static readonly string s_to = ListFilter.Parameter(nameof(ConversationQuery.CallTo));
    private static readonly string s_duration = ListFilter.Parameter(nameof(ConversationQuery.MinFunctionDuration));
    private static readonly string s_errorType = ListFilter.Parameter(nameof(ConversationQuery.ErrorType));

    /// <summary>The condition that no call is asked for.</summary>
    public static string IsUnset { get; } =
        $"({s_functions} IS NULL AND {s_outcome} IS NULL AND {s_errorType} IS NULL AND {s_from} IS NULL AND {s_to} IS NULL AND {s_duration} IS NULL)";

    /// <summary>The condition that its error is of the type.</summary>
    public static string HasErrorType { get; } = $"(call.error_type = {s_errorType} OR substr(call.error_type, -length({s_errorType}) - 1) = '.' || {s_errorType})";

    /// <summary>The whole condition.</summary>
    public static string IsAsked(bool withPii)
    {
        string isAbandoned = FormattableString.Invariant($"""
            {s_outcome} = {(long)FunctionOutcome.Abandoned} AND call.outcome IS NULL AND EXISTS (
            SELECT 1 FROM conversation AS o WHERE o.no = call.conversation AND (o.closed IS NOT NULL OR o.{(withPii ? "a" : "v")}_last <= ?{ListFilter.IdleSince}))
            """);
        return $"""
            ({s_functions} IS NULL OR {CalledFunctions.IsNamed("call.name", s_functions)})
            AND ({s_from} IS NULL OR call.started >= {s_from}) AND ({s_to} IS NULL OR call.started < {s_to})
            AND ({s_duration} IS NULL OR call.duration >= {s_duration})
            AND ({s_outcome} IS NULL OR call.outcome = {s_outcome} OR {isAbandoned})
            AND ({s_errorType} IS NULL OR {HasErrorType})
            """;
    }
}
