using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using ConvLog.Serialization;

namespace ConvLog.AspNetCore.Http;

/// <summary>
/// JSON in memory, so that a response is complete before its first byte is sent. The memory is pooled, and reused for another response once this one has been
/// sent.
/// </summary>
internal sealed class JsonBody
{
    // A typical conversation fits without growing; the memory of a long one is not kept permanently.
    private const int UsualLength = 32 * 1_024;
    private const int LongestKept = 256 * 1_024;
    private const int MostKept = 64;

    private static readonly ConcurrentQueue<JsonBody> s_kept = new();

    private readonly ArrayBufferWriter<byte> _buffer = new(UsualLength);
    private readonly Utf8JsonWriter _json;

    private JsonBody() => _json = new Utf8JsonWriter(_buffer, ConversationJson.WriterOptions);

    /// <summary>The JSON. Must not be used after <see cref="GiveBack"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.WrittenMemory;

    /// <summary>Writes JSON. Return it once, after it was sent; one that is never sent is garbage-collected.</summary>
    public static JsonBody Of(Action<Utf8JsonWriter> write)
    {
        var body = s_kept.TryDequeue(out var kept) ? kept : new JsonBody();
        write(body._json);
        body._json.Flush();
        return body;
    }

    /// <summary>
    /// Clears the JSON and returns the memory to the pool. Call it only after the JSON was sent: after a failure, a layer of the host may still read it.
    /// </summary>
    public void GiveBack()
    {
        _buffer.Clear();
        _json.Reset();
        if (_buffer.Capacity <= LongestKept && s_kept.Count < MostKept)
        {
            s_kept.Enqueue(this);
        }
    }
}
