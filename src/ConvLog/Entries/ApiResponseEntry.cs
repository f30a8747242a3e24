using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>One HTTP call, as <c>LogApiResponse</c> logged it among the entries of its function event. Immutable.</summary>
[JsonConverter(typeof(VisibleJsonConverter<ApiResponseEntry>))]
public sealed class ApiResponseEntry : IVisible
{
    private readonly EntryBuffer _scope;

    internal ApiResponseEntry(EntryBuffer scope)
    {
        _scope = scope;
        Id = scope.Writer.NewId();
        Sequence = scope.Writer.LastSequence;
        // A flow may have lost its span.
        var span = SpanIds.Current;
        (TraceId, SpanId) = span.TraceId is null && FunctionEvent is { } call ? (call.TraceId, call.SpanId) : (span.TraceId, span.SpanId);
    }

    /// <summary>The HTTP method, in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>The URL, or what was given in its place to group calls. Its query is personal data by default.</summary>
    public required string Url { get; init; }

    /// <summary>The HTTP status code; 0 where there was no response.</summary>
    public required int StatusCode { get; init; }

    /// <summary>How long the call took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The body of a response outside 200 to 299; else null. Personal data by default.</summary>
    public string? ErrorBody { get; internal set; }

    /// <summary>Fields given with the call.</summary>
    public LogFields Fields { get; init; }

    /// <summary>Whether readers without the permission do not see that this response exists.</summary>
    public bool IsPii { get; init; }

    /// <summary>Whether the caller said that its status is one it expects, see <see cref="IsProblem"/>.</summary>
    public bool IsExpected { get; init; }

    /// <summary>When it was logged, in UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <inheritdoc cref="ModelCallSnapshot.TraceId"/>
    public string? TraceId { get; }

    /// <summary>
    /// The ID of the span that was current when it was logged, 16 hexadecimal digits: usually that of its function event; null where nothing was traced.
    /// Visible to every reader.
    /// </summary>
    public string? SpanId { get; }

    /// <summary>Its place among the entries of one opening of the conversation: it came after the entry of this number, 0 before the first.</summary>
    public long Sequence { get; }

    /// <summary>Whether the status is outside 200 to 299.</summary>
    public bool IsError => StatusCode is < 200 or > 299;

    /// <summary>Whether there was no response, or its status is 400 or more, and the caller did not expect it.</summary>
    public bool IsProblem => IsProblemOf(StatusCode, IsExpected);

    /// <summary>The function event it belongs to; null outside any.</summary>
    public FunctionEvent? FunctionEvent => _scope.Owner as FunctionEvent;

    /// <summary>The turn it belongs to; null outside any.</summary>
    public Turn? Turn => FunctionEvent is { } call ? call.Turn : _scope.Owner as Turn;

    /// <summary>The conversation it belongs to.</summary>
    public string ConversationId => _scope.Writer.ConversationId;

    /// <summary>A random id, the same whenever this response is stored or sent.</summary>
    public Guid Id { get; }

    /// <summary>Method, URL and status on one line; personal data is left out.</summary>
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
