using System.Diagnostics;

namespace ConvLog.Sqlite.Engine;

/// <summary>Retries what fails at once while another holds a lock: SQLite's busy timeout does not cover it.</summary>
internal static class LockRetry
{
    private const int ShortestPause = 1;
    private const int LongestPause = 50;

    private static readonly ManualResetEventSlim s_never = new(initialState: false, spinCount: 0);

    /// <param name="attempt">Fails at once while the lock is held.</param>
    /// <param name="isLock">Whether it failed because of the lock.</param>
    /// <param name="most">How long to retry; after that, and for any other failure, the exception is the caller's.</param>
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
