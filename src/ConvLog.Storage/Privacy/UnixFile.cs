using System.Runtime.InteropServices;

namespace ConvLog.Storage.Privacy;

/// <summary>Properties of a file on Linux that .NET does not provide: its kind and its owner. Does not open the file.</summary>
internal static partial class UnixFile
{
    private const int CurrentFolder = -100;
    private const uint TypeModeAndOwner = 0x1B;
    private const int OwnerOffset = 20;
    private const int ModeOffset = 28;

    // struct statx, which is the same on all architectures.
    private const int Length = 256;

    private const int TypeBits = 0xF000;
    private const int RegularType = 0x8000;
    private const int FolderType = 0x4000;

    /// <summary>
    /// The kind of file at a path that is neither a regular file nor a folder, such as "a device"; null for these two, for a missing file, and if unknown.
    /// </summary>
    public static string? SpecialKind(string path) => (Look(path)?.Mode & TypeBits) switch
    {
        null or RegularType or FolderType => null,
        0x1000 => "a named pipe",
        0x2000 or 0x6000 => "a device",
        0xC000 => "a socket",
        _ => "a special file",
    };

    /// <summary>The numbers of the user who owns a file and of the process's user, if they differ.</summary>
    public static (uint Owner, uint Own)? OtherOwner(string path)
        => Look(path) is { Owner: var owner } && UserId() is var own && own != owner && own != 0 ? (owner, own) : null;

    private static (int Mode, uint Owner)? Look(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            byte[] status = new byte[Length];
            return StatX(CurrentFolder, path, 0, TypeModeAndOwner, ref status[0]) == 0
                ? (MemoryMarshal.Read<ushort>(status.AsSpan(ModeOffset)), MemoryMarshal.Read<uint>(status.AsSpan(OwnerOffset))) : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null; // An old C library.
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StatX(int folder, string path, int flags, uint mask, ref byte status);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint UserId();
}
