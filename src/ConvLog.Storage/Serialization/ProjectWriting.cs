using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Storage.Serialization;

/// <summary>Writes conversations in the format of the newer compatible list.</summary>
internal static class ProjectWriting
{
    public static void Write(Utf8JsonWriter writer, ConversationView conversation)
    {
        var summary = conversation.Summary;
        writer.WriteStartObject();
        writer.WriteString("id", summary.ConversationId);
        writer.WriteString("account_id", summary.AccountId ?? "");
        writer.WriteString("project_id", summary.ProjectId ?? "");
        writer.WriteString("environment", JsonNames.Of(summary.Environment));
        writer.WriteString("started_at", JsonTimes.Api(summary.StartedAt));
        writer.WriteString("channel", summary.Channel ?? "");
        writer.WriteBoolean("in_progress", summary.InProgress);
        writer.WriteString("variant_id", summary.VariantId ?? "");
        writer.WriteString("variant_name", summary.VariantId ?? "");
        writer.WriteString("from_number", summary.FromNumber?.Text ?? "");
        writer.WriteString("to_number", summary.ToNumber?.Text ?? "");
        writer.WriteNumber("num_turns", summary.TurnCount);
        writer.WriteNumber("total_duration", ConversationWriting.Seconds(summary.Duration));
        writer.WriteNumber("polyai_duration", ConversationWriting.Seconds(summary.Duration));
        writer.WriteBoolean("handoff", summary.Handoff is not null);
        writer.WriteString("handoff_reason", summary.Handoff?.Reason ?? "");
        writer.WriteString("handoff_destination", summary.Handoff?.Destination ?? "");
        writer.WriteNumber("num_silences", 0);
        writer.WriteNumber("num_ood", 0);
        WriteMetrics(writer, conversation.Metrics);
        WriteState(writer, conversation);
        writer.WriteStartArray("turns");
        foreach (var turn in conversation.Turns)
        {
            WriteTurn(writer, turn);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // A metric with one value is written as a value, one with several as a list.
    private static void WriteMetrics(Utf8JsonWriter writer, IReadOnlyList<MetricView> metrics)
    {
        writer.WriteStartObject("metrics");
        foreach (var metric in metrics.GroupBy(static metric => metric.Metric.Key, StringComparer.Ordinal))
        {
            var values = metric.Select(static value => FieldText.Of(value.Metric)).ToList();
            if (values.Count == 1)
            {
                writer.WriteString(metric.Key, values[0]);
                continue;
            }

            writer.WriteStartArray(metric.Key);
            values.ForEach(writer.WriteStringValue);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteState(Utf8JsonWriter writer, ConversationView conversation)
    {
        writer.WriteStartObject("state");
        var changes = conversation.StateChanges
            .Concat(conversation.Turns.SelectMany(static turn => turn.StateChanges))
            .Concat(conversation.AllFunctionEvents.SelectMany(static call => call.StateChanges))
            .OrderBy(static change => change.Timestamp);
        foreach (var variable in changes.GroupBy(static change => change.Variable.Key, StringComparer.Ordinal))
        {
            if (variable.Last() is { Kind: not StateChangeKind.Removed } last)
            {
                writer.WritePropertyName(variable.Key);
                FieldJson.WriteValue(writer, last.Variable);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteTurn(Utf8JsonWriter writer, TurnView turn)
    {
        writer.WriteStartObject();
        writer.WriteString("user_input", turn.UserInput.ToString());
        writer.WriteString("user_input_dtmf", "");
        writer.WriteString("user_input_datetime", JsonTimes.Api(turn.StartedAt));
        writer.WriteString("agent_response", turn.AgentResponse.ToString());
        writer.WriteString("agent_response_datetime", turn.Latency is { } answered ? JsonTimes.Api(turn.StartedAt + answered) : "");
        if (turn.Latency is { } latency)
        {
            writer.WriteNumber("latency", (long)Math.Round(latency.TotalMilliseconds));
        }
        else
        {
            writer.WriteNull("latency");
        }

        writer.WriteString("translated_user_input", "");
        writer.WriteString("english_agent_response", "");
        WriteNone(writer, "intents");
        WriteNone(writer, "entities");
        writer.WriteBoolean("is_ood", value: false);
        writer.WriteBoolean("is_silence", value: false);
        writer.WriteEndObject();
    }

    private static void WriteNone(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartArray(name);
        writer.WriteEndArray();
    }
}
