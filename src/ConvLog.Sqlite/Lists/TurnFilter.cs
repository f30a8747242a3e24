using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Lists;

/// <summary>The condition that a conversation has a turn that matches the filters of turns: its time, response time, outcome, model and provider.</summary>
internal static class TurnFilter
{
    private static readonly string s_from = ListFilter.Parameter(nameof(ConversationQuery.TurnFrom));
    private static readonly string s_to = ListFilter.Parameter(nameof(ConversationQuery.TurnTo));
    private static readonly string s_model = ListFilter.Parameter(nameof(ConversationQuery.Model));
    private static readonly string s_provider = ListFilter.Parameter(nameof(ConversationQuery.Provider));
    private static readonly string s_outcome = ListFilter.Parameter(nameof(ConversationQuery.TurnOutcome));
    private static readonly string s_reason = ListFilter.Parameter(nameof(ConversationQuery.CancelReason));
    private static readonly string s_least = ListFilter.Parameter(nameof(ConversationQuery.MinLatency));
    private static readonly string s_most = ListFilter.Parameter(nameof(ConversationQuery.MaxLatency));

    // A model call outside of turns has neither a time nor a response time nor an outcome of a turn.
    private static readonly string s_isOfAnyTurn = $"coalesce({s_from}, {s_to}, {s_least}, {s_most}, {s_outcome}, {s_reason}) IS NULL";

    // The conversation is the row of "conversation" (c).
    private static string IsTurn(bool withPii) => $"""
        EXISTS (SELECT 1 FROM turn INDEXED BY turn_id WHERE turn.conversation = c.no
        AND ({s_from} IS NULL OR turn.started >= {s_from}) AND ({s_to} IS NULL OR turn.started < {s_to})
        AND ({s_least} IS NULL OR {TurnPayload.ResponseTimeOf("turn")} >= {s_least}) AND ({s_most} IS NULL OR {TurnPayload.ResponseTimeOf("turn")} <= {s_most})
        AND ({s_outcome} IS NULL OR {HasOutcome(s_outcome, withPii)}) AND ({s_reason} IS NULL OR {HasReason(s_reason)})
        AND (coalesce({s_model}, {s_provider}) IS NULL OR {s_provider} IS NULL AND turn.model = {s_model}
            OR {HasCall(s_model, s_provider, "JOIN scope ON scope.no = m.scope AND scope.turn_id = turn.id")}))
        """;

    /// <summary>The whole condition.</summary>
    public static string IsAsked(bool withPii)
        => $"(coalesce({s_model}, {s_provider}) IS NOT NULL AND {s_isOfAnyTurn} AND {HasCall(s_model, s_provider)} OR {IsTurn(withPii)})";

    /// <summary>The condition that some turn ended with an outcome.</summary>
    /// <param name="outcome">The parameter with the outcome.</param>
    /// <param name="withPii">Whether personal entries determine when the conversation ended.</param>
    public static string HasTurnOf(string outcome, bool withPii) => HasTurn(HasOutcome(outcome, withPii));

    /// <summary>The condition that some turn was canceled for a reason.</summary>
    /// <param name="reason">The parameter with the reason.</param>
    public static string HasTurnOf(string reason) => HasTurn(HasReason(reason));

    /// <summary>The condition that some call used a model, or the usage of some turn names it.</summary>
    /// <param name="model">The parameter with the model.</param>
    public static string HasModel(string model)
        => $"{HasCall(model, "NULL")} OR EXISTS (SELECT 1 FROM turn INDEXED BY turn_id WHERE turn.conversation = c.no AND turn.model = {model})";

    /// <summary>The condition that some call went to a provider.</summary>
    /// <param name="provider">The parameter with the provider.</param>
    public static string HasProvider(string provider) => HasCall("NULL", provider);

    private static string HasTurn(string condition) => $"EXISTS (SELECT 1 FROM turn INDEXED BY turn_id WHERE turn.conversation = c.no AND {condition})";

    private static string HasReason(string reason)
        => FormattableString.Invariant($"(turn.flags & {TurnPayload.Canceled}) = 1 + {reason} << {TurnPayload.CanceledShift}");

    // Same as TurnRecord.OutcomeIn.
    private static string HasOutcome(string outcome, bool withPii) => FormattableString.Invariant($"""
        CASE WHEN turn.flags & {TurnPayload.Canceled} <> 0 THEN {(int)TurnOutcome.Canceled} WHEN turn.failed <> 0 THEN {(int)TurnOutcome.Failed}
        WHEN turn.flags & {TurnPayload.IsAbandoned} <> 0 THEN {(int)TurnOutcome.Abandoned}
        WHEN turn.flags & {TurnPayload.IsWaiting} <> 0 THEN iif(turn.ended <= ?{ListFilter.WaitingSince}, {(int)TurnOutcome.Abandoned}, {(int)TurnOutcome.Waiting})
        WHEN turn.latency IS NOT NULL THEN {(int)TurnOutcome.Completed}
        WHEN turn.ended IS NULL AND (c.closed IS NOT NULL OR c.{(withPii ? "a" : "v")}_last <= ?{ListFilter.IdleSince}) THEN {(int)TurnOutcome.Abandoned}
        END = {outcome}
        """);

    private static string HasCall(string model, string provider, string join = "") => $"""
        EXISTS (SELECT 1 FROM model_call AS m INDEXED BY model_call_id {join} JOIN model ON model.no = m.model
        WHERE m.conversation = c.no AND ({model} IS NULL OR model.name = {model}) AND ({provider} IS NULL OR model.provider = {provider}))
        """;
}
