using System.Buffers;
using System.Text;
using System.Text.Json;
using ConvLog.AspNetCore.Access;
using ConvLog.Records;
using ConvLog.Serialization;

namespace ConvLog.AspNetCore.Api.Live;

/// <summary>Server-sent events as text (HTML Living Standard, 9.2). JSON has no line breaks, and ids hold digits and letters only.</summary>
internal sealed class LiveText : IDisposable
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly Utf8JsonWriter _json;

    public LiveText() => _json = new Utf8JsonWriter(_text, ConversationJson.WriterOptions);

    /// <summary>What was written since <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Written => _text.WrittenMemory;

    public void Clear() => _text.ResetWrittenCount();

    /// <summary>How long a browser waits before it comes back.</summary>
    public void Retry() => Add("retry: 2000\n\n"u8);

    public void Event(LiveEvent told)
    {
        Id(told.Place);
        Add(told.Kind switch
        {
            LiveEventKind.Entry => "event: entry\ndata: "u8,
            LiveEventKind.ApiResponse => "event: api_response\ndata: "u8,
            _ => "event: conversation\ndata: "u8,
        });
        _json.Reset();
        ViewJson.Write(_json, told);
        _json.Flush();
        Add("\n\n"u8);
    }

    /// <summary>A sign of life, and the place to come back with. An id without data is dropped by some clients, so it is an event.</summary>
    public void Position(string? place)
    {
        Id(place);
        Add("event: position\ndata: {}\n\n"u8);
    }

    /// <summary>Something may be missing: read anew.</summary>
    public void Reset(string? place)
    {
        Id(place);
        Add("event: reset\ndata: {}\n\n"u8);
    }

    /// <summary>The last event: the reader may not read any more, or not as before.</summary>
    public void End(VisitorKind refusal) => Add(refusal is VisitorKind.Stranger
        ? "event: end\ndata: {\"reason\":\"expired\"}\n\n"u8 : "event: end\ndata: {\"reason\":\"permission\"}\n\n"u8);

    public void Dispose() => _json.Dispose();

    private void Id(string? place)
    {
        if (place is not null)
        {
            Add("id: "u8);
            Encoding.ASCII.GetBytes(place, _text);
            Add("\n"u8);
        }
    }

    private void Add(ReadOnlySpan<byte> text) => _text.Write(text);
}
