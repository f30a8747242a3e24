using System.Buffers;
using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Storage.Serialization;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>
/// Fields with their marks as personal, as a JSON array: <c>[key, value]</c> for a visible field, <c>[key, value, null]</c> for a personal one with the default
/// mask, <c>[key, value, "j***"]</c> for one with its own mask. An array supports any key and keeps the order.
/// </summary>
internal static class FieldsPayload
{
    /// <summary>Writes the array as the value of a property, or as an item.</summary>
    public static void WriteFields(Utf8JsonWriter writer, LogFields fields)
    {
        writer.WriteStartArray();
        foreach (ref readonly var field in fields.AsSpan())
        {
            writer.WriteStartArray();
            writer.WriteStringValue(TextRules.WithoutLoneSurrogates(field.Key));
            FieldJson.WriteValue(writer, field);
            WriteMask(writer, field);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    /// <summary>Reads the array of <see cref="WriteFields"/>. The reader must be on the start of the array, and ends on its end.</summary>
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
    /// Writes the visible form of fields whose values are all personal, as a JSON array: the key of a field with the default mask, <c>[key, "j***"]</c> for one
    /// with its own mask.
    /// </summary>
    public static void WriteShown(Utf8JsonWriter writer, LogFields fields)
    {
        writer.WriteStartArray();
        foreach (ref readonly var field in fields.AsSpan())
        {
            if (!field.HasOwnShown)
            {
                writer.WriteStringValue(TextRules.WithoutLoneSurrogates(field.Key));
                continue;
            }

            writer.WriteStartArray();
            writer.WriteStringValue(TextRules.WithoutLoneSurrogates(field.Key));
            writer.WriteStringValue(TextRules.WithoutLoneSurrogates(field.Shown!));
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    /// <summary>Reads the array of <see cref="WriteShown"/>: personal fields with their masks as values.</summary>
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
                writer.WriteStringValue(TextRules.WithoutLoneSurrogates(key));
            }

            writer.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads the keys of <see cref="Keys"/>, in order.</summary>
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
            writer.WriteStringValue(TextRules.WithoutLoneSurrogates(field.Shown!));
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
