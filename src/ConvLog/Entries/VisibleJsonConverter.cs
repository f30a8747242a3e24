using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;

namespace ConvLog.Serialization;

/// <summary>
/// What <see cref="JsonSerializer"/> makes of a value that holds personal data: what a reader without the permission sees of it by default, a personal entry as
/// <c>{"is_pii":true}</c>. The types of this library name it; property names are those of the library's own JSON, whatever the options say. It only writes.
/// </summary>
/// <remarks>Public because the code that System.Text.Json generates in a host's assembly has to reach it. It uses no reflection.</remarks>
/// <typeparam name="T">The type. A text is personal as a whole and is written as <see cref="MaskedText.Redacted"/>.</typeparam>
public sealed class VisibleJsonConverter<T> : JsonConverter<T>
{
    /// <summary>Writes the visible form.</summary>
    /// <param name="writer">Where to write. Its encoder and indentation hold.</param>
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

    /// <summary>Not supported: the JSON leaves personal data out, so it cannot be read back.</summary>
    /// <param name="reader">Where the value stands.</param>
    /// <param name="typeToConvert">The type to read.</param>
    /// <param name="options">The caller's options.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException(
        $"JSON of {Name(typeToConvert)} leaves personal data out and is not read back. "
        + "Conversations are read with ConversationReader, and from the JSON of the API with ConversationJson; stores are copied with ConversationStoreCopy.");

    private static string Name(Type? type) => type is null || type == typeof(string) ? "a personal text" : type.Name;
}
