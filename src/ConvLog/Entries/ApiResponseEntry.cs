using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>The response of one HTTP call, logged with <c>LogApiResponse</c>. Immutable.</summary>
[JsonConverter(typeof(VisibleJsonConverter<ApiResponseEntry>))]
public sealed class ApiResponseEntry : IVisible
{
    private readonly EntryBuffer _scope;

    internal ApiResponseEntry(EntryBuffer scope)
    {
        _scope = scope;
        Id = scope.Writer.NewId();
        Sequence = scope.Writer.LastSequence;
        // The flow may have lost its span.
        var span = SpanIds.Current;
        (TraceId, SpanId) = span.TraceId is null && FunctionEvent is { } call ? (call.TraceId, call.SpanId) : (span.TraceId, span.SpanId);
    }

    /// <summary>The HTTP method, in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>The URL, or the text given instead to group calls. Its query is personal data by default.</summary>
    public required string Url { get; init; }

    /// <summary>The HTTP status code; 0 if there was no response.</summary>
    public required int StatusCode { get; init; }

    /// <summary>The duration of the call.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The body of a response with a status outside 200 to 299; otherwise null. Personal data by default.</summary>
    public string? ErrorBody { get; internal set; }

    /// <summary>The fields logged with the call.</summary>
    public LogFields Fields { get; init; }

    /// <summary>Whether the response is hidden entirely from readers without the permission for personal data.</summary>
    public bool IsPii { get; init; }

    /// <summary>Whether the caller marked the status as expected, see <see cref="IsProblem"/>.</summary>
    public bool IsExpected { get; init; }

    /// <summary>The time when it was logged, in UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <inheritdoc cref="ModelCallSnapshot.TraceId"/>
    public string? TraceId { get; }

    /// <summary>
    /// The ID of the span that was current when it was logged, 16 hexadecimal digits: usually that of its function event; null without tracing. Visible to
    /// every reader.
    /// </summary>
    public string? SpanId { get; }

    /// <summary>Its position among the entries of one opening of the conversation: it follows the entry with this number, or precedes the first if 0.</summary>
    public long Sequence { get; }

    /// <summary>Whether the status is outside 200 to 299.</summary>
    public bool IsError => StatusCode is < 200 or > 299;

    /// <summary>Whether there was no response, or one with a status of 400 or above, and the caller did not expect it.</summary>
    public bool IsProblem => IsProblemOf(StatusCode, IsExpected);

    /// <summary>The function event it belongs to; null outside any.</summary>
    public FunctionEvent? FunctionEvent => _scope.Owner as FunctionEvent;

    /// <summary>The turn it belongs to; null outside any.</summary>
    public Turn? Turn => FunctionEvent is { } call ? call.Turn : _scope.Owner as Turn;

    /// <summary>The ID of the conversation.</summary>
    public string ConversationId => _scope.Writer.ConversationId;

    /// <summary>A random ID, the same whenever this response is stored or sent.</summary>
    public Guid Id { get; }

    /// <summary>The method, the URL and the status on one line, without personal data.</summary>
    public override string ToString()
        => IsPii ? MaskedText.Redacted : string.Create(CultureInfo.InvariantCulture, $"{Method} {UrlText.WithoutQuery(Url)} {StatusCode}");

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        if (IsPii)
        {
            VisibleJson.WriteHidden(writer);
            return;
        }

        writer.WriteStartObject();
        VisibleJson.WriteResponse(writer, Id, Method, Url, StatusCode, Elapsed, ErrorBody, Timestamp, Fields, IsExpected);
        VisibleJson.Span(writer, TraceId, SpanId);
        writer.WriteEndObject();
    }

    internal EntryBuffer Scope => _scope;

    internal static bool IsProblemOf(int statusCode, bool isExpected) => !isExpected && statusCode is 0 or >= 400;
}
