using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConvLog.Sqlite;

/// <summary>
/// How long the engine pauses on its own, which is not the wait for a lock (<see cref="BusyWait"/>): a reader that meets several commits in a row while it enters the log pauses
/// for microseconds. Built without usleep, as the bundled engine is, that is a whole second, in which the read stands still. The function is put where the engine's
/// file layer keeps it, for all that use this engine in the process.
/// </summary>
internal static unsafe class FilePauses
{
    private const int Millisecond = 1_000;

    private static readonly delegate* unmanaged<byte*, FileLayer*> s_findLayer = (delegate* unmanaged<byte*, FileLayer*>)EngineLibrary.Find("sqlite3_vfs_find");

    private static readonly ManualResetEventSlim s_never = new(initialState: false, spinCount: 0);

    /// <summary>Sees to it, for connections that are opened with the usual file layer.</summary>
    public static void MakeShort()
    {
        // Windows pauses as long as it is told. Code that can be unloaded leaves no address behind.
        if (OperatingSystem.IsWindows() || s_findLayer == null || typeof(FilePauses).Assembly.IsCollectible)
        {
            return;
        }

        var layer = s_findLayer(null);
        if (layer != null)
        {
            Volatile.Write(ref *(nint*)&layer->Sleep, (nint)(delegate* unmanaged[Cdecl]<FileLayer*, int, int>)&Pause);
        }
    }

    /// <summary>Pauses as the engine would.</summary>
    /// <returns>How many microseconds it says it paused; null where it cannot be asked.</returns>
    public static int? Ask(int microseconds)
    {
        var layer = s_findLayer == null ? null : s_findLayer(null);
        return layer == null ? null : layer->Sleep(layer, microseconds);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Pause(FileLayer* layer, int microseconds)
    {
        try
        {
            if (microseconds < Millisecond)
            {
                Thread.Yield();
            }
            else
            {
                s_never.Wait(microseconds / Millisecond);
            }
        }
        catch (ThreadInterruptedException)
        {
            // Nothing may be thrown through SQLite, which looks again.
        }

        return microseconds;
    }

#pragma warning disable CS0649 // Filled in by SQLite: sqlite3_vfs, as far as it matters here.
    private struct FileLayer
    {
        public int Version;
        public int FileLength;
        public int LongestPath;
        public nint Next;
        public nint Name;
        public nint Data;
        public nint Open;
        public nint Delete;
        public nint Access;
        public nint FullPath;
        public nint LoadLibrary;
        public nint LoadError;
        public nint FindSymbol;
        public nint CloseLibrary;
        public nint Randomness;
        public delegate* unmanaged[Cdecl]<FileLayer*, int, int> Sleep;
    }
#pragma warning restore CS0649
}
