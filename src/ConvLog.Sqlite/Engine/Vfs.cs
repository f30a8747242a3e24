using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using ConvLog.Entries;
using SQLitePCL;

namespace ConvLog.Sqlite.Engine;

/// <summary>
/// The VFS of the store's own connections: the default one, but without remains of deleted rows in pages (<see cref="PageGaps"/>) and with commits written in
/// few calls (<see cref="LogWrites"/>). It has its own name and is never the default, so other users of the same engine are not affected.
/// </summary>
/// <remarks>docs/decisions/0002-a-vfs-of-our-own.md has the reasons. Registered once for each default VFS, for the lifetime of the process.</remarks>
internal static unsafe partial class Vfs
{
    private const int MainDatabase = 0x100; // SQLITE_OPEN_MAIN_DB
    private const int Log = 0x80000; // SQLITE_OPEN_WAL
    private const int Alignment = 8;

    private static readonly delegate* unmanaged<byte*, VfsMethods*> s_find = (delegate* unmanaged<byte*, VfsMethods*>)EngineLibrary.Find("sqlite3_vfs_find");
    private static readonly delegate* unmanaged<VfsMethods*, int,
        int> s_register = (delegate* unmanaged<VfsMethods*, int, int>)EngineLibrary.Find("sqlite3_vfs_register");
    private static readonly delegate* unmanaged<VfsMethods*,
        int> s_unregister = (delegate* unmanaged<VfsMethods*, int>)EngineLibrary.Find("sqlite3_vfs_unregister");
    private static readonly Dictionary<nint, string> s_names = [];
    private static readonly Dictionary<(nint Methods, nint StateOffset, bool IsLog), nint> s_methods = [];

    /// <summary>The name to open connections with; null if the engine's functions are unavailable, in which case connections use the default VFS.</summary>
    public static string? Name
    {
        get
        {
            // Read each time: a host may have made another VFS the default, such as one that encrypts.
            var standard = s_find == null || s_register == null || s_unregister == null ? null : s_find(null);
            if (standard == null)
            {
                return null;
            }

            lock (s_names)
            {
                return s_names.TryGetValue((nint)standard, out string? name) ? name : s_names[(nint)standard] = Register(standard);
            }
        }
    }

    // Never freed, because the engine keeps it.
    private static string Register(VfsMethods* standard)
    {
        string name = FreeName();
        var own = (VfsMethods*)NativeMemory.AllocZeroed((nuint)sizeof(VfsMethods));
        own->Version = Math.Min(standard->Version, 2);
        own->FileLength = StateOffsetOf(standard) + sizeof(FileState);
        own->LongestPath = standard->LongestPath;
        own->Name = (byte*)Marshal.StringToCoTaskMemUTF8(name);
        own->AppData = standard;
        own->Open = &Open;
        Forward(own, standard);
        int code = s_register(own, 0);
        if (code != raw.SQLITE_OK)
        {
            throw SqliteFaults.Of(code, "the VFS cannot be registered");
        }

        nint registered = (nint)own;
        Unloading.Release(() => s_unregister((VfsMethods*)registered)); // The methods that it points to are unloaded.
        return name;
    }

    // Another copy of this assembly may be loaded and use the same engine.
    private static string FreeName()
    {
        for (int n = 1; ; n++)
        {
            string name = n == 1 ? "convlog" : string.Create(CultureInfo.InvariantCulture, $"convlog-{n}");
            fixed (byte* text = Encoding.UTF8.GetBytes(name + '\0'))
            {
                if (s_find(text) == null)
                {
                    return name;
                }
            }
        }
    }

    private static int StateOffsetOf(VfsMethods* standard) => (standard->FileLength + Alignment - 1) / Alignment * Alignment;

    // The default VFS opens the file in the same object and keeps its own state there.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(VfsMethods* self, byte* name, OpenFile* file, int flags, int* outFlags)
    {
        var real = (VfsMethods*)self->AppData;
        int code = real->Open(real, name, file, flags, outFlags);
        if (code != raw.SQLITE_OK || file->Methods == null)
        {
            return code;
        }

        if ((flags & MainDatabase) != 0)
        {
            file->Methods = MethodsFor(file->Methods, StateOffsetOf(real), isLog: false);
            *FileState.Of(file) = default;
        }
        else if ((flags & Log) != 0 && LogWrites.IsPossible)
        {
            file->Methods = MethodsFor(file->Methods, StateOffsetOf(real), isLog: true);
            LogWrites.Begin(file, name);
        }

        return code;
    }

    private static FileMethods* MethodsFor(FileMethods* real, nint stateOffset, bool isLog)
    {
        lock (s_methods)
        {
            return (FileMethods*)(s_methods.TryGetValue(((nint)real, stateOffset, isLog), out nint known)
                ? known
                : s_methods[((nint)real, stateOffset, isLog)] = (nint)MakeMethods(real, stateOffset, isLog));
        }
    }

    private static FileMethods* MakeMethods(FileMethods* real, nint stateOffset, bool isLog)
    {
        var methods = FileMethods.Copy(real, stateOffset);
        if (isLog)
        {
            LogWrites.AddToLog(methods);
            return methods;
        }

        PageGaps.Add(methods);
        LogWrites.AddToDatabase(methods);
        return methods;
    }
}
