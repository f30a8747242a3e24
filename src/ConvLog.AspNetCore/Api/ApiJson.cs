using System.Buffers;
using System.Text.Json;
using ConvLog.Serialization;

namespace ConvLog.AspNetCore.Api;

/// <summary>Writes JSON into memory: an answer is complete before its first byte goes out.</summary>
internal static class ApiJson
{
    public const string ContentType = "application/json; charset=utf-8";

    // A usual conversation fits without growing.
    private const int UsualLength = 32 * 1_024;

    public static ReadOnlyMemory<byte> Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(UsualLength);
        using (var json = new Utf8JsonWriter(buffer, ConversationJson.WriterOptions))
        {
            write(json);
        }

        return buffer.WrittenMemory;
    }
}
