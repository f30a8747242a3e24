using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ConvLog.Entries;

/// <summary>A field's value as one line of text, for assertion messages and debuggers: JSON, but for plain strings without their quotes.</summary>
internal static class FieldText
{
    public static string Of(in LogField field) => field switch
    {
        { Reference: string text } => TextRules.Whole(text),

        // As JSON has them, without a writer: every field of every entry that is indexed comes by here.
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

    /// <summary>As above, and also what is no text but written as a JSON string (a time, a Guid) stands without its quotes.</summary>
    public static string Unquoted(in LogField field)
    {
        string text = Of(field);
        return field.Reference is not string && text.StartsWith('"') ? JsonDocument.Parse(text).RootElement.GetString()! : text;
    }
}
