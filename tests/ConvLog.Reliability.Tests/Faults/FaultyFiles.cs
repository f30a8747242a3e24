using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace ConvLog.Reliability.Tests.Faults;

/// <summary>
/// Intercepts the file calls and statement steps of SQLite in every connection that this process opens from now on, and forwards all of them except those that
/// <see cref="Fault"/> makes fail. The store is unaware of it.
/// </summary>
internal static unsafe partial class FaultyFiles
{
    private const int ReadError = 266; // SQLITE_IOERR_READ, and so on
    private const int WriteError = 778;
    private const int SyncError = 1_034;
    private const int TruncateError = 1_546;
    private const int SizeError = 1_802;
    private const int MapError = 5_386;

    private static readonly List<nint> s_tables = [];
    private static FileSystem* s_real;

    /// <summary>Installs the interception once.</summary>
    public static void Install()
    {
        if (s_real is not null)
        {
            return;
        }

        Batteries_V2.Init();
        s_real = Find(null);
        var faulty = (FileSystem*)NativeMemory.AllocZeroed((nuint)sizeof(FileSystem));
        *faulty = *s_real;
        faulty->Next = 0;
        faulty->Name = (byte*)Marshal.StringToCoTaskMemUTF8("faulty");
        faulty->Open = &Open;
        Register(faulty, makeDefault: 1).Should().Be(raw.SQLITE_OK);
        AddExtension(&WatchSteps).Should().Be(raw.SQLITE_OK);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(FileSystem* self, byte* name, OpenFile* file, int flags, int* outFlags)
    {
        int code = s_real->Open(s_real, name, file, flags, outFlags);
        if (code == raw.SQLITE_OK && file->Methods is not null)
        {
            file->Methods = InFrontOf(file->Methods);
        }

        return code;
    }

    // SQLite has a few method tables for kinds of locks. Each gets an intercepting table.
    private static IoMethods* InFrontOf(IoMethods* real)
    {
        lock (s_tables)
        {
            foreach (nint known in s_tables)
            {
                if (((IoMethods*)known)->Real == real)
                {
                    return (IoMethods*)known;
                }
            }

            var table = (IoMethods*)NativeMemory.AllocZeroed((nuint)sizeof(IoMethods));
            NativeMemory.Copy(real, table, (nuint)(sizeof(IoMethods) - sizeof(IoMethods*)));
            table->Real = real;
            table->Read = &Read;
            table->Write = &Write;
            table->Truncate = &Truncate;
            table->Sync = &Sync;
            table->FileSize = &FileSize;
            table->ShmMap = &ShmMap;
            s_tables.Add((nint)table);
            return table;
        }
    }

    // The store puts a table of the same form in front of ours, with a pointer to ours at its end.
    private static IoMethods* RealOf(OpenFile* file)
    {
        var behind = file->Methods->Real;
        lock (s_tables)
        {
            return s_tables.Contains((nint)behind) ? behind->Real : behind;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(OpenFile* file, void* buffer, int count, long offset)
        => Fault.Occurs(FaultKind.File) ? ReadError : RealOf(file)->Read(file, buffer, count, offset);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(OpenFile* file, void* buffer, int count, long offset)
    {
        if (Fault.Occurs(FaultKind.Space))
        {
            return raw.SQLITE_FULL;
        }

        return Fault.Occurs(FaultKind.File) ? WriteError : RealOf(file)->Write(file, buffer, count, offset);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(OpenFile* file, long size) => Fault.Occurs(FaultKind.File) ? TruncateError : RealOf(file)->Truncate(file, size);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(OpenFile* file, int flags) => Fault.Occurs(FaultKind.File) ? SyncError : RealOf(file)->Sync(file, flags);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileSize(OpenFile* file, long* size) => Fault.Occurs(FaultKind.File) ? SizeError : RealOf(file)->FileSize(file, size);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmMap(OpenFile* file, int region, int size, int extend, void** memory)
        => Fault.Occurs(FaultKind.Space) || Fault.Occurs(FaultKind.File) ? MapError : RealOf(file)->ShmMap(file, region, size, extend, memory);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int WatchSteps(nint connection, byte** error, void* routines)
    {
        OnProgress(connection, 1, &Step, null);
        return raw.SQLITE_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Step(void* state) => Fault.Occurs(FaultKind.Step) ? 1 : 0;

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find", StringMarshalling = StringMarshalling.Utf8)]
    private static partial FileSystem* Find(string? name);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    private static partial int Register(FileSystem* system, int makeDefault);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_auto_extension")]
    private static partial int AddExtension(delegate* unmanaged[Cdecl]<nint, byte**, void*, int> extension);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_progress_handler")]
    private static partial void OnProgress(nint connection, int steps, delegate* unmanaged[Cdecl]<void*, int> handler, void* state);
}
