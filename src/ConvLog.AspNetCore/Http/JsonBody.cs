using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using ConvLog.Serialization;

namespace ConvLog.AspNetCore.Http;

/// <summary>
/// JSON in memory: an answer is complete before its first byte goes out. Its memory is lent, and serves the next answer when this one has gone out.
/// </summary>
internal sealed class JsonBody
{
    // A usual conversation fits without growing; what a long one needed is not kept for good.
    private const int UsualLength = 32 * 1_024;
    private const int LongestKept = 256 * 1_024;
    private const int MostKept = 64;

    private static readonly ConcurrentQueue<JsonBody> s_kept = new();

    private readonly ArrayBufferWriter<byte> _buffer = new(UsualLength);
    private readonly Utf8JsonWriter _json;

    private JsonBody() => _json = new Utf8JsonWriter(_buffer, ConversationJson.WriterOptions);

    /// <summary>What was written. Not to be looked at once it was given back.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.WrittenMemory;

    /// <summary>Writes one. To be given back once, by whoever has sent it; one that is never sent is collected.</summary>
    public static JsonBody Of(Action<Utf8JsonWriter> write)
    {
        var body = s_kept.TryDequeue(out var kept) ? kept : new JsonBody();
        write(body._json);
        body._json.Flush();
        return body;
    }

    /// <summary>
    /// Forgets what was written, and lends the memory to the next. Only after it has gone out: where sending failed, some layer of the host's may still look at
    /// it.
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
