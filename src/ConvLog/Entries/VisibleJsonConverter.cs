using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;

namespace ConvLog.Serialization;

/// <summary>
/// Converts a value with personal data for <see cref="JsonSerializer"/>: writes the form for readers without the permission by default, a personal entry as
/// <c>{"is_pii":true}</c>. The types of this library specify it as their converter; property names are those of the library's own JSON, whatever the options.
/// It only writes.
/// </summary>
/// <remarks>Public because the code that System.Text.Json generates in a host's assembly must be able to access it. It uses no reflection.</remarks>
/// <typeparam name="T">The type. A text is personal as a whole and is written as <see cref="MaskedText.Redacted"/>.</typeparam>
public sealed class VisibleJsonConverter<T> : JsonConverter<T>
{
    /// <summary>Writes the visible form.</summary>
    /// <param name="writer">The writer. Its encoder and indentation apply.</param>
    /// <param name="value">The value.</param>
    /// <param name="options">The caller's options; not used.</param>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value is IVisible visible)
        {
            visible.WriteVisible(writer);
        }
        else
        {
            writer.WriteStringValue(MaskedText.Redacted);
        }
    }

    /// <summary>Not supported: the JSON omits personal data, so it cannot be read back.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="typeToConvert">The type to read.</param>
    /// <param name="options">The caller's options.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException(
        $"JSON of {Name(typeToConvert)} leaves personal data out and is not read back. "
        + "Conversations are read with ConversationReader, and from the JSON of the API with ConversationJson; stores are copied with ConversationStoreCopy.");

    private static string Name(Type? type) => type is null || type == typeof(string) ? "a personal text" : type.Name;
}
