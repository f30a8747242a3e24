using System.Runtime.InteropServices;

namespace ConvLog.Sqlite.Engine;

/// <summary>SQLite's <c>sqlite3_io_methods</c> of version 3, with two fields of ours behind what SQLite reads.</summary>
/// <remarks>
/// A copy of the methods that the default VFS has for a kind of file, in which a few are replaced. All others are called without a detour, on the same file
/// object. There is one copy for each kind, for as long as the process lives: connections may close at any time.
/// </remarks>
internal unsafe struct FileMethods
{
    private const int NewestKnown = 3;

    public int Version;
    public delegate* unmanaged[Cdecl]<OpenFile*, int> Close;
    public delegate* unmanaged[Cdecl]<OpenFile*, byte*, int, long, int> Read;
    public delegate* unmanaged[Cdecl]<OpenFile*, byte*, int, long, int> Write;
    public delegate* unmanaged[Cdecl]<OpenFile*, long, int> Truncate;
    public delegate* unmanaged[Cdecl]<OpenFile*, int, int> Sync;
    public delegate* unmanaged[Cdecl]<OpenFile*, long*, int> FileSize;
    public nint Lock;
    public nint Unlock;
    public nint CheckReservedLock;
    public nint FileControl;
    public nint SectorSize;
    public nint DeviceCharacteristics;
    public nint SharedMemoryMap; // From version 2 on.
    public delegate* unmanaged[Cdecl]<OpenFile*, int, int, int, int> SharedMemoryLock;
    public nint SharedMemoryBarrier;
    public nint SharedMemoryUnmap;
    public nint Fetch; // From version 3 on.
    public nint Unfetch;

    /// <summary>The methods this is a copy of.</summary>
    public FileMethods* Real;

    /// <summary>Where <see cref="FileState"/> is, in bytes from the beginning of the file object.</summary>
    public nint StateOffset;

    /// <summary>A copy, never freed. Methods of a version that is not known are left out: SQLite goes by the version.</summary>
    /// <param name="real">The methods.</param>
    /// <param name="stateOffset">See <see cref="StateOffset"/>.</param>
    public static FileMethods* Copy(FileMethods* real, nint stateOffset)
    {
        var copy = (FileMethods*)NativeMemory.AllocZeroed((nuint)sizeof(FileMethods));
        int version = Math.Min(real->Version, NewestKnown);
        int methods = version switch { 1 => 12, 2 => 16, _ => 18 };
        NativeMemory.Copy(real, copy, (nuint)((methods + 1) * sizeof(nint)));
        copy->Version = version;
        copy->Real = real;
        copy->StateOffset = stateOffset;
        return copy;
    }
}
