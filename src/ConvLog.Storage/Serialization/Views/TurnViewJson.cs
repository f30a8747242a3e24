using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Storage.Serialization.Views;

/// <summary>Writes turns, with everything that belongs to them.</summary>
internal static class TurnViewJson
{
    public static void Write(Utf8JsonWriter writer, TurnView turn)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        writer.WriteString("id", turn.Id);
        writer.WriteNumber("ordinal", turn.Ordinal);
        personal.Write(writer, "user_input", turn.UserInput);
        personal.Write(writer, "agent_response", turn.AgentResponse);
        writer.WriteString("answered_by", turn.IsAnsweredByPerson ? "person" : null);
        personal.Write(writer, "answered_by_name", turn.AnsweredBy);
        VisibleJson.Text(writer, "agent_name", turn.AgentName);
        ModelCallViewJson.WriteUsage(writer, turn.Usage);
        writer.WriteTime("started_at", turn.StartedAt);
        writer.WriteMilliseconds("latency_ms", turn.Latency);
        writer.WriteMilliseconds("response_ms", turn.ResponseTime);
        writer.WriteTime("ended_at", turn.EndedAt);
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
        writer.WriteMilliseconds("interrupted_after_ms", turn.InterruptedAfter);
        personal.Write(writer, "streamed", turn.Streamed);
        writer.WriteString("input_kind", turn.InputKind is { } kind ? JsonNames.Of(kind) : null);
        writer.WriteTime("input_at", turn.InputAt);
        writer.WriteTime("speech_started_at", turn.SpeechStartedAt);
        writer.WriteTime("speech_ended_at", turn.SpeechEndedAt);
        writer.WriteString("language", turn.Language);
        writer.WriteNumberOrNull("confidence", turn.Confidence);
        personal.Write(writer, "author", turn.Author);
        writer.WriteAll("said", turn.Said, WriteSaid);
        WriteStages(writer, turn.Stages);
        writer.WriteAll("model_calls", turn.ModelCalls, ModelCallViewJson.Write);
        LogViewJson.WriteScope(writer, turn.FunctionEvents, turn.Entries, turn.ApiResponses, turn.StateChanges);
        writer.WriteAll("feedback", turn.Feedback, FeedbackViewJson.Write);
        writer.WriteAll("annotations", turn.Annotations, AnnotationViewJson.Write);
        writer.WriteAll("scores", turn.Scores, ScoreViewJson.Write);
        writer.WriteAll("labels", turn.Labels, ScoreViewJson.Write);
        personal.End(writer);
        writer.WriteEndObject();
    }

    private static void WriteSaid(Utf8JsonWriter writer, SaidPartView part)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        personal.Write(writer, "text", part.Text);
        writer.WriteTime("at", part.At);
        writer.WriteBoolean("filler", part.IsFiller);
        personal.End(writer);
        writer.WriteEndObject();
    }

    private static void WriteStages(Utf8JsonWriter writer, TurnStages? stages)
    {
        writer.WriteOrNull("stages", stages, static (to, known) =>
        {
            to.WriteStartObject();
            to.WriteMilliseconds("speech_to_text_ms", known.SpeechToText);
            to.WriteMilliseconds("model_ms", known.Model);
            to.WriteMilliseconds("functions_ms", known.Functions);
            to.WriteMilliseconds("text_to_speech_ms", known.TextToSpeech);
            to.WriteMilliseconds("first_byte_ms", known.FirstByte);
            to.WriteEndObject();
        });
    }
}
