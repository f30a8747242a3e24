using System.Diagnostics;

namespace ConvLog.Functions;

/// <summary>The span of a turn, model call or function event, until that ends.</summary>
/// <param name="activity">The span.</param>
/// <param name="isOwn">Whether <see cref="TracingSink"/> made it, and ends it.</param>
/// <param name="before">What was current before it.</param>
internal sealed class OpenSpan(Activity activity, bool isOwn, Activity? before)
{
    public Activity Activity { get; } = activity;

    public bool IsOwn { get; } = isOwn;

    public Activity? Before { get; } = before;
}
