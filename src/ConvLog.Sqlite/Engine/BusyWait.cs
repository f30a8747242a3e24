using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace ConvLog.Sqlite.Engine;

/// <summary>
/// How a connection waits for another's lock: looking again after a millisecond, then after ever longer. The engine's own wait is a whole second on Linux
/// wherever it was built without usleep, as the bundled one is: two processes that write would stop each other that long.
/// </summary>
internal static unsafe class BusyWait
{
    private static readonly delegate* unmanaged<nint, delegate* unmanaged[Cdecl]<nint, int, int>, nint, int> s_setHandler
        = (delegate* unmanaged<nint, delegate* unmanaged[Cdecl]<nint, int, int>, nint, int>)EngineLibrary.Find("sqlite3_busy_handler");

    private static readonly ManualResetEventSlim s_never = new(initialState: false, spinCount: 0);

    private static ReadOnlySpan<byte> Pauses => [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100];

    public static void Set(sqlite3 connection, TimeSpan most)
    {
        int milliseconds = (int)most.TotalMilliseconds;
        if (s_setHandler == null)
        {
            _ = raw.sqlite3_busy_timeout(connection, milliseconds);
            return;
        }

        _ = s_setHandler(connection.DangerousGetHandle(), &Wait, milliseconds);
    }

    /// <summary>Retries what fails while another holds a lock, where nothing else waits for that.</summary>
    /// <param name="attempt">Fails at once while the lock is held.</param>
    /// <param name="isLock">Whether it failed because of the lock.</param>
    /// <param name="most">How long to retry; after that, and for any other failure, the exception is the caller's.</param>
    public static T Retry<T>(Func<T> attempt, Func<Exception, bool> isLock, TimeSpan most)
    {
        long begun = Stopwatch.GetTimestamp();
        for (int attempts = 0; ; attempts++)
        {
            try
            {
                return attempt();
            }
            catch (Exception e) when (isLock(e) && Stopwatch.GetElapsedTime(begun) < most)
            {
                s_never.Wait(PauseAfter(attempts));
            }
        }
    }

    // Called by SQLite, with how often it was called for this lock; 0 gives up.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Wait(nint most, int calls)
    {
        int waited = 0;
        for (int i = 0; i < calls; i++)
        {
            waited += PauseAfter(i);
        }

        int pause = Math.Min(PauseAfter(calls), (int)most - waited);
        if (pause <= 0)
        {
            return 0;
        }

        try
        {
            s_never.Wait(pause);
            return 1;
        }
        catch (ThreadInterruptedException)
        {
            return 0; // Nothing may be thrown through SQLite.
        }
    }

    private static int PauseAfter(int calls) => Pauses[Math.Min(calls, Pauses.Length - 1)];
}
