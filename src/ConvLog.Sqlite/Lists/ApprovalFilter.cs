using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Lists;

/// <summary>The condition that a conversation (c) has a requested approval, by its state and by how long it took. Payloads are read one by one.</summary>
internal static class ApprovalFilter
{
    private const string Asked = "json_extract(call.payload, '$.approval.asked_at')";
    private const string Decided = "json_extract(call.payload, '$.approval.decided_at')";

    private static readonly string s_state = ListFilter.Parameter(nameof(ConversationQuery.Approval));
    private static readonly string s_least = ListFilter.Parameter(nameof(ConversationQuery.MinApprovalWait));

    /// <summary>The condition by state, which includes the condition by duration.</summary>
    public static string HasState { get; } = FormattableString.Invariant($"""
        ({HasCall(IsCallIn)}
        OR {s_state} = {(int)ApprovalState.Requested} AND {s_least} IS NULL AND EXISTS (SELECT 1 FROM turn INDEXED BY turn_id WHERE turn.conversation = c.no
            AND turn.flags & {TurnPayload.IsWaiting} <> 0 AND ifnull(turn.ended > ?{ListFilter.WaitingSince}, 1)
            AND CASE WHEN json_valid(turn.details) THEN json_extract(turn.details, '$.wait.kind') = {(int)TurnWaitKind.Approval} END))
        """);

    /// <summary>The condition by duration, if no state is requested.</summary>
    public static string HasWait { get; } = $"({s_state} IS NOT NULL OR {HasCall("1")})";

    private static string IsCallIn => FormattableString.Invariant($"""
        CASE {s_state} WHEN {(int)ApprovalState.Requested} THEN json_type(call.payload, '$.approval') = 'object' AND {Decision} IS NULL
            ELSE {Decision} = {s_state} - 1 END
        """);

    private static string Decision => "json_extract(call.payload, '$.approval.decision')";

    // A damaged payload has no approval, and does not make the query fail.
    private static string HasCall(string condition) => $"""
        EXISTS (SELECT 1 FROM call WHERE call.conversation = c.no AND CASE WHEN json_valid(call.payload) THEN {condition}
            AND ({s_least} IS NULL OR max({Decided} - {Asked}, 0) >= {s_least}) END)
        """;
}
