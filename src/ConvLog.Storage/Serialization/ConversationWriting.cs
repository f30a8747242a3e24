using System.Globalization;
using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Storage.Serialization;

/// <summary>Writes conversations, property by property in the order of the recordings.</summary>
internal static class ConversationWriting
{
    public static void WriteSummary(Utf8JsonWriter writer, ConversationSummaryView conversation, bool documentedOnly = false)
    {
        writer.WriteStartObject();
        WriteUpTo(writer, conversation);
        WriteHandoff(writer, conversation);
        writer.WriteNull("note");
        WriteScores(writer, conversation, documentedOnly);
        WriteEnd(writer, conversation, conversation.Labels);
        writer.WriteString("variantId", conversation.VariantId);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, ConversationView conversation, bool documentedOnly = false)
    {
        var summary = conversation.Summary;
        writer.WriteStartObject();
        WriteUpTo(writer, summary);
        WriteFunctionEvents(writer, conversation, documentedOnly);
        WriteHandoff(writer, summary);
        if (!documentedOnly)
        {
            LogWriting.WriteLogsIfAny(writer, conversation.Entries, conversation.ApiResponses);
        }

        WriteMetrics(writer, conversation.Metrics);
        writer.WriteString("note", conversation.Notes.Count > 0 ? conversation.Notes[^1].Text.Text : null);
        WriteScores(writer, summary, documentedOnly);
        WriteEnd(writer, summary, LabelsOf(conversation));
        writer.WriteStartArray("turns");
        foreach (var turn in conversation.Turns)
        {
            TurnWriting.Write(writer, turn, documentedOnly);
        }

        writer.WriteEndArray();
        writer.WriteString("variantId", summary.VariantId);
        writer.WriteEndObject();
    }

    private static void WriteUpTo(Utf8JsonWriter writer, ConversationSummaryView conversation)
    {
        writer.WriteString("accountId", conversation.AccountId ?? "");
        writer.WriteNull("audioUrl");
        writer.WriteString("channel", conversation.Channel ?? "");
        writer.WriteString("clientEnv", JsonNames.Of(conversation.Environment));
        writer.WriteString("conversationId", conversation.ConversationId);
        writer.WriteString("createdAt", JsonTimes.Api(conversation.StartedAt));
        writer.WriteNull("deploymentId");
        writer.WriteString("direction", JsonNames.Of(conversation.Direction));
        writer.WriteNumber("duration", Seconds(conversation.Duration));
        writer.WriteString("finishedAt", conversation.EndedAt is { } ended ? JsonTimes.Api(ended) : null);
        writer.WriteString("fromNumber", conversation.FromNumber?.Text);
    }

    private static void WriteFunctionEvents(Utf8JsonWriter writer, ConversationView conversation, bool documentedOnly)
    {
        writer.WriteStartObject("functionEvents");
        foreach (var turn in conversation.AllFunctionEvents.GroupBy(static call => call.TurnOrdinal))
        {
            writer.WriteStartArray(turn.Key.ToString(CultureInfo.InvariantCulture));
            foreach (var call in turn)
            {
                FunctionEventWriting.Write(writer, call, conversation.Summary.ConversationId, documentedOnly);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteHandoff(Utf8JsonWriter writer, ConversationSummaryView conversation)
    {
        writer.WriteBoolean("handoff", conversation.Handoff is not null);
        writer.WriteString("handoffDestination", conversation.Handoff?.Destination);
        writer.WriteString("handoffReason", conversation.Handoff?.Reason);
        writer.WriteBoolean("inProgress", conversation.InProgress);
        writer.WriteString("language", conversation.Language);
    }

    private static void WriteMetrics(Utf8JsonWriter writer, IReadOnlyList<MetricView> metrics)
    {
        writer.WriteStartObject("metrics");
        foreach (var metric in metrics.GroupBy(static metric => metric.Metric.Key, StringComparer.Ordinal))
        {
            writer.WriteStartArray(metric.Key);
            foreach (var value in metric)
            {
                writer.WriteStartObject();
                writer.WriteString("timestamp", JsonTimes.Metric(value.Timestamp));
                writer.WriteString("value", FieldText.Of(value.Metric)); // Always a string, as recorded.
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteScores(Utf8JsonWriter writer, ConversationSummaryView conversation, bool documentedOnly)
    {
        if (conversation.PiiPurgedAt is { } purged && !documentedOnly)
        {
            writer.WriteString("pii_purged_at", JsonTimes.Api(purged));
        }

        writer.WriteNull("polyScore");
        writer.WriteNumber("polyaiDuration", Seconds(conversation.Duration));
        writer.WriteString("projectId", conversation.ProjectId ?? "");
        writer.WriteNull("shortSummary");
    }

    private static void WriteEnd(Utf8JsonWriter writer, ConversationSummaryView conversation, IEnumerable<string> labels)
    {
        writer.WriteString("startedAt", JsonTimes.Api(conversation.StartedAt));
        writer.WriteStartArray("tags");
        foreach (string label in labels)
        {
            writer.WriteStringValue(label);
        }

        writer.WriteEndArray();
        writer.WriteString("toNumber", conversation.ToNumber?.Text);
        writer.WriteNumber("totalDuration", Seconds(conversation.Duration));
    }

    // As in a list: the labels of the conversation and its turns, each once.
    private static IEnumerable<string> LabelsOf(ConversationView conversation)
        => conversation.Labels.Concat(conversation.Turns.SelectMany(static turn => turn.Labels)).Select(static label => label.Label)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    internal static long Seconds(TimeSpan duration) => Math.Max(0, (long)Math.Round(duration.TotalSeconds));
}
