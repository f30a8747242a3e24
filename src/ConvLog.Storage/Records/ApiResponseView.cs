using System.Text.Json.Serialization;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>An API response as one reader may see it.</summary>
public sealed record ApiResponseView
{
    internal ApiResponseView()
    {
    }

    /// <summary>The response's random id.</summary>
    public Guid Id { get; internal init; }

    /// <summary>The HTTP method.</summary>
    public string Method { get; internal init; } = "";

    /// <summary>The URL, without its query for a reader without the permission.</summary>
    public VisibleText Url { get; internal init; }

    /// <summary>The HTTP status code; 0 without a response.</summary>
    public int StatusCode { get; internal init; }

    /// <summary>How long the call took.</summary>
    public TimeSpan Elapsed { get; internal init; }

    /// <summary>The body of a response outside 200 to 299; null if there was none.</summary>
    public VisibleText? ErrorBody { get; internal init; }

    /// <summary>Fields given with the call.</summary>
    [JsonConverter(typeof(ViewFieldsConverter))]
    public LogFields Fields { get; internal init; }

    /// <summary>Whether it is visible only to readers with the permission.</summary>
    public bool IsPii { get; internal init; }

    /// <summary>Whether it is a placeholder for a withheld personal response, see <see cref="EntryView.IsWithheld"/>.</summary>
    public bool IsWithheld { get; internal init; }

    /// <summary>Whether the caller declared the status as expected.</summary>
    public bool IsExpected { get; internal init; }

    /// <summary>The ID of the trace it belongs to, see <see cref="ModelCallSnapshot.TraceId"/>; null without tracing.</summary>
    public string? TraceId { get; internal init; }

    /// <summary>The ID of the span, see <see cref="ApiResponseEntry.SpanId"/>; null without tracing.</summary>
    public string? SpanId { get; internal init; }

    /// <summary>When it was logged, in UTC.</summary>
    public DateTimeOffset Timestamp { get; internal init; }

    /// <summary>Its position among the entries and API responses of its scope that this reader sees, from 0.</summary>
    public int Order { get; internal init; }

    /// <summary>
    /// Whether there was no response, or its status is 400 or more, and the caller did not expect it. Always false for a withheld response.
    /// </summary>
    public bool IsProblem => !IsWithheld && ApiResponseEntry.IsProblemOf(StatusCode, IsExpected);

    /// <summary>Whether the status is outside 200 to 299. Always false for a withheld response.</summary>
    public bool IsError => !IsWithheld && StatusCode is (< 200 or > 299);
}
