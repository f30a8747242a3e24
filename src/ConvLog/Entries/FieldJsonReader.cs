using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace ConvLog.Entries;

/// <summary>Reads JSON values back into fields. A whole number that fits becomes a long; every other number is kept as written, digit by digit.</summary>
internal static class FieldJsonReader
{
    /// <summary>The properties of one JSON object.</summary>
    public static LogField[] ReadObject(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 256 });
        reader.Read();
        var fields = new List<LogField>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = JsonText.Read(ref reader);
            reader.Read();
            fields.Add(Read(key, ref reader));
        }

        return [.. fields];
    }

    /// <summary>The value at the reader's position; the reader is then on the value's last token.</summary>
    public static LogField Read(string key, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null: return LogField.Of(key, null);
            case JsonTokenType.True: return (key, true);
            case JsonTokenType.False: return (key, false);
            case JsonTokenType.String: return LogField.Of(key, JsonText.Read(ref reader));
            case JsonTokenType.Number when reader.TryGetInt64(out long whole) && IsWrittenAs(whole, reader): return (key, whole);
            default: return LogField.Captured(key, new JsonFragment(RawValue(ref reader)));
        }
    }

    // "-0" and "1e2" are whole numbers too, but not in the format of a long.
    private static bool IsWrittenAs(long whole, in Utf8JsonReader reader)
    {
        Span<byte> digits = stackalloc byte[20];
        return Utf8Formatter.TryFormat(whole, digits, out int written)
            && (reader.HasValueSequence ? reader.ValueSequence.Length == written : reader.ValueSpan.SequenceEqual(digits[..written]));
    }

    private static byte[] RawValue(ref Utf8JsonReader reader)
    {
        // The writer keeps numbers as they are written, and encodes text like all other JSON of the library.
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, EntryJson.WriterOptions))
        {
            int depth = reader.CurrentDepth;
            Copy(ref reader, writer);
            while ((reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray || reader.CurrentDepth > depth) && reader.Read())
            {
                Copy(ref reader, writer);
            }
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject: writer.WriteStartObject(); break;
            case JsonTokenType.EndObject: writer.WriteEndObject(); break;
            case JsonTokenType.StartArray: writer.WriteStartArray(); break;
            case JsonTokenType.EndArray: writer.WriteEndArray(); break;
            case JsonTokenType.PropertyName: writer.WritePropertyName(JsonText.Read(ref reader)); break;
            case JsonTokenType.String: writer.WriteStringValue(JsonText.Read(ref reader)); break;
            case JsonTokenType.Number:
                writer.WriteRawValue(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan, skipInputValidation: true);
                break;
            case JsonTokenType.True or JsonTokenType.False: writer.WriteBooleanValue(reader.TokenType == JsonTokenType.True); break;
            default: writer.WriteNullValue(); break;
        }
    }
}
