using System.Buffers;
using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog.Storage.Payloads;

/// <summary>The JSON of stored payloads: ours alone, read back by nobody else. What is null is left out; an empty text is written.</summary>
internal static class PayloadJson
{
    // Most payloads are short, and a store writes one after another: each thread keeps what it writes them with. What is longer is not kept.
    private const int Short = 16 * 1_024;

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? s_kept;

    /// <summary>One JSON object.</summary>
    public static byte[] Object<T>(T value, Action<Utf8JsonWriter, T> writeProperties)
    {
        var (buffer, writer) = s_kept ?? New();
        s_kept = null; // Not while it is used: an object may be written while another one is, and what failed is not used again.
        writer.WriteStartObject();
        writeProperties(writer, value);
        writer.WriteEndObject();
        writer.Flush();
        byte[] json = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity <= Short)
        {
            buffer.Clear(); // Also zeroes it: what is personal is to be in memory no longer than needed.
            writer.Reset();
            s_kept = (buffer, writer);
        }

        return json;
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

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) New()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        return (buffer, new Utf8JsonWriter(buffer, EntryJson.WriterOptions));
    }
}
