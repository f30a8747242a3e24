using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ConvLog.Serialization;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>A call per line, as JSON.</summary>
internal sealed class CallLines : IExportFormat<ListedCall>
{
    public string ContentType => "application/x-ndjson; charset=utf-8";

    public string Kind => "calls";

    public string Extension => "jsonl";

    public void Begin(IBufferWriter<byte> output)
    {
        // The format has no header.
    }

    public void Write(IBufferWriter<byte> output, ListedCall call)
    {
        using (var json = new Utf8JsonWriter(output, ConversationJson.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("conversation_id", call.Conversation.ConversationId);
            json.WriteString("call_id", call.CallId);
            json.WriteString("started_at", call.StartedAt.UtcDateTime.ToString(ViewJson.TimeFormat, CultureInfo.InvariantCulture));
            if (call.Duration is { } duration)
            {
                json.WriteNumber("duration_ms", duration.TotalMilliseconds);
            }
            else
            {
                json.WriteNull("duration_ms");
            }

            json.WriteString("outcome", EnumNames.Of(call.Outcome));
            json.WriteString("error_type", call.ErrorType);
            json.WriteStartArray("status_codes");
            foreach (int status in call.StatusCodes)
            {
                json.WriteNumberValue(status);
            }

            json.WriteEndArray();
            json.WriteString("user_input", call.UserInput);
            json.WriteString("agent_id", call.Conversation.AgentId);
            json.WriteString("variant_id", call.Conversation.VariantId);
            json.WriteString("environment", EnumNames.Of(call.Conversation.Environment));
            json.WriteString("channel", call.Conversation.Channel);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }
}
