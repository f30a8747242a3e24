using System.Buffers;
using System.Text;
using System.Text.Json;
using ConvLog.AspNetCore.Access;
using ConvLog.Records;
using ConvLog.Serialization;

namespace ConvLog.AspNetCore.Api.Live;

/// <summary>Server-sent events as text (HTML Living Standard, 9.2). The JSON contains no line breaks, and IDs contain only digits and letters.</summary>
internal sealed class LiveText : IDisposable
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly Utf8JsonWriter _json;

    public LiveText() => _json = new Utf8JsonWriter(_text, ConversationJson.WriterOptions);

    /// <summary>The text written since <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Written => _text.WrittenMemory;

    public void Clear() => _text.ResetWrittenCount();

    /// <summary>Sets how long a browser waits before it reconnects.</summary>
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

    /// <summary>A keep-alive with the position to resume from. Some clients ignore an ID without data, so it is an event.</summary>
    public void Position(string? place)
    {
        Id(place);
        Add("event: position\ndata: {}\n\n"u8);
    }

    /// <summary>Updates may be missing, so the client must reload.</summary>
    public void Reset(string? place)
    {
        Id(place);
        Add("event: reset\ndata: {}\n\n"u8);
    }

    /// <summary>The last event: the reader's permissions were revoked or changed.</summary>
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
