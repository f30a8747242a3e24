using System.Text.Json;
using ConvLog.Privacy;
using ConvLog.Records;

namespace ConvLog.Storage.Serialization.Views;

/// <summary>Writes conversations: summaries for lists, and whole conversations.</summary>
internal static class ConversationViewJson
{
    public static void Write(Utf8JsonWriter writer, ConversationSummaryView conversation)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        WriteSummary(writer, conversation, ref personal);
        writer.WriteAll("label_names", conversation.Labels);
        writer.WriteAll("rating_reasons", conversation.RatingReasons);
        writer.WriteAll("score_averages", conversation.Scores, ScoreViewJson.Write);
        personal.End(writer);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, ConversationPage page)
    {
        writer.WriteStartObject();
        writer.WriteAll("conversations", page.Conversations, Write);
        writer.WriteString("next_cursor", page.Next);
        if (page.Total is { } total)
        {
            writer.WriteNumber("total", total);
        }

        writer.WriteBoolean("search_stopped", page.SearchStopped);
        if (page.SearchedFrom is { } from)
        {
            writer.WriteTimeRoundedUp("searched_from", from);
        }

        writer.WriteComplete(page.IsComplete);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, ConversationView conversation)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        WriteSummary(writer, conversation.Summary, ref personal);
        personal.Write(writer, "attributes", conversation.Attributes, prefix: "attributes.");
        writer.WriteAll("turns", conversation.Turns, TurnViewJson.Write);
        writer.WriteAll("model_calls", conversation.ModelCalls, ModelCallViewJson.Write);
        LogViewJson.WriteScope(writer, conversation.FunctionEvents, conversation.Entries, conversation.ApiResponses, conversation.StateChanges);
        writer.WriteAll("metrics", conversation.Metrics, WriteMetric);
        writer.WriteAll("handoffs", conversation.Handoffs, HandoffJson.Write);
        writer.WriteAll("notes", conversation.Notes, WriteNote);
        writer.WriteAll("scores", conversation.Scores, ScoreViewJson.Write);
        writer.WriteAll("labels", conversation.Labels, ScoreViewJson.Write);
        personal.End(writer);
        writer.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter writer, ConversationSummaryView conversation, ref PersonalNames personal)
    {
        writer.WriteString("conversation_id", conversation.ConversationId);
        writer.WriteString("agent_id", conversation.AgentId);
        writer.WriteString("account_id", conversation.AccountId);
        writer.WriteString("project_id", conversation.ProjectId);
        writer.WriteString("environment", JsonNames.Of(conversation.Environment));
        writer.WriteString("channel", conversation.Channel);
        writer.WriteString("direction", JsonNames.Of(conversation.Direction));
        personal.Write(writer, "user", conversation.User);
        writer.WriteAll("users", conversation.Users, UserViewJson.Write);
        personal.Write(writer, "from_number", conversation.FromNumber);
        personal.Write(writer, "to_number", conversation.ToNumber);
        writer.WriteString("variant_id", conversation.VariantId);
        writer.WriteString("language", conversation.Language);
        HandoffJson.Write(writer, conversation.Handoff);
        personal.Write(writer, "title", conversation.Title);
        writer.WriteTime("started_at", conversation.StartedAt);
        writer.WriteTime("last_activity_at", conversation.LastActivityAt);
        writer.WriteTime("ended_at", conversation.EndedAt);
        writer.WriteString("end_reason", JsonNames.Of(conversation.EndReason));
        writer.WriteBoolean("in_progress", conversation.InProgress);
        writer.WriteMilliseconds("duration_ms", conversation.Duration);
        WriteCounts(writer, conversation);
        writer.WriteBoolean("is_annotated", conversation.IsAnnotated);
        writer.WriteBoolean("is_unread", conversation.IsUnread);
        writer.WriteString("read_by", conversation.ReadBy);
        writer.WriteTime("read_at", conversation.ReadAt);
        writer.WriteString("assigned_to", conversation.AssignedTo);
        writer.WriteString("assigned_by", conversation.AssignedBy);
        writer.WriteTime("assigned_at", conversation.AssignedAt);
        writer.WriteTime("pii_purged_at", conversation.PiiPurgedAt);
        writer.WriteString("recording", RecordingLevels.NameOf(conversation.Recording));
    }

    private static void WriteCounts(Utf8JsonWriter writer, ConversationSummaryView conversation)
    {
        writer.WriteNumber("turn_count", conversation.TurnCount);
        writer.WriteNumber("model_call_count", conversation.ModelCallCount);
        writer.WriteNumber("interrupted_turn_count", conversation.InterruptedTurnCount);
        writer.WriteNumber("refused_turn_count", conversation.RefusedTurnCount);
        WriteProblems(writer, conversation.Problems);
        writer.WriteAll("function_outcomes", conversation.FunctionOutcomes, static (to, outcome) => to.WriteStringValue(JsonNames.Of(outcome)));
        writer.WriteNumber("entry_count", conversation.EntryCount);
        writer.WriteNumber("warning_count", conversation.WarningCount);
        writer.WriteNumber("error_count", conversation.ErrorCount);
        writer.WriteNumber("total_tokens", conversation.TotalTokens);
        writer.WriteNumberOrNull("cost", conversation.Cost);
        writer.WriteNumber("user_likes", conversation.UserLikes);
        writer.WriteNumber("user_dislikes", conversation.UserDislikes);
        writer.WriteNumber("team_likes", conversation.TeamLikes);
        writer.WriteNumber("team_dislikes", conversation.TeamDislikes);
        writer.WriteMilliseconds("slowest_latency_ms", conversation.SlowestLatency);
    }

    private static void WriteProblems(Utf8JsonWriter writer, ProblemCounts problems)
    {
        writer.WriteStartObject("problems");
        writer.WriteNumber("total", problems.Total);
        foreach (var kind in JsonNames.Problems)
        {
            writer.WriteNumber(JsonNames.Of(kind), problems.Of(kind));
        }

        writer.WriteEndObject();
    }

    // A metric is personal if its field is.
    private static void WriteMetric(Utf8JsonWriter writer, MetricView metric)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        writer.WriteString("name", metric.Metric.Key);
        personal.Write(writer, "value", metric.Metric);
        writer.WriteTime("timestamp", metric.Timestamp);
        personal.End(writer);
        writer.WriteEndObject();
    }

    private static void WriteNote(Utf8JsonWriter writer, NoteView note)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        writer.WriteString("id", note.Id);
        personal.Write(writer, "text", note.Text);
        writer.WriteString("author", note.Author);
        writer.WriteTime("created_at", note.CreatedAt);
        personal.End(writer);
        writer.WriteEndObject();
    }
}
