using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace ConvLog.Sqlite.Engine;

/// <summary>
/// Records the length of the write-ahead log after each commit of a connection. This replaces SQLite's automatic checkpoint, which runs within a commit while
/// the next writer waits.
/// </summary>
internal sealed unsafe class LogLength : IDisposable
{
    private static readonly delegate* unmanaged<nint, delegate* unmanaged[Cdecl]<nint, nint, byte*, int, int>, nint, nint> s_setHook
        = (delegate* unmanaged<nint, delegate* unmanaged[Cdecl]<nint, nint, byte*, int, int>, nint, nint>)EngineLibrary.Find("sqlite3_wal_hook");

    private GCHandle _self;

    private LogLength() => _self = GCHandle.Alloc(this);

    /// <summary>The length of the log after the last commit, in pages.</summary>
    public int Pages { get; private set; }

    /// <summary>Starts recording. Null if the engine's function is unavailable; SQLite then continues to checkpoint automatically.</summary>
    /// <param name="connection">The connection that writes. It must be closed before this is disposed.</param>
    public static LogLength? Of(sqlite3 connection)
    {
        if (s_setHook == null)
        {
            return null;
        }

        var length = new LogLength();
        s_setHook(connection.DangerousGetHandle(), &Committed, GCHandle.ToIntPtr(length._self));
        return length;
    }

    public void Dispose()
    {
        if (_self.IsAllocated)
        {
            _self.Free();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Committed(nint self, nint connection, byte* database, int pages)
    {
        ((LogLength)GCHandle.FromIntPtr(self).Target!).Pages = pages;
        return raw.SQLITE_OK;
    }
}
