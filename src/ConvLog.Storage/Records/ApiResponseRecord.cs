using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;
using ConvLog.Storage.Records;

namespace ConvLog.Records;

/// <summary>One API response. Identity: its ID; the first record written is kept.</summary>
[JsonConverter(typeof(VisibleJsonConverter<ApiResponseRecord>))]
public sealed record ApiResponseRecord : FactRecord
{
    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The URL. Its query is personal data by default.</summary>
    public required string Url { get; init; }

    /// <summary>The HTTP status code; 0 without a response.</summary>
    public required int StatusCode { get; init; }

    /// <summary>How long the call took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The body of a response outside 200 to 299. Personal data by default.</summary>
    public string? ErrorBody { get; init; }

    /// <summary>Fields given with the call.</summary>
    public LogFields Fields { get; init; }

    /// <summary>Whether its existence is hidden from readers without the permission.</summary>
    public bool IsPii { get; init; }

    /// <summary>Whether the caller declared the status as expected.</summary>
    public bool IsExpected { get; init; }

    /// <summary>The ID of the trace it belongs to, see <see cref="ModelCallSnapshot.TraceId"/>; null without tracing. Visible.</summary>
    public string? TraceId { get; init; }

    /// <summary>The ID of the span, see <see cref="ApiResponseEntry.SpanId"/>; null without tracing. Visible.</summary>
    public string? SpanId { get; init; }

    /// <summary>Whether there was no response, or its status is 400 or more, and the caller did not expect it.</summary>
    internal bool IsProblem => ApiResponseEntry.IsProblemOf(StatusCode, IsExpected);

    /// <summary>Creates the record of an API response.</summary>
    /// <param name="response">The response.</param>
    public static ApiResponseRecord From(ApiResponseEntry response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return new()
        {
            ConversationId = response.ConversationId,
            WriterId = response.Scope.Writer.Id,
            Sequence = response.Sequence,
            Id = response.Id,
            TurnId = response.Turn?.Id,
            FunctionEventId = response.FunctionEvent?.Id,
            Method = response.Method,
            Url = response.Url,
            StatusCode = response.StatusCode,
            Elapsed = response.Elapsed,
            ErrorBody = response.ErrorBody,
            Fields = response.Fields,
            IsPii = response.IsPii,
            IsExpected = response.IsExpected,
            Timestamp = response.Timestamp,
            TraceId = response.TraceId,
            SpanId = response.SpanId,
        };
    }

    /// <summary>Visits the properties in order.</summary>
    /// <param name="visitor">The operation to apply to each property.</param>
    /// <param name="v">The record to write; null if a record is read.</param>
    internal static ApiResponseRecord Visit<TVisitor>(ref TVisitor visitor, ApiResponseRecord? v)
        where TVisitor : struct, IPropertyVisitor
        => new()
        {
            ConversationId = visitor.Text("conversation_id", v?.ConversationId),
            WriterId = visitor.Id("writer_id", v?.WriterId),
            Sequence = visitor.Number("sequence", v?.Sequence),
            TurnId = visitor.OptionalText("turn_id", v?.TurnId),
            FunctionEventId = visitor.OptionalText("function_event_id", v?.FunctionEventId),
            Timestamp = visitor.Time("timestamp", v?.Timestamp),
            Id = visitor.Id("id", v?.Id),
            Method = visitor.Text("method", v?.Method),
            Url = visitor.Text("url", v?.Url),
            StatusCode = visitor.Int32("status_code", v?.StatusCode),
            Elapsed = visitor.Duration("elapsed", v?.Elapsed) ?? default,
            ErrorBody = visitor.OptionalText("error_body", v?.ErrorBody),
            Fields = visitor.Fields("fields", v?.Fields),
            IsPii = visitor.Flag("is_pii", v?.IsPii),
            IsExpected = visitor.Flag("is_expected", v?.IsExpected),
            TraceId = visitor.OptionalText("trace_id", v?.TraceId),
            SpanId = visitor.OptionalText("span_id", v?.SpanId),
        };

    internal override long VariableBytes => MemorySize.Of(Url) + MemorySize.Of(ErrorBody) + MemorySize.Of(Fields.AsSpan());

    private protected override bool IsHidden => IsPii;

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        VisibleJson.Text(writer, "turn_id", TurnId);
        VisibleJson.Text(writer, "function_event_id", FunctionEventId);
        VisibleJson.WriteResponse(writer, Id, Method, Url, StatusCode, Elapsed, ErrorBody, Timestamp, Fields, IsExpected);
        VisibleJson.Span(writer, TraceId, SpanId);
    }
}
