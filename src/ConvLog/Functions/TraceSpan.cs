using System.Diagnostics;
using ConvLog.Entries;

namespace ConvLog.Functions;

/// <summary>
/// The tracing span of a turn, model call or function event. Shared with its snapshots, so that these need not keep the turn or call and its entries in memory.
/// </summary>
/// <param name="within">The span of the enclosing turn, model call or function event; null at the top.</param>
internal sealed class TraceSpan(TraceSpan? within)
{
    private readonly TraceSpan? _within = within;
    private bool _isCurrent; // In the flow that began it.

    /// <summary>The IDs of its own span, or of the one that was current when it began.</summary>
    public SpanIds Ids { get; private set; } = SpanIds.Current;

    /// <summary>Its span while <see cref="TracingSink"/> has it open; otherwise null.</summary>
    public Activity? Activity { get; private set; }

    /// <summary>Whether <see cref="TracingSink"/> created the span, and ends it.</summary>
    public bool IsOwn { get; private set; }

    /// <summary>Of a model call: whether other telemetry measures it.</summary>
    public bool IsMeasured { get; set; }

    /// <summary>Whether its turn, model call or function event is current in the flow that began it.</summary>
    public bool EntersFlow { get; init; }

    /// <summary>The span that was current before it; null if it is not current itself.</summary>
    public Activity? Before { get; private set; }

    /// <summary>The span of the turn; outside any turn, the outermost span.</summary>
    public TraceSpan Root => _within?.Root ?? this;

    /// <summary>Of a model call: its request; of a root: the last request made in it. Null if nothing beyond its record is known.</summary>
    public IModelRequest? Request { get; set; }

    /// <summary>Of a root: whether the loop that invokes the tools creates a span for each tool call.</summary>
    public bool IsLoopTraced { get; set; }

    /// <summary>The innermost open span around it; null if there is none.</summary>
    public Activity? Outer
    {
        get
        {
            var outer = _within;
            while (outer is { Activity: null })
            {
                outer = outer._within;
            }

            return outer?.Activity;
        }
    }

    /// <summary>Uses an existing span.</summary>
    public void Adopt(Activity span) => (Ids, Activity, IsOwn) = (SpanIds.Of(span), span, false);

    /// <summary>Uses a span that was created for it.</summary>
    /// <param name="span">The span.</param>
    /// <param name="isCurrent">Whether the span becomes the current one of this flow.</param>
    /// <param name="before">The span that was current before.</param>
    public void Begin(Activity span, bool isCurrent, Activity? before)
    {
        Adopt(span);
        (IsOwn, _isCurrent, Before) = (true, isCurrent, isCurrent ? before : null);
    }

    public void End() => (Activity, Before, Request, _isCurrent) = (null, null, null, false);

    /// <summary>
    /// Makes the span current again, until the result is disposed, in a flow that has lost it. The flow of a streamed response loses it at every update.
    /// </summary>
    /// <param name="scope">Another scope to end with it.</param>
    /// <returns>Disposing it ends both; the given scope itself if there is no span to restore.</returns>
    public IDisposable Return(IDisposable scope)
    {
        if (!_isCurrent || Activity is not { } span || !ReferenceEquals(System.Diagnostics.Activity.Current, Before))
        {
            return scope;
        }

        var returned = new SpanScope(scope, span, Before);
        System.Diagnostics.Activity.Current = span;
        return returned;
    }
}
