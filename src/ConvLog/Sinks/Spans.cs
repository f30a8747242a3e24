using System.Diagnostics;
using ConvLog.Entries;
using ConvLog.Functions;

namespace ConvLog.Sinks;

/// <summary>
/// Spans of the activity source <c>ConvLog</c>. The host's spans are not changed: nothing is written to them, none is hidden from code that looks for it, and
/// no component mistakes a span of this source for its own, because it would then start its spans from this source and write exception messages to them as
/// their status.
/// </summary>
internal static class Spans
{
    public static readonly ActivitySource Source = Create();

    private const string InvokeWorkflow = "invoke_workflow";

    private static readonly string[] s_operations =
        [GenAiTags.Chat, GenAiTags.ExecuteTool, GenAiTags.InvokeAgent, InvokeWorkflow, GenAiTags.Embeddings, GenAiTags.GenerateContent];

    /// <summary>The innermost span around this flow, if it is the host's span of an agent run; otherwise null.</summary>
    public static Activity? AgentAround()
        => Around(Activity.Current) is { } span && !IsOwn(span) && OperationOf(span) is GenAiTags.InvokeAgent or InvokeWorkflow ? span : null;

    /// <summary>The innermost span around this flow except turns, if it is the host's span of a request to this model; otherwise null.</summary>
    public static Activity? RequestAround(string operation, string model)
    {
        var span = Around(Activity.Current);
        while (span is not null && IsOwn(span) && Has(span, GenAiTags.Operation, GenAiTags.InvokeAgent))
        {
            span = Around(span.Parent);
        }

        return span is not null && !IsOwn(span) && string.Equals(OperationOf(span), operation, StringComparison.Ordinal) && MayBeOf(span, model)
            ? span : null;
    }

    /// <summary>The innermost span around this flow, if it is the host's span of this call; otherwise null.</summary>
    public static Activity? ToolAround(FunctionSnapshot call)
        => Around(Activity.Current) is { } span && !IsOwn(span) && OperationOf(span) is GenAiTags.ExecuteTool
            && (Has(span, GenAiTags.Tool, call.Name) || Named(span.DisplayName, $"{GenAiTags.ExecuteTool} {call.Name}")
                || (call.CallId is { } id && Has(span, GenAiTags.CallId, id)))
            && !ReferenceEquals(span, call.Span.Outer) // The span of an enclosing call, which calls the same tool again.
            ? span : null;

    /// <summary>Whether a request is inside a loop that invokes tools and creates spans for them.</summary>
    /// <param name="chat">The span of the request.</param>
    public static bool HasLoopAround(Activity chat)
    {
        var span = chat.Parent;
        while (span is not null && OperationOf(span) is not GenAiTags.ExecuteTool && !IsAgent(span) && !Named(span.DisplayName, "orchestrate_tools"))
        {
            span = span.Parent;
        }

        return span is not null && OperationOf(span) is not GenAiTags.ExecuteTool;
    }

    /// <summary>
    /// Starts the span of a turn as the current span, with the name of an agent's span: the loops of Microsoft.Extensions.AI start their spans from the
    /// source of such a span. Until it ends it has another name and a separate source, which starts nothing afterwards in flows that outlive the turn. Inside
    /// the host's span of a request, that span remains current, because the model's client writes to it.
    /// </summary>
    public static void BeginTurn(TraceSpan place, string? agent, KeyValuePair<string, object?>[] tags, DateTimeOffset startedAt)
    {
        var source = Create();
        Activity? span = null;
        try
        {
            span = Begin(source, place, $"{GenAiTags.InvokeAgent} {agent}".TrimEnd(), ActivityKind.Internal, tags, startedAt, isCurrent: !IsInChat());
            span?.DisplayName = $"turn {agent}".TrimEnd();
        }
        finally
        {
            if (span is null)
            {
                source.Dispose();
            }
        }
    }

    /// <summary>Starts a span inside the innermost open span around it.</summary>
    public static Activity? Begin(
        TraceSpan place, string name, ActivityKind kind, KeyValuePair<string, object?>[] tags, DateTimeOffset startedAt, bool isCurrent)
        => Begin(Source, place, name, kind, tags, startedAt, isCurrent);

    /// <summary>Ends the span of a place, if it was created for it.</summary>
    public static void End(TraceSpan place, string? error, DateTimeOffset? endedAt = null)
    {
        var (span, before) = (place.Activity, place.Before);
        place.End();
        if (span is null || !place.IsOwn)
        {
            return;
        }

        if (error is not null)
        {
            span.SetStatus(ActivityStatusCode.Error).SetTag(GenAiTags.Error, error);
        }

        if (endedAt is { } end)
        {
            span.SetEndTime(end.UtcDateTime);
        }

        // Stopping a span makes its parent current in this flow, wherever the span was started.
        var current = Activity.Current;
        span.DisplayName = span.OperationName;
        try
        {
            span.Stop();
        }
        finally
        {
            Activity.Current = ReferenceEquals(current, span) ? before : current;
            if (!ReferenceEquals(span.Source, Source))
            {
                span.Source.Dispose();
            }
        }
    }

    private static Activity? Begin(
        ActivitySource source, TraceSpan place, string name, ActivityKind kind, KeyValuePair<string, object?>[] tags, DateTimeOffset startedAt, bool isCurrent)
    {
        var before = Activity.Current;
        bool isKept = false;
        try
        {
            if (place.Outer is { } outer && !IsInside(before, outer))
            {
                // The flow of a streamed response loses the current span at every update.
                Activity.Current = outer;
            }

            var span = source.StartActivity(kind, tags: tags, startTime: startedAt, name: name);
            if (span is not null)
            {
                // A loop of Microsoft.Extensions.AI checks whether an agent's span is the current one.
                isKept = isCurrent && (before is null || !IsAgent(before));
                place.Begin(span, isKept, before);
            }

            return span;
        }
        finally
        {
            if (!isKept)
            {
                Activity.Current = before;
            }
        }
    }

    private static ActivitySource Create()
    {
#if NET10_0_OR_GREATER
        var source = new ActivitySource(
            new ActivitySourceOptions(TracingSink.SourceName) { Version = CaptureMeter.Version, TelemetrySchemaUrl = GenAiTags.SpanSchema });
#else
        var source = new ActivitySource(TracingSink.SourceName, CaptureMeter.Version); // Before .NET 10, a source has no schema.
#endif
        Unloading.Release(source.Dispose);
        return source;
    }

    // The innermost span, starting with this one, of an operation of generative AI.
    private static Activity? Around(Activity? span)
    {
        while (span is not null && OperationOf(span) is null)
        {
            span = span.Parent;
        }

        return span;
    }

    // By its name if it has no attributes, because it is not recorded. A span that no listener receives does not count.
    private static string? OperationOf(Activity span)
        => !span.Source.HasListeners() ? null
            : span.GetTagItem(GenAiTags.Operation) as string ?? Array.Find(s_operations, operation => Named(span.DisplayName, operation));

    private static bool IsInChat() => Activity.Current is { } span && !IsOwn(span) && OperationOf(span) is GenAiTags.Chat;

    // The same check as in that loop.
    private static bool IsAgent(Activity span) => Named(span.DisplayName, GenAiTags.InvokeAgent) || Named(span.DisplayName, InvokeWorkflow);

    private static bool Named(string name, string operation)
        => name.StartsWith(operation, StringComparison.Ordinal) && (name.Length == operation.Length || name[operation.Length] == ' ');

    private static bool MayBeOf(Activity chat, string model)
        => model.Length == 0 || chat.GetTagItem(GenAiTags.RequestModel) is not string { Length: > 0 } other
            || string.Equals(model, other, StringComparison.Ordinal);

    private static bool IsOwn(Activity span) => string.Equals(span.Source.Name, TracingSink.SourceName, StringComparison.Ordinal);

    private static bool Has(Activity span, string key, string value) => string.Equals(span.GetTagItem(key) as string, value, StringComparison.Ordinal);

    private static bool IsInside(Activity? span, Activity outer)
    {
        while (span is not null && !ReferenceEquals(span, outer))
        {
            span = span.Parent;
        }

        return span is not null;
    }
}
