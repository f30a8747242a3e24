using System.Diagnostics;

namespace ConvLog.Sqlite.Engine;

/// <summary>Retries operations that fail immediately while another connection holds a lock, which SQLite's busy timeout does not cover.</summary>
internal static class LockRetry
{
    private const int ShortestPause = 1;
    private const int LongestPause = 50;

    private static readonly ManualResetEventSlim s_never = new(initialState: false, spinCount: 0);

    /// <param name="attempt">The operation.</param>
    /// <param name="isLock">Whether a failure was caused by a lock.</param>
    /// <param name="most">How long to retry. After that, and for any other failure, the exception is passed on.</param>
    public static T Run<T>(Func<T> attempt, Func<Exception, bool> isLock, TimeSpan most)
    {
        long begun = Stopwatch.GetTimestamp();
        for (int pause = ShortestPause; ; pause = Math.Min(2 * pause, LongestPause))
        {
            try
            {
                return attempt();
            }
            catch (Exception e) when (isLock(e) && Stopwatch.GetElapsedTime(begun) < most)
            {
                s_never.Wait(pause);
            }
        }
    }
}
