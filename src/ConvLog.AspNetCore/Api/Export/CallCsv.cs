using System.Buffers;
using System.Globalization;
using System.Text;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>A call per row.</summary>
/// <param name="options">The host's options of CSV files.</param>
internal sealed class CallCsv(ConvLogConsoleOptions options) : ICallFormat
{
    private const string Columns
        = "user_input,outcome,error_type,status_codes,duration_ms,started_at,conversation_id,call_id,agent_id,variant_id,environment,channel\r\n";

    public string ContentType => "text/csv; charset=utf-8; header=present";

    public string Extension => "csv";

    public void Begin(IBufferWriter<byte> output)
    {
        if (options.CsvByteOrderMark)
        {
            output.Write(Encoding.UTF8.Preamble);
        }

        output.Write(Encoding.UTF8.GetBytes(Columns));
    }

    public void Write(IBufferWriter<byte> output, ListedCall call)
    {
        var text = new StringBuilder();
        new CsvText(text, options.CsvEscapesFormulas)
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
        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
