using System.Text.Json;
using ConvLog.Serialization;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Statistics of calls as JSON.</summary>
internal static class CallStatisticsJson
{
    public static void Write(Utf8JsonWriter json, CallStatistics statistics)
    {
        json.WriteStartArray("targets");
        foreach (var target in statistics.Targets)
        {
            json.WriteStartObject();
            WriteTarget(json, target);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("target_count", statistics.TargetCount);
        ViewJson.WriteTime(json, "since", statistics.Since);
        ViewJson.WriteComplete(json, statistics.IsComplete);
    }

    public static void Write(Utf8JsonWriter json, CallDetails details)
    {
        WriteTarget(json, details.Target);
        WriteSlices(json, "agents", "agent", details.Agents);
        WriteSlices(json, "variants", "variant", details.Variants);
        WriteMessages(json, details);
        WriteValues(json, "error_types", "error_type", details.ErrorTypes);
        WriteValues(json, "statuses", "status_code", details.Statuses);
        json.WriteStartObject("approvals");
        json.WriteNumber("requested", details.Approvals.Requested);
        json.WriteNumber("granted", details.Approvals.Granted);
        json.WriteNumber("declined", details.Approvals.Declined);
        json.WritePropertyName("waited");
        StatisticsJson.WriteDuration(json, details.Approvals.Waited);
        json.WriteEndObject();
        json.WriteStartArray("argument_keys");
        foreach (var key in details.ArgumentKeys)
        {
            json.WriteStartObject();
            json.WriteString("key", key.Key);
            json.WriteNumber("problems", key.Problems);
            json.WriteNumber("completed", key.Completed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteReferences(json, "slowest", details.Slowest);
        WriteReferences(json, "latest_problems", details.LatestProblems);
        ViewJson.WriteTime(json, "since", details.Since);
        ViewJson.WriteComplete(json, details.IsComplete);
    }

    private static void WriteTarget(Utf8JsonWriter json, CallTargetStatistics target)
    {
        json.WriteString("name", target.Name);
        json.WriteString("provider", target.Provider);
        WriteFigures(json, target.Figures);
        json.WriteStartArray("series");
        foreach (var interval in target.Series)
        {
            json.WriteStartObject();
            ViewJson.WriteTime(json, "start", interval.Start);
            json.WriteNumber("calls", interval.Calls);
            json.WriteNumber("problems", interval.Problems);
            if (interval.Duration is { } duration)
            {
                json.WritePropertyName("duration");
                StatisticsJson.WriteDuration(json, duration);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteReference(json, "first_problem", target.FirstProblem);
        WriteReference(json, "last_problem", target.LastProblem);
    }

    private static void WriteFigures(Utf8JsonWriter json, CallFigures figures)
    {
        json.WriteNumber("calls", figures.Calls);
        json.WriteNumber("failed", figures.Failed);
        json.WriteNumber("canceled", figures.Canceled);
        json.WriteNumber("declined", figures.Declined);
        json.WriteNumber("abandoned", figures.Abandoned);
        json.WriteNumber("running", figures.Running);
        json.WriteNumber("problems", figures.Problems);
        if (figures.ProblemRate is { } rate)
        {
            json.WriteNumber("problem_rate", rate);
        }
        else
        {
            json.WriteNull("problem_rate");
        }

        json.WriteNumber("conversations", figures.Conversations);
        json.WritePropertyName("duration");
        StatisticsJson.WriteDuration(json, figures.Duration);
    }

    private static void WriteSlices(Utf8JsonWriter json, string name, string of, IReadOnlyList<CallSlice> slices)
    {
        json.WriteStartArray(name);
        foreach (var slice in slices)
        {
            json.WriteStartObject();
            json.WriteString(of, slice.Value);
            WriteFigures(json, slice.Figures);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMessages(Utf8JsonWriter json, CallDetails details)
    {
        json.WriteStartArray("messages");
        foreach (var message in details.Messages)
        {
            json.WriteStartObject();
            json.WriteString("level", NameOf(message.Level));
            json.WriteString("content", message.Content);
            json.WriteNumber("count", message.Count);
            json.WriteNumber("calls", message.Calls);
            json.WriteNumber("conversations", message.Conversations);
            ViewJson.WriteTime(json, "first_at", message.FirstAt);
            ViewJson.WriteTime(json, "last_at", message.LastAt);
            json.WriteString("last_conversation_id", message.LastConversationId);
            json.WriteString("last_call_id", message.LastCallId);
            json.WriteStartArray("series");
            foreach (long calls in message.Series)
            {
                json.WriteNumberValue(calls);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        ViewJson.WriteTime(json, "messages_since", details.MessagesSince);
    }

    private static void WriteValues(Utf8JsonWriter json, string name, string of, IReadOnlyList<CallValueCount> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStartObject();
            json.WriteString(of, value.Value);
            json.WriteNumber("count", value.Count);
            json.WriteNumber("conversations", value.Conversations);
            ViewJson.WriteTime(json, "first_at", value.FirstAt);
            ViewJson.WriteTime(json, "last_at", value.LastAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteReferences(Utf8JsonWriter json, string name, IReadOnlyList<CallReference> calls)
    {
        json.WriteStartArray(name);
        foreach (var call in calls)
        {
            WriteReference(json, call);
        }

        json.WriteEndArray();
    }

    private static void WriteReference(Utf8JsonWriter json, string name, CallReference? call)
    {
        json.WritePropertyName(name);
        if (call is null)
        {
            json.WriteNullValue();
        }
        else
        {
            WriteReference(json, call);
        }
    }

    private static void WriteReference(Utf8JsonWriter json, CallReference call)
    {
        json.WriteStartObject();
        json.WriteString("conversation_id", call.ConversationId);
        json.WriteString("call_id", call.CallId);
        ViewJson.WriteTime(json, "started_at", call.StartedAt);
        OptionalNumber.Write(json, "duration_ms", call.Duration is { } duration ? Math.Round(duration.TotalMilliseconds, 3) : null);
        json.WriteString("outcome", NameOf(call.Outcome));
        json.WriteString("error_type", call.ErrorType);
        OptionalNumber.Write(json, "status_code", call.StatusCode);
        json.WriteString("message", call.Message);
        json.WriteEndObject();
    }

    private static string NameOf(EntryLevel level) => level switch
    {
        EntryLevel.Info => "info",
        EntryLevel.Warning => "warning",
        _ => "error",
    };

    private static string? NameOf(FunctionOutcome? outcome) => outcome switch
    {
        FunctionOutcome.Completed => "completed",
        FunctionOutcome.Failed => "failed",
        FunctionOutcome.Canceled => "canceled",
        FunctionOutcome.Declined => "declined",
        FunctionOutcome.Abandoned => "abandoned",
        _ => null,
    };
}
