using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>One API response. Identity: its id; the first one written stays.</summary>
[JsonConverter(typeof(VisibleJsonConverter<ApiResponseRecord>))]
public sealed record ApiResponseRecord : FactRecord
{
    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The URL. Its query is personal data by default.</summary>
    public required string Url { get; init; }

    /// <summary>The HTTP status code; 0 where there was no response.</summary>
    public required int StatusCode { get; init; }

    /// <summary>How long the call took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The body of a response outside 200 to 299. Personal data by default.</summary>
    public string? ErrorBody { get; init; }

    /// <summary>Fields given with the call.</summary>
    public LogFields Fields { get; init; }

    /// <summary>Whether readers without the permission do not see that it exists.</summary>
    public bool IsPii { get; init; }

    /// <summary>What a store keeps of an API response.</summary>
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
            Timestamp = response.Timestamp,
        };
    }

    internal override long VariableBytes => MemorySize.Of(Url) + MemorySize.Of(ErrorBody) + MemorySize.Of(Fields.AsSpan());

    private protected override bool IsHidden => IsPii;

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        VisibleJson.Text(writer, "turn_id", TurnId);
        VisibleJson.Text(writer, "function_event_id", FunctionEventId);
        VisibleJson.WriteResponse(writer, Id, Method, Url, StatusCode, Elapsed, ErrorBody, Timestamp, Fields);
    }
}
