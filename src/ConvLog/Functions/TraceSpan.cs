using System.Diagnostics;
using ConvLog.Entries;

namespace ConvLog.Functions;

/// <summary>
/// Where a turn, model call or function event ran: shared by it and its snapshots, so that these need not keep it, with all that was logged in it.
/// </summary>
/// <param name="within">That of what it is inside of; null at the top.</param>
internal sealed class TraceSpan(TraceSpan? within)
{
    private readonly TraceSpan? _within = within;
    private bool _isCurrent; // In the flow that began it.

    /// <summary>The IDs of its own span, or of the one that was current when it began.</summary>
    public SpanIds Ids { get; private set; } = SpanIds.Current;

    /// <summary>Its span while <see cref="TracingSink"/> has it open; null before and after that, and without one.</summary>
    public Activity? Activity { get; private set; }

    /// <summary>Whether <see cref="TracingSink"/> made it, and ends it.</summary>
    public bool IsOwn { get; private set; }

    /// <summary>Of a model call: whether other telemetry measures it.</summary>
    public bool IsMeasured { get; set; }

    /// <summary>Whether what it is of is current in the flow that began it.</summary>
    public bool EntersFlow { get; init; }

    /// <summary>What was current before it; null where it is not current itself.</summary>
    public Activity? Before { get; private set; }

    /// <summary>That of the turn; of what is in none, the outermost.</summary>
    public TraceSpan Root => _within?.Root ?? this;

    /// <summary>Of a model call: the request; of a root: the one that was made in it last. Null where nothing is known of it beyond its record.</summary>
    public IModelRequest? Request { get; set; }

    /// <summary>Of a root: whether the loop that invokes the tools in it makes a span for each of them.</summary>
    public bool IsLoopTraced { get; set; }

    /// <summary>The innermost open span around it; null where there is none.</summary>
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

    /// <summary>Takes a span that is there already.</summary>
    public void Adopt(Activity span) => (Ids, Activity, IsOwn) = (SpanIds.Of(span), span, false);

    /// <summary>Takes one that was made for it.</summary>
    /// <param name="span">The span.</param>
    /// <param name="isCurrent">Whether it is the current one of this flow from here on.</param>
    /// <param name="before">What was current before it.</param>
    public void Begin(Activity span, bool isCurrent, Activity? before)
    {
        Adopt(span);
        (IsOwn, _isCurrent, Before) = (true, isCurrent, isCurrent ? before : null);
    }

    public void End() => (Activity, Before, Request, _isCurrent) = (null, null, null, false);

    /// <summary>
    /// Makes the span current once more in a flow that has lost it, as that of a streamed response does at every update, until the result is disposed.
    /// </summary>
    /// <param name="scope">What else is current until then.</param>
    /// <returns>Ends both; the scope itself where there is no span to return to.</returns>
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
