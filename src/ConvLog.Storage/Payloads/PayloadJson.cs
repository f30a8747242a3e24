using System.Buffers;
using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog.Storage.Payloads;

/// <summary>The JSON of stored payloads: ours alone, read back by nobody else. What is null is left out; an empty text is written.</summary>
internal static class PayloadJson
{
    /// <summary>One JSON object.</summary>
    public static byte[] Object<T>(T value, Action<Utf8JsonWriter, T> writeProperties)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, EntryJson.WriterOptions))
        {
            writer.WriteStartObject();
            writeProperties(writer, value);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static void Text(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, TextRules.Whole(value));
        }
    }

    public static void Number(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    /// <summary>A time that <see cref="Number"/> wrote as ticks.</summary>
    public static DateTimeOffset Time(ref Utf8JsonReader reader) => new(reader.GetInt64(), TimeSpan.Zero);
}
