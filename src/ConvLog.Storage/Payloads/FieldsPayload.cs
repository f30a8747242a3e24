using System.Buffers;
using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog.Storage.Payloads;

/// <summary>
/// Fields with what marks them personal, as a JSON array: <c>[key, value]</c> for a visible one, <c>[key, value, null]</c> for a personal one with the usual
/// shown form, <c>[key, value, "j***"]</c> for one with its own. An array keeps any key and the order.
/// </summary>
internal static class FieldsPayload
{
    /// <summary>Writes the value of a property, or an item.</summary>
    public static void WriteFields(Utf8JsonWriter writer, LogFields fields)
    {
        writer.WriteStartArray();
        foreach (ref readonly var field in fields.AsSpan())
        {
            writer.WriteStartArray();
            writer.WriteStringValue(TextRules.Whole(field.Key));
            FieldJson.WriteValue(writer, field);
            WriteMask(writer, field);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    /// <summary>Reads what <see cref="WriteFields"/> wrote. The reader stands on the array's start and is left on its end.</summary>
    public static LogFields Read(ref Utf8JsonReader reader)
    {
        JsonReading.Expect(ref reader, JsonTokenType.StartArray, "fields");
        var fields = new List<LogField>();
        while (JsonReading.NextItem(ref reader))
        {
            fields.Add(ReadField(ref reader));
        }

        return LogFields.From(fields);
    }

    /// <summary>
    /// Writes fields whose values are all personal as everyone may see them, as a JSON array: a key for one with the usual shown form, <c>[key, "j***"]</c> for
    /// one with its own.
    /// </summary>
    public static void WriteShown(Utf8JsonWriter writer, LogFields fields)
    {
        writer.WriteStartArray();
        foreach (ref readonly var field in fields.AsSpan())
        {
            if (!field.HasOwnShown)
            {
                writer.WriteStringValue(TextRules.Whole(field.Key));
                continue;
            }

            writer.WriteStartArray();
            writer.WriteStringValue(TextRules.Whole(field.Key));
            writer.WriteStringValue(TextRules.Whole(field.Shown!));
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    /// <summary>Reads what <see cref="WriteShown"/> wrote: personal fields whose shown forms stand for their values.</summary>
    public static LogFields ReadShown(ref Utf8JsonReader reader)
    {
        JsonReading.Expect(ref reader, JsonTokenType.StartArray, "fields");
        var fields = new List<LogField>();
        while (JsonReading.NextItem(ref reader))
        {
            fields.Add(ReadShownField(ref reader));
        }

        return LogFields.From(fields);
    }

    /// <summary>The keys alone, as a JSON array.</summary>
    public static byte[] Keys(LogFields fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, EntryJson.WriterOptions))
        {
            writer.WriteStartArray();
            foreach (string key in fields.Keys)
            {
                writer.WriteStringValue(TextRules.Whole(key));
            }

            writer.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <see cref="Keys"/> wrote, in order.</summary>
    public static List<string> ReadKeys(ReadOnlySpan<byte> json) => JsonReading.Only(json, static (ref Utf8JsonReader reader) =>
    {
        var keys = new List<string>();
        while (JsonReading.NextItem(ref reader))
        {
            keys.Add(JsonText.Read(ref reader));
        }

        return keys;
    });

    private static LogField ReadShownField(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return LogField.Pii(JsonText.Read(ref reader), MaskedText.Redacted);
        }

        reader.Read();
        string key = JsonText.Read(ref reader);
        reader.Read();
        string shown = JsonText.Read(ref reader);
        reader.Read();
        return LogField.Pii(key, shown, shown);
    }

    private static void WriteMask(Utf8JsonWriter writer, in LogField field)
    {
        if (field.HasOwnShown)
        {
            writer.WriteStringValue(TextRules.Whole(field.Shown!));
        }
        else if (field.IsPii)
        {
            writer.WriteNullValue();
        }
    }

    private static LogField ReadField(ref Utf8JsonReader reader)
    {
        JsonReading.Expect(ref reader, JsonTokenType.StartArray, "field");
        reader.Read();
        string key = JsonReading.Text(ref reader, "key") ?? "";
        reader.Read();
        var field = FieldJsonReader.Read(key, ref reader);
        if (!JsonReading.NextItem(ref reader))
        {
            return field;
        }

        string? shown = JsonReading.Text(ref reader, "mask");
        reader.Read();
        return field.AsPii(shown);
    }
}
