using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Records;
using ConvLog.Storage.Serialization;

namespace ConvLog.Serialization;

/// <content>Model calls and their messages.</content>
public static partial class ViewJson
{
    /// <summary>Writes one model call.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="call">The model call.</param>
    public static void Write(Utf8JsonWriter writer, ModelCallView call)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(call);
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        writer.WriteString("id", call.Id);
        writer.WriteString("function_event_id", call.FunctionEventId);
        writer.WriteString("model", call.Model);
        writer.WriteString("provider", call.Provider);
        writer.WritePropertyName("parameters");
        WriteOrNull(writer, call.Parameters, WriteParameters);
        WriteTime(writer, "started_at", call.StartedAt);
        WriteMilliseconds(writer, "duration_ms", call.Duration);
        WriteMilliseconds(writer, "time_to_first_token_ms", call.TimeToFirstToken);
        writer.WriteNumber("chunks", call.Chunks);
        writer.WriteString("outcome", JsonNames.Of(call.Outcome));
        writer.WriteString("cancel_reason", JsonNames.Of(call.CancelReason));
        WriteAll(writer, "request", call.Request, static (to, message) => Write(to, message));
        writer.WriteNumber("omitted_messages", call.OmittedMessages);
        writer.WritePropertyName("response");
        WriteOrNull(writer, call.Response, static (to, message) => Write(to, message));
        WriteUsage(writer, call.Usage);
        VisibleJson.Text(writer, "kind", ModelCallKinds.NameOf(call.Kind));
        VisibleJson.Flag(writer, "cached", call.IsCached);
        VisibleJson.Text(writer, "purpose", call.Purpose);
        VisibleJson.Text(writer, "agent_name", call.AgentName);
        writer.WriteString("finish_reason", call.FinishReason);
        writer.WriteString("response_id", call.ResponseId);
        personal.Write(writer, "error", call.Error);
        writer.WriteString("error_type", call.ErrorType);
        VisibleJson.Span(writer, call.TraceId, call.SpanId);
        WriteAll(writer, "scores", call.Scores, static (to, score) => Write(to, score));
        personal.End(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes one message to or from a language model.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="message">The message.</param>
    public static void Write(Utf8JsonWriter writer, ModelMessageView message)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(message);
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        writer.WriteString("role", message.IsMissing ? null : JsonNames.Of(message.Role));
        personal.Write(writer, "text", message.Text);
        WriteAll(writer, "tool_calls", message.ToolCalls, WriteToolCall);
        writer.WriteString("tool_call_id", message.ToolCallId);
        VisibleJson.Text(writer, "author", message.Author);
        if (message.Reasoning is not null)
        {
            personal.Write(writer, "reasoning", message.Reasoning);
        }

        writer.WriteBoolean("is_new", message.IsNew);
        writer.WriteBoolean("is_missing", message.IsMissing);
        personal.End(writer);
        writer.WriteEndObject();
    }

    private static void WriteToolCall(Utf8JsonWriter writer, ModelToolCallView call)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        writer.WriteString("call_id", call.CallId);
        writer.WriteString("name", call.Name);
        personal.Write(writer, "arguments", call.Arguments, prefix: "arguments.");
        personal.End(writer);
        writer.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter writer, ModelParameters parameters)
    {
        writer.WriteStartObject();
        if (parameters.Temperature is { } temperature)
        {
            writer.WritePropertyName("temperature");
            FieldJson.WriteDouble(writer, temperature);
        }
        else
        {
            writer.WriteNull("temperature");
        }

        if (parameters.MaxOutputTokens is { } most)
        {
            writer.WriteNumber("max_output_tokens", most);
        }
        else
        {
            writer.WriteNull("max_output_tokens");
        }

        writer.WriteString("response_format", parameters.ResponseFormat);
        writer.WriteStartArray("tools");
        foreach (string tool in parameters.Tools)
        {
            writer.WriteStringValue(tool);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
