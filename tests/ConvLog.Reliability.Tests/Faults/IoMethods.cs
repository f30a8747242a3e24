#pragma warning disable CS0649 // Filled in by SQLite.

namespace ConvLog.Reliability.Tests.Faults;

/// <summary>sqlite3_io_methods, version 3: the methods of an open file.</summary>
internal unsafe struct IoMethods
{
    public int Version;
    public nint Close;
    public delegate* unmanaged[Cdecl]<OpenFile*, void*, int, long, int> Read;
    public delegate* unmanaged[Cdecl]<OpenFile*, void*, int, long, int> Write;
    public delegate* unmanaged[Cdecl]<OpenFile*, long, int> Truncate;
    public delegate* unmanaged[Cdecl]<OpenFile*, int, int> Sync;
    public delegate* unmanaged[Cdecl]<OpenFile*, long*, int> FileSize;
    public nint Lock;
    public nint Unlock;
    public nint CheckReservedLock;
    public nint FileControl;
    public nint SectorSize;
    public nint DeviceCharacteristics;
    public delegate* unmanaged[Cdecl]<OpenFile*, int, int, int, void**, int> ShmMap;
    public nint ShmLock;
    public nint ShmBarrier;
    public nint ShmUnmap;
    public nint Fetch;
    public nint Unfetch;

    /// <summary>The intercepted methods. Only our tables have this member.</summary>
    public IoMethods* Real;
}
