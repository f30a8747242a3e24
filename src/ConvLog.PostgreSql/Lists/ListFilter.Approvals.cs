using System.Globalization;
using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Lists;

/// <content>Approvals of function calls.</content>
internal sealed partial class ListFilter
{
    // Read as bytes, so that a damaged payload raises no error. Text from the host comes after these properties, and quotes in a text are escaped.
    private const string ApprovalText = """
        split_part(split_part(encode(call.payload, 'escape'), '"arguments":', 1), '"result":', 1)
        """;

    // Evaluated for each conversation, as for turns.
    private string HasApproval(SqlArguments arguments) => query.Approval is not { } state
        ? HasApprovedCall("true", arguments)
        : state == ApprovalState.Requested
            ? $"({HasApprovedCall("""a.text ~ '"approval":' AND a.text !~ '"decision":'""", arguments)} OR {IsApprovalAwaited(arguments)})"
            : HasApprovedCall(string.Create(CultureInfo.InvariantCulture, $"a.text ~ '\"decision\":{(int)state - 1}[^0-9]'"), arguments);

    private string HasApprovedCall(string condition, SqlArguments arguments)
    {
        string wait = query.MinApprovalWait is not { } least ? "true" : string.Create(CultureInfo.InvariantCulture, $"""
            greatest(substring(a.text from '"decided_at":(\d+)')::bigint - substring(a.text from '"asked_at":(\d+)')::bigint, 0) >= {least.Ticks}
                AND a.text ~ '"decided_at":\d' AND a.text ~ '"asked_at":\d'
            """);
        return $"""
            (SELECT true FROM #.call CROSS JOIN LATERAL (SELECT {ApprovalText} AS text OFFSET 0) AS a
            WHERE call.conversation = c.conversation AND call.day = c.day{arguments.Within("call")} AND {condition} AND {wait} LIMIT 1) IS TRUE
            """;
    }

    private string IsApprovalAwaited(SqlArguments arguments) => query.MinApprovalWait is not null ? "false" : string.Create(CultureInfo.InvariantCulture, $"""
        (SELECT true FROM #.turn WHERE turn.conversation = c.conversation AND turn.day = c.day{arguments.Within("turn")} AND (turn.flags & {TurnPayload.IsWaiting}) <> 0
        AND {(query.WaitingSince is { } since ? string.Create(CultureInfo.InvariantCulture, $"coalesce(turn.ended > {since.UtcTicks}, true)") : "true")}
        AND encode(turn.details, 'escape') ~ '"wait":."kind":{(int)TurnWaitKind.Approval}[^0-9]' LIMIT 1) IS TRUE
        """);
}
