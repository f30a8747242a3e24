using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Storage.Serialization.Views;

/// <summary>Writes function events, with their approvals, logs and losses.</summary>
internal static class FunctionEventViewJson
{
    public static void Write(Utf8JsonWriter writer, FunctionEventView call)
    {
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

        writer.WriteTime("started_at", call.StartedAt);
        writer.WriteMilliseconds("duration_ms", call.Duration);
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
        HandoffJson.Write(writer, call.Handoff);
        writer.WriteAll("entries", call.Entries, LogViewJson.Write);
        writer.WriteAll("api_responses", call.ApiResponses, LogViewJson.Write);
        writer.WriteAll("state_changes", call.StateChanges, LogViewJson.Write);
        LossJson.Write(writer, call.Losses);
        writer.WriteAll("scores", call.Scores, ScoreViewJson.Write);
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
}
