using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Serialization;

namespace ConvLog.Serialization;

/// <content>Turns, with their calls, logs, ratings and improved answers.</content>
public static partial class ViewJson
{
    /// <summary>Writes one turn.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="turn">The turn.</param>
    public static void Write(Utf8JsonWriter writer, TurnView turn)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(turn);
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        writer.WriteString("id", turn.Id);
        writer.WriteNumber("ordinal", turn.Ordinal);
        personal.Write(writer, "user_input", turn.UserInput);
        personal.Write(writer, "agent_response", turn.AgentResponse);
        writer.WriteString("answered_by", turn.IsAnsweredByPerson ? "person" : null);
        personal.Write(writer, "answered_by_name", turn.AnsweredBy);
        VisibleJson.Text(writer, "agent_name", turn.AgentName);
        WriteUsage(writer, turn.Usage);
        WriteTime(writer, "started_at", turn.StartedAt);
        WriteMilliseconds(writer, "latency_ms", turn.Latency);
        WriteMilliseconds(writer, "response_ms", turn.ResponseTime);
        WriteTime(writer, "ended_at", turn.EndedAt);
        writer.WriteString("outcome", JsonNames.Of(turn.Outcome));
        writer.WriteString("cancel_reason", JsonNames.Of(turn.CancelReason));
        turn.WaitsFor?.WriteAsWait(writer);
        VisibleJson.Time(writer, "waiting_since", turn.WaitingSince);
        VisibleJson.Milliseconds(writer, "waited_ms", turn.Waited);
        VisibleJson.Text(writer, "continues_turn_id", turn.ContinuesTurnId);
        writer.WriteBoolean("is_abandoned", turn.IsAbandoned);
        personal.Write(writer, "error", turn.Error);
        writer.WriteString("error_type", turn.ErrorType);
        VisibleJson.Text(writer, "finish_reason", turn.FinishReason);
        writer.WriteBoolean("is_interrupted", turn.IsInterrupted);
        personal.Write(writer, "heard", turn.Heard);
        WriteMilliseconds(writer, "interrupted_after_ms", turn.InterruptedAfter);
        personal.Write(writer, "streamed", turn.Streamed);
        writer.WriteString("input_kind", turn.InputKind is { } kind ? JsonNames.Of(kind) : null);
        WriteTime(writer, "input_at", turn.InputAt);
        WriteTime(writer, "speech_started_at", turn.SpeechStartedAt);
        WriteTime(writer, "speech_ended_at", turn.SpeechEndedAt);
        writer.WriteString("language", turn.Language);
        WriteConfidence(writer, turn.Confidence);
        personal.Write(writer, "author", turn.Author);
        WriteAll(writer, "said", turn.Said, WriteSaid);
        WriteStages(writer, turn.Stages);
        WriteAll(writer, "model_calls", turn.ModelCalls, static (to, call) => Write(to, call));
        WriteScope(writer, turn.FunctionEvents, turn.Entries, turn.ApiResponses, turn.StateChanges);
        WriteAll(writer, "feedback", turn.Feedback, static (to, feedback) => Write(to, feedback));
        WriteAll(writer, "annotations", turn.Annotations, static (to, annotation) => Write(to, annotation));
        WriteAll(writer, "scores", turn.Scores, static (to, score) => Write(to, score));
        WriteAll(writer, "labels", turn.Labels, WriteLabel);
        personal.End(writer);
        writer.WriteEndObject();
    }

    private static void WriteConfidence(Utf8JsonWriter writer, double? confidence)
    {
        if (confidence is { } known)
        {
            writer.WriteNumber("confidence", known);
        }
        else
        {
            writer.WriteNull("confidence");
        }
    }

    private static void WriteSaid(Utf8JsonWriter writer, SaidPartView part)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        personal.Write(writer, "text", part.Text);
        WriteTime(writer, "at", part.At);
        writer.WriteBoolean("filler", part.IsFiller);
        personal.End(writer);
        writer.WriteEndObject();
    }

    private static void WriteStages(Utf8JsonWriter writer, TurnStages? stages)
    {
        writer.WritePropertyName("stages");
        WriteOrNull(writer, stages, static (to, known) =>
        {
            to.WriteStartObject();
            WriteMilliseconds(to, "speech_to_text_ms", known.SpeechToText);
            WriteMilliseconds(to, "model_ms", known.Model);
            WriteMilliseconds(to, "functions_ms", known.Functions);
            WriteMilliseconds(to, "text_to_speech_ms", known.TextToSpeech);
            WriteMilliseconds(to, "first_byte_ms", known.FirstByte);
            to.WriteEndObject();
        });
    }

    /// <summary>Writes one function event.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="call">The event.</param>
    public static void Write(Utf8JsonWriter writer, FunctionEventView call)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(call);
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        writer.WriteString("id", call.Id);
        writer.WriteString("parent_id", call.ParentId);
        writer.WriteNumber("turn_ordinal", call.TurnOrdinal);
        writer.WriteString("name", call.Name);
        writer.WriteString("call_id", call.CallId);
        writer.WriteString("model_call_id", call.ModelCallId);
        if (call.Attempt is { } attempt)
        {
            writer.WriteNumber("attempt", attempt);
        }

        WriteTime(writer, "started_at", call.StartedAt);
        WriteMilliseconds(writer, "duration_ms", call.Duration);
        writer.WriteString("outcome", JsonNames.Of(call.Outcome));
        writer.WriteString("cancel_reason", JsonNames.Of(call.CancelReason));
        writer.WriteBoolean("observed", !call.IsUnobserved);
        VisibleJson.Flag(writer, "hosted", call.IsHosted);
        VisibleJson.Text(writer, "server_name", call.ServerName);
        if (call.Approval is { } approval)
        {
            WriteApproval(writer, approval);
        }

        personal.Write(writer, "arguments", call.Arguments, prefix: "arguments.");
        personal.Write(writer, "result", call.Result ?? LogField.Of("result", (string?)null));
        personal.Write(writer, "error", call.Error);
        writer.WriteString("error_type", call.ErrorType);
        VisibleJson.Span(writer, call.TraceId, call.SpanId);
        WriteHandoff(writer, call.Handoff);
        WriteAll(writer, "entries", call.Entries, static (to, entry) => Write(to, entry));
        WriteAll(writer, "api_responses", call.ApiResponses, static (to, response) => Write(to, response));
        WriteAll(writer, "state_changes", call.StateChanges, WriteStateChange);
        WriteLosses(writer, call.Losses);
        WriteAll(writer, "scores", call.Scores, static (to, score) => Write(to, score));
        personal.End(writer);
        writer.WriteEndObject();
    }

    private static void WriteApproval(Utf8JsonWriter writer, ApprovalView approval)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject("approval");
        VisibleJson.Time(writer, "asked_at", approval.AskedAt);
        VisibleJson.Text(writer, "asked_of", approval.AskedOf);
        VisibleJson.Text(writer, "rule", approval.Rule);
        VisibleJson.SnakeName(writer, "decision", approval.Decision);
        VisibleJson.Time(writer, "decided_at", approval.DecidedAt);
        if (approval.DecidedBy is not null)
        {
            personal.Write(writer, "decided_by", approval.DecidedBy);
        }

        if (approval.Reason is not null)
        {
            personal.Write(writer, "reason", approval.Reason);
        }

        VisibleJson.Milliseconds(writer, "waited_ms", approval.Waited);
        personal.End(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes one rating.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="feedback">The rating.</param>
    public static void Write(Utf8JsonWriter writer, FeedbackView feedback)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(feedback);
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        WriteFeedback(writer, feedback, ref personal);
        personal.End(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes one improved answer.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="annotation">The improved answer.</param>
    public static void Write(Utf8JsonWriter writer, AnnotationView annotation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(annotation);
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        WriteAnnotation(writer, annotation, ref personal);
        personal.End(writer);
        writer.WriteEndObject();
    }

    private static void WriteFeedback(Utf8JsonWriter writer, FeedbackView feedback, ref PersonalNames personal)
    {
        writer.WriteString("source", JsonNames.Of(feedback.Source));
        writer.WriteString("rating", JsonNames.Of(feedback.Rating));
        personal.Write(writer, "comment", feedback.Comment);
        WriteAll(writer, "reasons", feedback.Reasons, static (to, reason) => to.WriteStringValue(reason));
        WriteTime(writer, "created_at", feedback.CreatedAt);
    }

    private static void WriteAnnotation(Utf8JsonWriter writer, AnnotationView annotation, ref PersonalNames personal)
    {
        writer.WriteString("id", annotation.Id);
        personal.Write(writer, "improved_answer", annotation.ImprovedAnswer);
        writer.WriteString("author", annotation.Author);
        WriteTime(writer, "created_at", annotation.CreatedAt);
    }

    private static void WriteScope(
        Utf8JsonWriter writer, IReadOnlyList<FunctionEventView> calls, IReadOnlyList<EntryView> entries, IReadOnlyList<ApiResponseView> responses,
            IReadOnlyList<StateChangeView> changes)
    {
        WriteAll(writer, "function_events", calls, static (to, call) => Write(to, call));
        WriteAll(writer, "entries", entries, static (to, entry) => Write(to, entry));
        WriteAll(writer, "api_responses", responses, static (to, response) => Write(to, response));
        WriteAll(writer, "state_changes", changes, WriteStateChange);
    }

    private static void WriteUsage(Utf8JsonWriter writer, ModelUsage? usage)
    {
        writer.WritePropertyName("usage");
        WriteOrNull(writer, usage, static (to, used) =>
        {
            to.WriteStartObject();
            to.WriteString("model", used.Model);
            WriteNumber(to, "input_tokens", used.InputTokens);
            WriteNumber(to, "output_tokens", used.OutputTokens);
            WriteNumber(to, "total_tokens", used.TotalTokens);
            WriteNumber(to, "cost", used.Cost);
            to.WriteString("currency", used.Currency);
            used.WriteCosts(to);
            WriteMilliseconds(to, "time_to_first_token_ms", used.TimeToFirstToken);
            used.WriteParts(to);
            to.WriteEndObject();
        });
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, decimal? number)
    {
        if (number is { } known)
        {
            writer.WriteNumber(name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void WriteStateChange(Utf8JsonWriter writer, StateChangeView change)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        writer.WriteString("kind", JsonNames.Of(change.Kind));
        writer.WriteString("name", change.Variable.Key);
        personal.Write(writer, "value", change.Variable);
        WriteTime(writer, "timestamp", change.Timestamp);
        personal.End(writer);
        writer.WriteEndObject();
    }

    private static void WriteLosses(Utf8JsonWriter writer, LossCounts losses)
    {
        writer.WriteStartObject("losses");
        WriteCounts(writer, "dropped", losses.Dropped);
        WriteCounts(writer, "truncated", losses.Truncated);
        writer.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter writer, string name, IReadOnlyDictionary<LossReason, long> counts)
    {
        writer.WriteStartObject(name);
        foreach (var (reason, count) in counts.OrderBy(static pair => pair.Key))
        {
            writer.WriteNumber(JsonNames.Of(reason), count);
        }

        writer.WriteEndObject();
    }
}
