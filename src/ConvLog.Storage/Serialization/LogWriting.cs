using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Storage.Serialization;

/// <summary>Writes the log of one scope: <c>logs</c> is null if the log is empty.</summary>
internal static class LogWriting
{
    public static void WriteLogs(Utf8JsonWriter writer, IReadOnlyList<EntryView> entries, IReadOnlyList<ApiResponseView> responses, LossCounts losses,
        bool documentedOnly = false)
    {
        if (entries.Count == 0 && (documentedOnly || (responses.Count == 0 && losses.IsEmpty)))
        {
            writer.WriteNull("logs");
            return;
        }

        writer.WriteStartObject("logs");
        writer.WriteStartArray("conversation_logger");
        foreach (var entry in entries)
        {
            Write(writer, entry);
        }

        writer.WriteEndArray();
        if (responses.Count > 0 && !documentedOnly)
        {
            writer.WriteStartArray("api_responses");
            foreach (var response in responses)
            {
                Write(writer, response);
            }

            writer.WriteEndArray();
        }

        if (!documentedOnly && !losses.IsEmpty)
        {
            LossJson.Write(writer, losses);
        }

        writer.WriteEndObject();
    }

    /// <summary>For scopes without <c>logs</c> in the recorded format: writes the property only if the log is not empty.</summary>
    public static void WriteLogsIfAny(Utf8JsonWriter writer, IReadOnlyList<EntryView> entries, IReadOnlyList<ApiResponseView> responses)
    {
        if (entries.Count + responses.Count > 0)
        {
            WriteLogs(writer, entries, responses, LossCounts.None);
        }
    }

    public static void Write(Utf8JsonWriter writer, EntryView entry)
        => EntryJson.Write(writer, entry.Level, entry.Content, entry.IsPii, entry.Timestamp.UtcTicks, entry.Logger, entry.Fields.AsSpan());

    private static void Write(Utf8JsonWriter writer, ApiResponseView response)
    {
        writer.WriteStartObject();
        writer.WriteString("method", response.Method);
        writer.WriteString("url", response.Url.Text);
        writer.WriteNumber("status_code", response.StatusCode);
        writer.WriteNumber("elapsed_ms", Math.Round(response.Elapsed.TotalMilliseconds, 3));
        writer.WriteString("error_body", response.ErrorBody?.Text);
        writer.WriteBoolean("is_pii", response.IsPii);
        writer.WritePropertyName("timestamp");
        EntryJson.WriteTimestampValue(writer, response.Timestamp.UtcTicks);
        writer.WriteStartObject("fields");
        EntryJson.WriteFields(writer, response.Fields.AsSpan());
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
