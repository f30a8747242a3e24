using System.Diagnostics;

namespace ConvLog.Functions;

/// <summary>A scope in which a span is current that had been lost: disposing it restores what was current before.</summary>
/// <param name="scope">What else ends with it.</param>
/// <param name="span">The span.</param>
/// <param name="before">What was current before; null for nothing.</param>
internal sealed class SpanScope(IDisposable scope, Activity span, Activity? before) : IDisposable
{
    public void Dispose()
    {
        scope.Dispose();
        if (ReferenceEquals(Activity.Current, span))
        {
            Activity.Current = before;
        }
    }
}
