using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using ConvLog.Serialization;

namespace ConvLog.AspNetCore.Http;

/// <summary>
/// JSON in pooled memory. The response is complete before its first byte is sent; the memory is then reused for the next response.
/// </summary>
internal sealed class JsonBody
{
    // Enough for a usual conversation. Larger buffers are not kept in the pool.
    private const int UsualLength = 32 * 1_024;
    private const int LongestKept = 256 * 1_024;
    private const int MostKept = 64;

    private static readonly ConcurrentQueue<JsonBody> s_kept = new();

    private readonly ArrayBufferWriter<byte> _buffer = new(UsualLength);
    private readonly Utf8JsonWriter _json;

    private JsonBody() => _json = new Utf8JsonWriter(_buffer, ConversationJson.WriterOptions);

    /// <summary>The JSON. Must not be used after <see cref="ReturnBuffer"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.WrittenMemory;

    /// <summary>Writes JSON. Its sender must return it to the pool once; one that is never sent is garbage-collected.</summary>
    public static JsonBody Of(Action<Utf8JsonWriter> write)
    {
        var body = s_kept.TryDequeue(out var kept) ? kept : new JsonBody();
        write(body._json);
        body._json.Flush();
        return body;
    }

    /// <summary>
    /// Returns the memory to the pool. Only call it after the response was sent: if sending failed, middleware of the host may still use the memory.
    /// </summary>
    public void ReturnBuffer()
    {
        _buffer.Clear();
        _json.Reset();
        if (_buffer.Capacity <= LongestKept && s_kept.Count < MostKept)
        {
            s_kept.Enqueue(this);
        }
    }
}
