using System.Globalization;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>A call per row.</summary>
internal sealed class CallCsv() : CsvTable<ListedCall>(s_columns)
{
    private static readonly string[] s_columns =
    [
        "user_input", "outcome", "error_type", "status_codes", "duration_ms", "started_at", "conversation_id", "call_id", "agent_id", "variant_id",
        "environment", "channel",
    ];

    public override string Kind => "calls";

    protected override void WriteRows(CsvText csv, ListedCall call) => csv
        .Text(call.UserInput)
        .Text(EnumNames.Of(call.Outcome))
        .Text(call.ErrorType)
        .Text(string.Join(' ', call.StatusCodes.Select(static status => status.ToString(CultureInfo.InvariantCulture))))
        .Milliseconds(call.Duration)
        .Time(call.StartedAt)
        .Text(call.Conversation.ConversationId)
        .Text(call.CallId)
        .Text(call.Conversation.AgentId)
        .Text(call.Conversation.VariantId)
        .Text(EnumNames.Of(call.Conversation.Environment))
        .Text(call.Conversation.Channel)
        .End();
}
