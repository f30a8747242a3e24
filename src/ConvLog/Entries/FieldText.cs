using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ConvLog.Entries;

/// <summary>A field's value as one line of text, for assertion messages and debuggers: JSON, except that plain strings have no quotes.</summary>
internal static class FieldText
{
    public static string Of(in LogField field) => field switch
    {
        { Reference: string text } => TextRules.WithoutLoneSurrogates(text),

        // The same as in JSON, without a writer: every field of every indexed entry is converted here.
        { Kind: FieldKind.Boolean } => field.Payload<bool>() ? "true" : "false",
        { Kind: FieldKind.Int32 } => field.Payload<int>().ToString(CultureInfo.InvariantCulture),
        { Kind: FieldKind.Int64 } => field.Payload<long>().ToString(CultureInfo.InvariantCulture),
        _ => Written(field),
    };

    private static string Written(in LogField field)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, EntryJson.WriterOptions))
        {
            FieldJson.WriteValue(writer, field);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A field's value as text, where values that are JSON strings without being text (a time, a GUID) also have no quotes.</summary>
    public static string Unquoted(in LogField field)
    {
        string text = Of(field);
        return field.Reference is not string && text.StartsWith('"') ? JsonDocument.Parse(text).RootElement.GetString()! : text;
    }
}
