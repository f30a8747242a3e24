using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Tests.Lists;

/// <summary>Counts the work of a connection: its statements with their values, and the steps of SQLite's virtual machine, to the nearest 50.</summary>
/// <remarks>Calls the engine directly: the wrapper's hooks let their delegates be collected while SQLite still calls them, which ends the process.</remarks>
internal sealed unsafe class WorkMeter : IDisposable
{
    private const int StepsPerCall = 50;

    private static readonly delegate* unmanaged<nint, int, delegate* unmanaged[Cdecl]<nint, int>, nint, void> s_setProgress
        = (delegate* unmanaged<nint, int, delegate* unmanaged[Cdecl]<nint, int>, nint, void>)EngineLibrary.Find("sqlite3_progress_handler");

    private static readonly delegate* unmanaged<nint, delegate* unmanaged[Cdecl]<nint, nint, void>, nint, nint> s_setTrace
        = (delegate* unmanaged<nint, delegate* unmanaged[Cdecl]<nint, nint, void>, nint, nint>)EngineLibrary.Find("sqlite3_trace");

    private readonly nint _connection;
    private GCHandle _self;

    public WorkMeter(Session session)
    {
        _connection = session.Handle.DangerousGetHandle();
        _self = GCHandle.Alloc(this);
        s_setProgress(_connection, StepsPerCall, &AddSteps, GCHandle.ToIntPtr(_self));
        s_setTrace(_connection, &AddStatement, GCHandle.ToIntPtr(_self));
    }

    public List<string> Statements { get; } = [];

    public long Steps { get; private set; }

    public void Dispose()
    {
        s_setProgress(_connection, 0, null, 0);
        s_setTrace(_connection, null, 0);
        _self.Free();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int AddSteps(nint meter)
    {
        MeterOf(meter).Steps += StepsPerCall;
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void AddStatement(nint meter, nint sql) => MeterOf(meter).Statements.Add(Marshal.PtrToStringUTF8(sql) ?? "");

    private static WorkMeter MeterOf(nint meter) => (WorkMeter)GCHandle.FromIntPtr(meter).Target!;
}
