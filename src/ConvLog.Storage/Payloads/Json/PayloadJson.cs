using System.Buffers;
using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>Writes the JSON of stored payloads, an internal format that only ConvLog reads. Null values are omitted; empty texts are written.</summary>
internal static class PayloadJson
{
    // Most payloads are short, and a store writes many in a row, so each thread reuses its writer and buffer. Those for longer payloads are not kept.
    private const int Short = 16 * 1_024;

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? s_kept;

    /// <summary>Writes one JSON object.</summary>
    public static byte[] Object<T>(T value, Action<Utf8JsonWriter, T> writeProperties)
    {
        var (buffer, writer) = s_kept ?? New();
        s_kept = null; // Cleared while in use: writing can be nested, and after a failure the writer must not be reused.
        writer.WriteStartObject();
        writeProperties(writer, value);
        writer.WriteEndObject();
        writer.Flush();
        byte[] json = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity <= Short)
        {
            buffer.Clear(); // Also zeroes the buffer: personal data must not be in memory longer than needed.
            writer.Reset();
            s_kept = (buffer, writer);
        }

        return json;
    }

    public static void Text(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, TextRules.WithoutLoneSurrogates(value));
        }
    }

    public static void Number(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    /// <summary>Reads a time that <see cref="Number"/> wrote as ticks.</summary>
    public static DateTimeOffset Time(ref Utf8JsonReader reader) => new(reader.GetInt64(), TimeSpan.Zero);

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) New()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        return (buffer, new Utf8JsonWriter(buffer, EntryJson.WriterOptions));
    }
}
