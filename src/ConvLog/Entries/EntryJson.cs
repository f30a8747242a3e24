using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConvLog;

/// <summary>Writes entries in the documented shape: five properties of the entry's own, then the fields, flattened.</summary>
internal static class EntryJson
{
    // Relaxed: "+123…" and quotes in other languages stay readable. Making a page of it is the page's work.
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly JsonEncodedText s_level = JsonEncodedText.Encode("level");
    private static readonly JsonEncodedText s_content = JsonEncodedText.Encode("content");
    private static readonly JsonEncodedText s_isPii = JsonEncodedText.Encode("is_pii");
    private static readonly JsonEncodedText s_timestamp = JsonEncodedText.Encode("timestamp");
    private static readonly JsonEncodedText s_logger = JsonEncodedText.Encode("logger");
    private static readonly JsonEncodedText[] s_levels = [JsonEncodedText.Encode("info"), JsonEncodedText.Encode("warning"), JsonEncodedText.Encode("error")];

    [ThreadStatic]
    private static Utf8JsonWriter? t_writer;

    public static string ToJson(LogEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        var writer = t_writer ??= new Utf8JsonWriter(buffer, WriterOptions);
        writer.Reset(buffer);
        entry.WriteTo(writer);
        writer.Flush();
        writer.Reset(Stream.Null); // Lets the buffer go.
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Write(Utf8JsonWriter writer, EntryLevel level, string content, bool isPii, long utcTicks, string logger, ReadOnlySpan<LogField> fields)
    {
        writer.WriteStartObject();
        writer.WriteString(s_level, s_levels[(int)level]);
        writer.WriteString(s_content, content);
        writer.WriteBoolean(s_isPii, isPii);
        WriteTimestamp(writer, s_timestamp, utcTicks);
        writer.WriteString(s_logger, logger);
        WriteFields(writer, fields);
        writer.WriteEndObject();
    }

    public static void WriteFields(Utf8JsonWriter writer, ReadOnlySpan<LogField> fields)
    {
        foreach (ref readonly var field in fields)
        {
            writer.WritePropertyName(field.Key);
            FieldJson.WriteValue(writer, field);
        }
    }

    /// <summary>ISO 8601 in UTC: no fraction on whole seconds, else seven digits.</summary>
    public static void WriteTimestamp(Utf8JsonWriter writer, JsonEncodedText name, long utcTicks)
    {
        Span<byte> text = stackalloc byte[28];
        new DateTime(utcTicks, DateTimeKind.Utc).TryFormat(text, out _, "O", System.Globalization.CultureInfo.InvariantCulture);
        if (utcTicks % TimeSpan.TicksPerSecond == 0)
        {
            text[19] = (byte)'Z';
            text = text[..20];
        }

        writer.WriteString(name, text);
    }

    public static string LevelName(EntryLevel level) => s_levels[(int)level].Value;
}
