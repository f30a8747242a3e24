using System.Runtime.InteropServices;

namespace ConvLog.Sqlite.Engine;

/// <summary>SQLite's <c>sqlite3_io_methods</c> of version 3, followed by two fields of our own, which SQLite does not read.</summary>
/// <remarks>
/// A copy of the default VFS's methods for a kind of file, with a few of them replaced. All others are called directly, on the same file object. There is
/// one copy for each kind, for the lifetime of the process, because connections may close at any time.
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

    /// <summary>The methods that this is a copy of.</summary>
    public FileMethods* Real;

    /// <summary>The offset of the <see cref="FileState"/> in the file object, in bytes.</summary>
    public nint StateOffset;

    /// <summary>Makes a copy, which is never freed. Methods of later versions are omitted; SQLite checks the version before it calls them.</summary>
    /// <param name="real">The methods to copy.</param>
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
