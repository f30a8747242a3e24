using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Storage.Serialization;

/// <summary>Writes function events, property by property in the order of the recordings.</summary>
internal static class FunctionEventWriting
{
    public static void Write(Utf8JsonWriter writer, FunctionEventView call, string conversationId, bool documentedOnly = false)
    {
        writer.WriteStartObject();
        WriteArguments(writer, call);
        if (call.CancelReason is not null && !documentedOnly)
        {
            writer.WriteString("cancel_reason", JsonNames.Of(call.CancelReason));
        }

        writer.WriteString("content", Content(call));
        writer.WriteString("conversation_id", conversationId);
        writer.WriteNumber("duration", Milliseconds(call));
        writer.WriteString("error", call.Error?.Text);
        if (call.ErrorType is not null && !documentedOnly)
        {
            writer.WriteString("error_type", call.ErrorType);
        }

        writer.WriteString("function_id", call.Name);
        writer.WriteNull("function_version");
        WriteHandoff(writer, call.Handoff);
        writer.WriteNull("hangup");
        writer.WriteString("id", call.Id);
        writer.WriteString("llm_request_id", call.CallId);
        LogWriting.WriteLogs(writer, call.Entries, call.ApiResponses, call.Losses, documentedOnly);
        writer.WriteString("name", call.Name);
        if (!documentedOnly)
        {
            writer.WriteString("outcome", JsonNames.Of(call.Outcome));
        }

        if (call.ParentId is not null && !documentedOnly)
        {
            writer.WriteString("parent_id", call.ParentId);
        }

        writer.WriteString("start_time", JsonTimes.FunctionStart(call.StartedAt));
        WriteStateChanges(writer, call.StateChanges);
        writer.WriteNull("transition");
        writer.WriteNumber("turn_id", call.TurnOrdinal);
        writer.WriteNull("utterance");
        writer.WriteNull("variant_id_change");
        writer.WriteEndObject();
    }

    /// <summary>Writes the short form for a turn's metadata, without logs.</summary>
    public static void WriteSlim(Utf8JsonWriter writer, FunctionEventView call)
    {
        writer.WriteStartObject();
        WriteArguments(writer, call);
        writer.WriteNumber("duration", Milliseconds(call));
        writer.WriteString("function_id", call.Name);
        if (call.Handoff is not null)
        {
            WriteHandoff(writer, call.Handoff);
        }

        writer.WriteString("name", call.Name);
        writer.WriteNull("utterance");
        writer.WriteEndObject();
    }

    private static void WriteArguments(Utf8JsonWriter writer, FunctionEventView call)
    {
        writer.WriteStartObject("arguments");
        EntryJson.WriteFields(writer, call.Arguments.AsSpan());
        writer.WriteEndObject();
    }

    private static string? Content(FunctionEventView call) => call.Result is { } result ? FieldText.Of(result) : null;

    private static long Milliseconds(FunctionEventView call) => (long)Math.Round((call.Duration ?? TimeSpan.Zero).TotalMilliseconds);

    private static void WriteHandoff(Utf8JsonWriter writer, Handoff? handoff)
    {
        if (handoff is null)
        {
            writer.WriteNull("handoff");
            return;
        }

        writer.WriteStartObject("handoff");
        writer.WriteString("reason", handoff.Reason);
        writer.WriteString("type", handoff.Destination);
        writer.WriteEndObject();
    }

    private static void WriteStateChanges(Utf8JsonWriter writer, IReadOnlyList<StateChangeView> changes)
    {
        if (changes.Count == 0)
        {
            writer.WriteNull("state_changes");
            return;
        }

        writer.WriteStartObject("state_changes");
        WriteVariables(writer, "added", Last(changes, StateChangeKind.Added));
        writer.WriteStartArray("removed");
        foreach (var change in Last(changes, StateChangeKind.Removed))
        {
            writer.WriteStringValue(change.Variable.Key);
        }

        writer.WriteEndArray();
        WriteVariables(writer, "updated", Last(changes, StateChangeKind.Updated));
        writer.WriteEndObject();
    }

    // The format has each variable once: keep its last change.
    private static IEnumerable<StateChangeView> Last(IReadOnlyList<StateChangeView> changes, StateChangeKind kind)
        => changes.GroupBy(static change => change.Variable.Key, StringComparer.Ordinal).Select(static variable => variable.Last())
            .Where(change => change.Kind == kind);

    private static void WriteVariables(Utf8JsonWriter writer, string name, IEnumerable<StateChangeView> changes)
    {
        writer.WriteStartObject(name);
        foreach (var change in changes)
        {
            writer.WritePropertyName(change.Variable.Key);
            FieldJson.WriteValue(writer, change.Variable);
        }

        writer.WriteEndObject();
    }
}
