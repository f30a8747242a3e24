using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Serialization;

namespace ConvLog.Serialization;

/// <content>Conversations: summaries for lists, and whole conversations.</content>
public static partial class ViewJson
{
    /// <summary>Writes the summary of a conversation.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="conversation">The conversation.</param>
    public static void Write(Utf8JsonWriter writer, ConversationSummaryView conversation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(conversation);
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        WriteSummary(writer, conversation, ref personal);
        WriteAll(writer, "label_names", conversation.Labels, static (to, label) => to.WriteStringValue(label));
        WriteAll(writer, "score_averages", conversation.Scores, WriteListed);
        personal.End(writer);
        writer.WriteEndObject();
    }

    /// <summary>
    /// Writes a page of a list: <c>{"conversations":[…],"next_cursor":…,"total":…,"search_stopped":…,"searched_from":…}</c>; <c>total</c> is omitted if it was
    /// not requested, <c>searched_from</c> without a text search. <c>"complete":false</c> comes last if the list is not up to date.
    /// </summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="page">The page.</param>
    public static void Write(Utf8JsonWriter writer, ConversationPage page)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(page);
        writer.WriteStartObject();
        WriteAll(writer, "conversations", page.Conversations, static (to, conversation) => Write(to, conversation));
        writer.WriteString("next_cursor", page.Next);
        if (page.Total is { } total)
        {
            writer.WriteNumber("total", total);
        }

        writer.WriteBoolean("search_stopped", page.SearchStopped);
        if (page.SearchedFrom is { } from)
        {
            WriteTime(writer, "searched_from", from, roundsUp: true);
        }

        WriteComplete(writer, page.IsComplete);

        writer.WriteEndObject();
    }

    /// <summary>Writes a whole conversation: its summary, its turns, and the calls, logs and notes outside of them.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="conversation">The conversation.</param>
    public static void Write(Utf8JsonWriter writer, ConversationView conversation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(conversation);
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        WriteSummary(writer, conversation.Summary, ref personal);
        personal.Write(writer, "attributes", conversation.Attributes, prefix: "attributes.");
        WriteAll(writer, "turns", conversation.Turns, static (to, turn) => Write(to, turn));
        WriteAll(writer, "model_calls", conversation.ModelCalls, static (to, call) => Write(to, call));
        WriteScope(writer, conversation.FunctionEvents, conversation.Entries, conversation.ApiResponses, conversation.StateChanges);
        WriteAll(writer, "metrics", conversation.Metrics, WriteMetric);
        WriteAll(writer, "handoffs", conversation.Handoffs, WriteHandoff);
        WriteAll(writer, "notes", conversation.Notes, WriteNote);
        WriteAll(writer, "scores", conversation.Scores, static (to, score) => Write(to, score));
        WriteAll(writer, "labels", conversation.Labels, WriteLabel);
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
        WriteAll(writer, "users", conversation.Users, WriteUser);
        personal.Write(writer, "from_number", conversation.FromNumber);
        personal.Write(writer, "to_number", conversation.ToNumber);
        writer.WriteString("variant_id", conversation.VariantId);
        writer.WriteString("language", conversation.Language);
        WriteHandoff(writer, conversation.Handoff);
        personal.Write(writer, "title", conversation.Title);
        WriteTime(writer, "started_at", conversation.StartedAt);
        WriteTime(writer, "last_activity_at", conversation.LastActivityAt);
        WriteTime(writer, "ended_at", conversation.EndedAt);
        writer.WriteString("end_reason", JsonNames.Of(conversation.EndReason));
        writer.WriteBoolean("in_progress", conversation.InProgress);
        writer.WriteNumber("duration_ms", Milliseconds(conversation.Duration));
        WriteCounts(writer, conversation);
        writer.WriteBoolean("is_annotated", conversation.IsAnnotated);
        writer.WriteBoolean("is_unread", conversation.IsUnread);
        writer.WriteString("read_by", conversation.ReadBy);
        WriteTime(writer, "read_at", conversation.ReadAt);
        writer.WriteString("assigned_to", conversation.AssignedTo);
        writer.WriteString("assigned_by", conversation.AssignedBy);
        WriteTime(writer, "assigned_at", conversation.AssignedAt);
        WriteTime(writer, "pii_purged_at", conversation.PiiPurgedAt);
        writer.WriteString("recording", RecordingLevels.NameOf(conversation.Recording));
    }

    private static void WriteCounts(Utf8JsonWriter writer, ConversationSummaryView conversation)
    {
        writer.WriteNumber("turn_count", conversation.TurnCount);
        writer.WriteNumber("model_call_count", conversation.ModelCallCount);
        writer.WriteNumber("interrupted_turn_count", conversation.InterruptedTurnCount);
        writer.WriteNumber("refused_turn_count", conversation.RefusedTurnCount);
        WriteProblems(writer, conversation.Problems);
        WriteAll(writer, "function_outcomes", conversation.FunctionOutcomes, static (to, outcome) => to.WriteStringValue(JsonNames.Of(outcome)));
        writer.WriteNumber("entry_count", conversation.EntryCount);
        writer.WriteNumber("warning_count", conversation.WarningCount);
        writer.WriteNumber("error_count", conversation.ErrorCount);
        writer.WriteNumber("total_tokens", conversation.TotalTokens);
        writer.WriteNumber("user_likes", conversation.UserLikes);
        writer.WriteNumber("user_dislikes", conversation.UserDislikes);
        writer.WriteNumber("team_likes", conversation.TeamLikes);
        writer.WriteNumber("team_dislikes", conversation.TeamDislikes);
        WriteMilliseconds(writer, "slowest_latency_ms", conversation.SlowestLatency);
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

    private static void WriteHandoff(Utf8JsonWriter writer, Handoff? handoff)
    {
        writer.WritePropertyName("handoff");
        WriteOrNull(writer, handoff, static (to, handed) =>
        {
            to.WriteStartObject();
            to.WriteString("destination", handed.Destination);
            to.WriteString("reason", handed.Reason);
            to.WriteString("function_event_id", handed.FunctionEventId);
            to.WriteEndObject();
        });
    }

    private static void WriteUser(Utf8JsonWriter writer, ConversationUserView user)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        personal.Write(writer, "user", user.User);
        writer.WriteString("pseudonym", user.Pseudonym);
        personal.End(writer);
        writer.WriteEndObject();
    }

    // A metric is personal if its field is.
    private static void WriteMetric(Utf8JsonWriter writer, MetricView metric)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        writer.WriteString("name", metric.Metric.Key);
        personal.Write(writer, "value", metric.Metric);
        WriteTime(writer, "timestamp", metric.Timestamp);
        personal.End(writer);
        writer.WriteEndObject();
    }

    private static void WriteHandoff(Utf8JsonWriter writer, HandoffView handoff)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        writer.WriteString("kind", JsonNames.Of(handoff.Kind));
        VisibleJson.Text(writer, "from", handoff.FromAgent);
        writer.WriteString("destination", handoff.Destination);
        writer.WriteString("reason", handoff.Reason);
        if (handoff.Explanation is { } explanation)
        {
            personal.Write(writer, "explanation", explanation);
        }

        personal.Write(writer, "person", handoff.Person);
        WriteTime(writer, "at", handoff.At);
        writer.WriteString("turn_id", handoff.TurnId);
        writer.WriteString("function_event_id", handoff.FunctionEventId);
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
        WriteTime(writer, "created_at", note.CreatedAt);
        personal.End(writer);
        writer.WriteEndObject();
    }
}
