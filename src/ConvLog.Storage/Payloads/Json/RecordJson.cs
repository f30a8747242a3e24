using System.Text.Json;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;

namespace ConvLog.Storage;

/// <summary>Writes records as JSON with all stored properties, and reads them back: for a custom store, a backup or a queue.</summary>
/// <remarks>
/// <para>
/// <b>The JSON contains personal data in clear text.</b> Protect it as you protect the store. <see cref="JsonSerializer"/> and
/// <see cref="StoreRecord.ToString"/> leave personal data out, and their output cannot be read back.
/// </para>
/// <para>
/// A record is one JSON object; its property <c>kind</c> is the type of record, such as <c>turn</c>. Times are in UTC. The value of a field keeps its JSON
/// form: a <see cref="Guid"/> in a field is read back as a string with the same characters. A lone surrogate in a text is replaced by U+FFFD.
/// </para>
/// <para>
/// Later versions add properties and kinds, and change none. Unknown properties are ignored and missing ones have their default value, so JSON of an earlier or
/// later version can be read; an unknown kind or enumeration value is an error.
/// </para>
/// </remarks>
public static class RecordJson
{
    /// <summary>Writes a record as one JSON object, personal data included.</summary>
    /// <param name="writer">The writer, at a position where a value is expected.</param>
    /// <param name="record">The record.</param>
    /// <exception cref="ArgumentException">An enumeration has a value that is not defined.</exception>
    public static void Write(Utf8JsonWriter writer, StoreRecord record)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(record);
        RecordWriting.Write(writer, record);
    }

    /// <summary>Reads a record that <see cref="Write"/> wrote.</summary>
    /// <param name="reader">The reader, before or on the first token of the object. It ends on the object's last token.</param>
    /// <exception cref="JsonException">The JSON is not a record, its kind is unknown, or a property is missing or has a wrong value. The message contains no
    /// personal data.</exception>
    public static StoreRecord Read(ref Utf8JsonReader reader)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return RecordReading.Read(new JsonProperties(json.RootElement, "record"));
    }
}
