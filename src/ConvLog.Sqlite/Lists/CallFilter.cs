using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Lists;

/// <summary>
/// The condition that a call (a row of "call") matches the filters of calls: its function, time, duration, outcome, type of error and the status of its API
/// responses.
/// </summary>
internal static class CallFilter
{
    private static readonly string s_functions = ListFilter.Parameter(nameof(ConversationQuery.FunctionName));
    private static readonly string s_outcome = ListFilter.Parameter(nameof(ConversationQuery.Outcome));
    private static readonly string s_from = ListFilter.Parameter(nameof(ConversationQuery.CallFrom));
    private static readonly string s_to = ListFilter.Parameter(nameof(ConversationQuery.CallTo));
    private static readonly string s_duration = ListFilter.Parameter(nameof(ConversationQuery.MinFunctionDuration));
    private static readonly string s_errorType = ListFilter.Parameter(nameof(ConversationQuery.ErrorType));
    private static readonly string s_status = ListFilter.Parameter(nameof(ConversationQuery.ResponseStatus));

    // By opening, because personal facts have sequences of their own there: their number does not affect the cost.
    private static readonly string s_visibleFacts = FormattableString.Invariant(
        $"writer AS opening CROSS JOIN fact INDEXED BY fact_order ON fact.writer = opening.no AND fact.sequence >= {FactOrder.FirstVisible}");

    /// <summary>The condition that no filter of calls is set.</summary>
    public static string IsUnset { get; } =
        $"({s_functions} IS NULL AND {s_outcome} IS NULL AND {s_errorType} IS NULL AND {s_from} IS NULL AND {s_to} IS NULL AND {s_duration} IS NULL)";

    /// <summary>The condition that its error has a type.</summary>
    /// <param name="type">The parameter with the type.</param>
    public static string HasErrorType(string type) => $"(call.error_type = {type} OR substr(call.error_type, -length({type}) - 1) = '.' || {type})";

    /// <summary>The condition that it ended with an outcome.</summary>
    /// <param name="outcome">The parameter with the outcome.</param>
    /// <param name="withPii">Whether personal entries determine when its conversation ended.</param>
    public static string HasOutcome(string outcome, bool withPii) => FormattableString.Invariant($"""
        call.outcome = {outcome} OR {outcome} = {(long)FunctionOutcome.Abandoned} AND call.outcome IS NULL AND EXISTS (
        SELECT 1 FROM conversation AS o WHERE o.no = call.conversation AND (o.closed IS NOT NULL OR o.{(withPii ? "a" : "v")}_last <= ?{ListFilter.IdleSince}))
        """);

    /// <summary>The whole condition.</summary>
    public static string IsAsked(bool withPii)
        => $"""
            ({s_functions} IS NULL OR {CalledFunctions.IsNamed("call.name", s_functions)})
            AND ({s_from} IS NULL OR call.started >= {s_from}) AND ({s_to} IS NULL OR call.started < {s_to})
            AND ({s_duration} IS NULL OR call.duration >= {s_duration})
            AND ({s_outcome} IS NULL OR {HasOutcome(s_outcome, withPii)})
            AND ({s_errorType} IS NULL OR {HasErrorType(s_errorType)})
            AND ({s_status} IS NULL OR EXISTS (SELECT 1 FROM {s_visibleFacts} CROSS JOIN scope AS answered ON answered.no = fact.scope
                WHERE opening.conversation = call.conversation AND answered.call_id = call.id AND {IsResponse(s_status)}))
            """;

    /// <summary>The condition that a row of "conversation" (c) has an API response with a status, in a call or outside of calls.</summary>
    /// <param name="status">The parameter with the status.</param>
    public static string HasResponse(string status)
        => $"EXISTS (SELECT 1 FROM {s_visibleFacts} WHERE opening.conversation = c.no AND {IsResponse(status)})";

    // A damaged payload is no response, and does not make the query fail.
    private static string IsResponse(string status)
        => $"fact.kind = 0 AND CASE WHEN json_valid(fact.payload) THEN json_extract(fact.payload, '$.status') = {status} END";
}
