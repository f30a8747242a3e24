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

    /// <summary>The IDs of its own span, or of the one that was current when it began.</summary>
    public SpanIds Ids { get; private set; } = SpanIds.Current;

    /// <summary>Its span while <see cref="TracingSink"/> has it open; null before and after that, and without one.</summary>
    public Activity? Activity { get; private set; }

    /// <summary>Whether <see cref="TracingSink"/> made it, and ends it.</summary>
    public bool IsOwn { get; private set; }

    /// <summary>Whether what it is of is current in the flow that began it.</summary>
    public bool EntersFlow { get; init; }

    /// <summary>What was current before it.</summary>
    public Activity? Before { get; private set; }

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

    public void Begin(Activity span, bool isOwn, Activity? before)
    {
        Ids = SpanIds.Of(span);
        (Activity, IsOwn, Before) = (span, isOwn, before);
    }

    public void End() => (Activity, Before) = (null, null);
}
