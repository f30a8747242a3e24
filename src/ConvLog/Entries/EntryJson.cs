using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConvLog.Entries;

/// <summary>Writes entries in the documented format: five properties of the entry itself, then the fields, flattened.</summary>
internal static class EntryJson
{
    // Relaxed escaping keeps "+123…" and quotes in other languages readable. Escaping for HTML is done by the pages.
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private const string PiiFields = "pii_fields";

    private static readonly string[] s_levels = ["info", "warning", "error"];

    /// <summary>An entry as JSON. Redacted: with the masked forms of personal values, followed by the list of their keys; empty for a personal entry.</summary>
    public static string ToJson(LogEntry entry, EntryJsonMode mode)
    {
        if (mode == EntryJsonMode.Redacted && entry.IsPii)
        {
            return "";
        }

        var bytes = JsonBytes.Start();
        Write(bytes, entry, mode);
        return Encoding.UTF8.GetString(bytes.Written);
    }

    /// <summary>Appends an entry. Does not redact a personal entry as a whole: the caller must omit it.</summary>
    public static void Write(JsonBytes bytes, LogEntry entry, EntryJsonMode mode)
    {
        var fields = entry.Fields.AsSpan();
        WriteHead(bytes, entry.Level, entry.RawContent, entry.IsPii, entry.UtcTicks, LogEntry.LoggerName);
        if (mode == EntryJsonMode.Redacted)
        {
            WriteRedacted(bytes, fields);
        }
        else
        {
            WriteFields(bytes, fields);
        }

        bytes.Raw("}"u8);
    }

    public static void Write(Utf8JsonWriter writer, EntryLevel level, string content, bool isPii, long utcTicks, string logger, ReadOnlySpan<LogField> fields)
    {
        if (!writer.Options.Indented && ReferenceEquals(writer.Options.Encoder, JavaScriptEncoder.UnsafeRelaxedJsonEscaping))
        {
            writer.WriteRawValue(Bytes(level, content, isPii, utcTicks, logger, fields), skipInputValidation: true);
            return;
        }

        // The caller's JSON writer keeps its encoder and indentation.
        writer.WriteStartObject();
        WriteHead(writer, level, content, isPii, utcTicks, logger);
        WriteFields(writer, fields);
        writer.WriteEndObject();
    }

    /// <summary>Writes an entry that is not personal, with the masked forms of its personal values.</summary>
    public static void WriteVisible(Utf8JsonWriter writer, EntryLevel level, string content, long utcTicks, ReadOnlySpan<LogField> fields)
    {
        writer.WriteStartObject();
        WriteHead(writer, level, content, isPii: false, utcTicks, LogEntry.LoggerName);
        VisibleJson.WriteFields(writer, fields);
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

    /// <summary>The fields as one JSON object, with personal values masked. Valid until this thread writes JSON again.</summary>
    public static ReadOnlySpan<byte> ShownFields(ReadOnlySpan<LogField> fields)
    {
        var bytes = JsonBytes.Start();
        bytes.Raw("{"u8);
        for (int i = 0; i < fields.Length; i++)
        {
            bytes.Key(fields[i].Key, isFirst: i == 0);
            bytes.Value(fields[i].IsPii ? fields[i].Masked() : fields[i]);
        }

        bytes.Raw("}"u8);
        return bytes.Written;
    }

    public static void WriteTimestampValue(Utf8JsonWriter writer, long utcTicks)
    {
        Span<byte> text = stackalloc byte[Timestamp.Length];
        writer.WriteStringValue(text[..Timestamp.Format(utcTicks, text)]);
    }

    public static string LevelName(EntryLevel level) => s_levels[(int)level];

    private static void WriteHead(Utf8JsonWriter writer, EntryLevel level, string content, bool isPii, long utcTicks, string logger)
    {
        writer.WriteString("level", s_levels[(int)level]);
        writer.WriteString("content", TextRules.WithoutLoneSurrogates(content));
        writer.WriteBoolean("is_pii", isPii);
        writer.WritePropertyName("timestamp");
        WriteTimestampValue(writer, utcTicks);
        writer.WriteString("logger", logger);
    }

    private static ReadOnlySpan<byte> Bytes(EntryLevel level, string content, bool isPii, long utcTicks, string logger, ReadOnlySpan<LogField> fields)
    {
        var bytes = JsonBytes.Start();
        WriteHead(bytes, level, content, isPii, utcTicks, logger);
        WriteFields(bytes, fields);
        bytes.Raw("}"u8);
        return bytes.Written;
    }

    private static void WriteHead(JsonBytes bytes, EntryLevel level, string content, bool isPii, long utcTicks, string logger)
    {
        bytes.Raw(level switch
        {
            EntryLevel.Info => "{\"level\":\"info\",\"content\":"u8,
            EntryLevel.Warning => "{\"level\":\"warning\",\"content\":"u8,
            _ => "{\"level\":\"error\",\"content\":"u8,
        });
        bytes.Text(content);
        bytes.Raw(isPii ? ",\"is_pii\":true,\"timestamp\":"u8 : ",\"is_pii\":false,\"timestamp\":"u8);
        bytes.Time(utcTicks);
        if (ReferenceEquals(logger, LogEntry.LoggerName))
        {
            bytes.Raw(",\"logger\":\"conversation_logger\""u8);
        }
        else
        {
            bytes.Raw(",\"logger\":"u8);
            bytes.Text(logger);
        }
    }

    private static void WriteFields(JsonBytes bytes, ReadOnlySpan<LogField> fields)
    {
        foreach (ref readonly var field in fields)
        {
            bytes.Key(field.Key);
            bytes.Value(field);
        }
    }

    // A field that has the name of the list is omitted, as one that has the name of a property is renamed at capture.
    private static void WriteRedacted(JsonBytes bytes, ReadOnlySpan<LogField> fields)
    {
        List<string>? personal = null;
        foreach (ref readonly var field in fields)
        {
            string key = field.Key is PiiFields ? "field_" + PiiFields : field.Key;
            bytes.Key(key);
            bytes.Value(field.IsPii ? field.Masked() : field);
            if (field.IsPii)
            {
                (personal ??= []).Add(key);
            }
        }

        personal?.Sort(StringComparer.Ordinal);
        bytes.Key(PiiFields);
        bytes.Raw("["u8);
        for (int i = 0; i < personal?.Count; i++)
        {
            bytes.Raw(i > 0 ? ","u8 : default);
            bytes.Text(personal[i]);
        }

        bytes.Raw("]"u8);
    }
}
