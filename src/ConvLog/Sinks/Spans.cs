using System.Diagnostics;
using ConvLog.Entries;
using ConvLog.Functions;

namespace ConvLog.Sinks;

/// <summary>
/// Spans of the activity source <c>ConvLog</c>. Those of the host stay as they are: nothing is written to them, none is hidden from what looks for it, and
/// nothing takes one of this source for its own, as it would start its spans from this source then, with what was thrown as their status.
/// </summary>
internal static class Spans
{
    public static readonly ActivitySource Source = Create();

    private const string InvokeWorkflow = "invoke_workflow";

    private static readonly string[] s_operations =
        [GenAiTags.Chat, GenAiTags.ExecuteTool, GenAiTags.InvokeAgent, InvokeWorkflow, GenAiTags.Embeddings, GenAiTags.GenerateContent];

    /// <summary>The host's span of an agent's run that is the innermost one around this flow; null for none.</summary>
    public static Activity? AgentAround()
        => Around(Activity.Current) is { } span && !IsOwn(span) && OperationOf(span) is GenAiTags.InvokeAgent or InvokeWorkflow ? span : null;

    /// <summary>The host's span of a request to this model that is the innermost one around this flow, turns aside; null for none.</summary>
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

    /// <summary>The host's span of this call that is the innermost one around this flow; null for none.</summary>
    public static Activity? ToolAround(FunctionSnapshot call)
        => Around(Activity.Current) is { } span && !IsOwn(span) && OperationOf(span) is GenAiTags.ExecuteTool
            && (Has(span, GenAiTags.Tool, call.Name) || Named(span.DisplayName, $"{GenAiTags.ExecuteTool} {call.Name}")
                || (call.CallId is { } id && Has(span, GenAiTags.CallId, id)))
            && !ReferenceEquals(span, call.Span.Outer) // That of a call around it, which calls the tool once more.
            ? span : null;

    /// <summary>Whether the loop that invokes tools is around a request, and makes spans for them.</summary>
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
    /// Starts the span of a turn, which is named as that of an agent, and is the current one: the loops of Microsoft.Extensions.AI start their spans from the
    /// source of such a span. It has another name until it ends, and a source of its own, which starts nothing after that, in whatever flow outlives the turn.
    /// Inside of the host's span of a request, that one stays current: the model's client writes to it.
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

    /// <summary>Starts a span inside of the innermost open one around it.</summary>
    public static Activity? Begin(
        TraceSpan place, string name, ActivityKind kind, KeyValuePair<string, object?>[] tags, DateTimeOffset startedAt, bool isCurrent)
        => Begin(Source, place, name, kind, tags, startedAt, isCurrent);

    /// <summary>Ends the span of a place, if it was made for it.</summary>
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

        // Stopping one makes its parent current in this flow, wherever it was begun.
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
                // A streamed response leaves its flow at every update, and the current span with it.
                Activity.Current = outer;
            }

            var span = source.StartActivity(kind, tags: tags, startTime: startedAt, name: name);
            if (span is not null)
            {
                // A loop of Microsoft.Extensions.AI looks whether an agent's span is the current one.
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

    // The innermost span from this one on that is of an operation with generative AI.
    private static Activity? Around(Activity? span)
    {
        while (span is not null && OperationOf(span) is null)
        {
            span = span.Parent;
        }

        return span;
    }

    // By its name where it has no attributes, as one has that is not recorded. One that nobody can hear of stands for nothing.
    private static string? OperationOf(Activity span)
        => !span.Source.HasListeners() ? null
            : span.GetTagItem(GenAiTags.Operation) as string ?? Array.Find(s_operations, operation => Named(span.DisplayName, operation));

    private static bool IsInChat() => Activity.Current is { } span && !IsOwn(span) && OperationOf(span) is GenAiTags.Chat;

    // As that loop does.
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
