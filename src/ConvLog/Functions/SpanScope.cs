using System.Diagnostics;

namespace ConvLog.Functions;

/// <summary>A scope that makes a lost span current again: disposing it restores the previous one.</summary>
/// <param name="scope">Another scope to end with it.</param>
/// <param name="span">The span.</param>
/// <param name="before">The span that was current before; null if there was none.</param>
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
