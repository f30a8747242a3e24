using System.Buffers;
using System.Text;
using System.Text.Json;
using ConvLog.AspNetCore.Access;
using ConvLog.Records;
using ConvLog.Serialization;

namespace ConvLog.AspNetCore.Api.Live;

/// <summary>Server-sent events as text (HTML Living Standard, 9.2). JSON has no line breaks here, and IDs consist of digits and letters.</summary>
internal sealed class LiveText : IDisposable
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly Utf8JsonWriter _json;

    public LiveText() => _json = new Utf8JsonWriter(_text, ConversationJson.WriterOptions);

    /// <summary>The text since <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Written => _text.WrittenMemory;

    public void Clear() => _text.ResetWrittenCount();

    /// <summary>Writes the delay before a browser reconnects.</summary>
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

    /// <summary>Writes a heartbeat with the position to resume from. Some clients ignore an ID without data, so it is an event.</summary>
    public void Position(string? place)
    {
        Id(place);
        Add("event: position\ndata: {}\n\n"u8);
    }

    /// <summary>Writes that events may be missing, so that the client must read again.</summary>
    public void Reset(string? place)
    {
        Id(place);
        Add("event: reset\ndata: {}\n\n"u8);
    }

    /// <summary>Writes the last event: the reader's access was revoked or has changed.</summary>
    public void End(VisitorKind refusal) => Add(refusal is VisitorKind.Unknown
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
