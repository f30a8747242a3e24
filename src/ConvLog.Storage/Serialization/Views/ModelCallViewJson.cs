using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Records;

namespace ConvLog.Storage.Serialization.Views;

/// <summary>Writes model calls, their messages and their usage.</summary>
internal static class ModelCallViewJson
{
    public static void Write(Utf8JsonWriter writer, ModelCallView call)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        writer.WriteString("id", call.Id);
        writer.WriteString("function_event_id", call.FunctionEventId);
        writer.WriteString("model", call.Model);
        writer.WriteString("provider", call.Provider);
        writer.WriteOrNull("parameters", call.Parameters, WriteParameters);
        writer.WriteTime("started_at", call.StartedAt);
        writer.WriteMilliseconds("duration_ms", call.Duration);
        writer.WriteMilliseconds("time_to_first_token_ms", call.TimeToFirstToken);
        writer.WriteNumber("chunks", call.Chunks);
        writer.WriteString("outcome", JsonNames.Of(call.Outcome));
        writer.WriteString("cancel_reason", JsonNames.Of(call.CancelReason));
        writer.WriteAll("request", call.Request, Write);
        writer.WriteNumber("omitted_messages", call.OmittedMessages);
        writer.WriteOrNull("response", call.Response, Write);
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
        writer.WriteAll("scores", call.Scores, ScoreViewJson.Write);
        personal.End(writer);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, ModelMessageView message)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        writer.WriteString("role", message.IsMissing ? null : JsonNames.Of(message.Role));
        personal.Write(writer, "text", message.Text);
        writer.WriteAll("tool_calls", message.ToolCalls, WriteToolCall);
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

    public static void WriteUsage(Utf8JsonWriter writer, ModelUsage? usage)
    {
        writer.WriteOrNull("usage", usage, static (to, used) =>
        {
            to.WriteStartObject();
            to.WriteString("model", used.Model);
            to.WriteNumberOrNull("input_tokens", used.InputTokens);
            to.WriteNumberOrNull("output_tokens", used.OutputTokens);
            to.WriteNumberOrNull("total_tokens", used.TotalTokens);
            to.WriteNumberOrNull("cost", used.Cost);
            to.WriteString("currency", used.Currency);
            used.WriteCosts(to);
            to.WriteMilliseconds("time_to_first_token_ms", used.TimeToFirstToken);
            used.WriteParts(to);
            to.WriteEndObject();
        });
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

        writer.WriteNumberOrNull("max_output_tokens", parameters.MaxOutputTokens);
        writer.WriteString("response_format", parameters.ResponseFormat);
        writer.WriteAll("tools", parameters.Tools);
        writer.WriteEndObject();
    }
}
