using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace ConvLog.Sqlite.Engine;

/// <summary>
/// How long the write-ahead log is after each commit of a connection. With it SQLite brings the log into the file no more by itself, which it does within a
/// commit, while the next writer waits.
/// </summary>
internal sealed unsafe class LogLength : IDisposable
{
    private static readonly delegate* unmanaged<nint, delegate* unmanaged[Cdecl]<nint, nint, byte*, int, int>, nint, nint> s_setHook
        = (delegate* unmanaged<nint, delegate* unmanaged[Cdecl]<nint, nint, byte*, int, int>, nint, nint>)EngineLibrary.Find("sqlite3_wal_hook");

    private GCHandle _self;

    private LogLength() => _self = GCHandle.Alloc(this);

    /// <summary>How many pages it had after the last commit.</summary>
    public int Pages { get; private set; }

    /// <summary>Begins to tell; null where the engine cannot be asked, and goes on to bring in the log by itself.</summary>
    /// <param name="connection">The connection that writes, closed before this is disposed.</param>
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
