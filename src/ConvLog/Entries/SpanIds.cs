using System.Diagnostics;

namespace ConvLog.Entries;

/// <summary>The trace ID and span ID of a span, in lowercase hexadecimal as in W3C Trace Context; both null without tracing.</summary>
internal readonly struct SpanIds(string? traceId, string? spanId)
{
    public string? TraceId { get; } = traceId;

    public string? SpanId { get; } = spanId;

    /// <summary>The IDs of the current span.</summary>
    public static SpanIds Current => Of(Activity.Current);

    /// <summary>The IDs of a span; both null for no span, and for one in the older hierarchical format, which has no trace ID.</summary>
    public static SpanIds Of(Activity? span)
        => span is { IdFormat: ActivityIdFormat.W3C } ? new SpanIds(span.TraceId.ToHexString(), span.SpanId.ToHexString()) : default;
}
