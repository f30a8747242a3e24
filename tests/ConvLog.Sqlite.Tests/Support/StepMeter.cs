using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConvLog.Sqlite.Engine;
using ConvLog.StoreContract;
using SQLitePCL;

namespace ConvLog.Sqlite.Tests.Support;

/// <summary>
/// Counts the steps of SQLite's virtual machine (<c>SQLITE_STMTSTATUS_VM_STEP</c>) of all finished statements on one file, on connections opened after this
/// meter.
/// </summary>
internal sealed unsafe class StepMeter : IWorkMeter
{
    private const int Profile = 2; // SQLITE_TRACE_PROFILE: a statement has ended.
    private const int VirtualMachineSteps = 4; // SQLITE_STMTSTATUS_VM_STEP
    private const int Repreparations = 5; // SQLITE_STMTSTATUS_REPREPARE

    private static readonly ConcurrentDictionary<string, StepMeter> s_meters = new(StringComparer.Ordinal);

    private static readonly delegate* unmanaged<nint, uint, delegate* unmanaged[Cdecl]<uint, nint, nint, nint, int>, nint, int> s_setTrace
        = (delegate* unmanaged<nint, uint, delegate* unmanaged[Cdecl]<uint, nint, nint, nint, int>, nint, int>)EngineLibrary.Find("sqlite3_trace_v2");

    private static readonly delegate* unmanaged<nint, int, int, int> s_takeStatus =
        (delegate* unmanaged<nint, int, int, int>)EngineLibrary.Find("sqlite3_stmt_status");
    private static readonly delegate* unmanaged<nint, byte*,
        byte*> s_fileName = (delegate* unmanaged<nint, byte*, byte*>)EngineLibrary.Find("sqlite3_db_filename");

    private static readonly int s_isAdded
        = ((delegate* unmanaged<delegate* unmanaged[Cdecl]<nint, byte**, void*, int>, int>)EngineLibrary.Find("sqlite3_auto_extension"))(&Opened);

    private readonly string _path;
    private readonly GCHandle _self;
    private long _steps;
    private long _reprepared;

    public StepMeter(string path)
    {
        s_isAdded.Should().Be(raw.SQLITE_OK);
        (_path, _self) = (path, GCHandle.Alloc(this));
        s_meters[path] = this;
    }

    public long Noise => 500;

    public long Work => Interlocked.Read(ref _steps);

    /// <summary>How often a prepared statement had to be prepared again.</summary>
    public long Reprepared => Interlocked.Read(ref _reprepared);

    public Task BeginAsync() => Task.CompletedTask;

    // The handle is kept, because a connection of the file may still be closed.
    public void Dispose() => s_meters.TryRemove(_path, out _);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Opened(nint connection, byte** error, void* routines)
    {
        fixed (byte* main = "main"u8)
        {
            if (Marshal.PtrToStringUTF8((nint)s_fileName(connection, main)) is { } path && s_meters.TryGetValue(path, out var meter))
            {
                _ = s_setTrace(connection, Profile, &Ended, GCHandle.ToIntPtr(meter._self));
            }
        }

        return raw.SQLITE_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Ended(uint what, nint meter, nint statement, nint nanoseconds)
    {
        var self = (StepMeter)GCHandle.FromIntPtr(meter).Target!;
        Interlocked.Add(ref self._steps, s_takeStatus(statement, VirtualMachineSteps, 1));
        Interlocked.Add(ref self._reprepared, s_takeStatus(statement, Repreparations, 1));
        return 0;
    }
}
