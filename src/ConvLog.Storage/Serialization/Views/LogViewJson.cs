using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Storage.Serialization.Views;

/// <summary>Writes what was logged: entries, API responses and state changes.</summary>
internal static class LogViewJson
{
    public static void WriteScope(
        Utf8JsonWriter writer, IReadOnlyList<FunctionEventView> calls, IReadOnlyList<EntryView> entries, IReadOnlyList<ApiResponseView> responses,
            IReadOnlyList<StateChangeView> changes)
    {
        writer.WriteAll("function_events", calls, FunctionEventViewJson.Write);
        writer.WriteAll("entries", entries, Write);
        writer.WriteAll("api_responses", responses, Write);
        writer.WriteAll("state_changes", changes, Write);
    }

    public static void Write(Utf8JsonWriter writer, EntryView entry)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        writer.WriteString("id", entry.Id);
        writer.WriteString("level", EntryJson.LevelName(entry.Level));
        writer.WriteString("content", entry.Content);
        writer.WriteBoolean("is_pii", entry.IsPii);
        writer.WriteTime("timestamp", entry.Timestamp);
        writer.WriteString("logger", entry.Logger);
        personal.Write(writer, "fields", entry.Fields, prefix: "");
        personal.End(writer);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, ApiResponseView response)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        writer.WriteString("id", response.Id);
        writer.WriteString("method", response.Method);
        personal.Write(writer, "url", response.Url);
        writer.WriteNumber("status_code", response.StatusCode);
        writer.WriteMilliseconds("elapsed_ms", response.Elapsed);
        personal.Write(writer, "error_body", response.ErrorBody);
        writer.WriteBoolean("is_pii", response.IsPii);
        writer.WriteTime("timestamp", response.Timestamp);
        personal.Write(writer, "fields", response.Fields, prefix: "");
        if (response.IsExpected)
        {
            writer.WriteBoolean("is_expected", value: true);
        }

        VisibleJson.Span(writer, response.TraceId, response.SpanId);
        personal.End(writer);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, StateChangeView change)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        writer.WriteString("kind", JsonNames.Of(change.Kind));
        writer.WriteString("name", change.Variable.Key);
        personal.Write(writer, "value", change.Variable);
        writer.WriteTime("timestamp", change.Timestamp);
        personal.End(writer);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, LoggedView logged)
    {
        writer.WriteStartObject();
        writer.WriteString("turn_id", logged.TurnId);
        writer.WriteString("function_event_id", logged.FunctionEventId);
        writer.WriteOrNull("entry", logged.Entry, Write);
        writer.WriteOrNull("api_response", logged.ApiResponse, Write);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, LogPage page)
    {
        writer.WriteStartObject();
        writer.WriteAll("entries", page.Logged, Write);
        writer.WriteString("next_cursor", page.Next);
        writer.WriteEndObject();
    }
}
