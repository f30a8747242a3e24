using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ConvLog.Entries;

/// <summary>A field's value as one line of text, for assertion messages and debuggers: JSON, but for plain strings without their quotes.</summary>
internal static class FieldText
{
    public static string Of(in LogField field)
    {
        if (field.Reference is string text)
        {
            return TextRules.Whole(text);
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, EntryJson.WriterOptions))
        {
            FieldJson.WriteValue(writer, field);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>As above, and also what is no text but written as a JSON string (a time, a Guid) stands without its quotes.</summary>
    public static string Unquoted(in LogField field)
    {
        string text = Of(field);
        return field.Reference is not string && text.StartsWith('"') ? JsonDocument.Parse(text).RootElement.GetString()! : text;
    }
}
