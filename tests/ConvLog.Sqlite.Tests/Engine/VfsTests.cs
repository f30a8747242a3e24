using System.Diagnostics;
using System.Runtime.InteropServices;
using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using SQLitePCL;

namespace ConvLog.Sqlite.Tests.Engine;

/// <summary>The store has its own VFS; other users of the same engine in the process keep the engine's VFS.</summary>
public sealed unsafe class VfsTests : IDisposable
{
    private static readonly delegate* unmanaged<byte*, VfsMethods*> s_find = (delegate* unmanaged<byte*, VfsMethods*>)EngineLibrary.Find("sqlite3_vfs_find");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Another_librarys_connection_gets_the_engines_own_methods()
    {
        string path = _folder.File("conversations.db");
        using var database = new Database(path, new SqliteStoreOptions());
        database.Prepare();
        raw.sqlite3_open_v2(path, out var foreign, raw.SQLITE_OPEN_READWRITE, null).Should().Be(raw.SQLITE_OK);
        using (foreign)
        {
            raw.sqlite3_exec(foreign, "SELECT * FROM meta").Should().Be(raw.SQLITE_OK);
            var methods = OpenedFile.Of(foreign)->Methods;
            nint[] slots = [.. new ReadOnlySpan<nint>(&methods->Close, 18).ToArray().Where(static slot => slot != 0)];
            var standard = s_find(null);

            slots.Should().OnlyContain(static slot => IsOfEngine(slot));
            IsOfEngine((nint)standard->Open).Should().BeTrue();
            Marshal.PtrToStringUTF8((nint)standard->Name).Should().NotStartWith("convlog");
        }

        // Control: the test can distinguish our methods from the engine's.
        using var own = Session.Open(path, TimeSpan.Zero);
        IsOfEngine((nint)OpenedFile.Of(own.Handle)->Methods->Write).Should().BeFalse();
        IsOfEngine((nint)OpenedFile.Of(own.Handle)->Methods->Real->Write).Should().BeTrue();
    }

    [Fact]
    public void A_file_with_newer_IO_methods_is_used_with_the_newest_known_version()
    {
        nint* real = stackalloc nint[24];
        foreach ((int version, int known, bool hasLocks) in ((int, int, bool)[])[(1, 1, false), (2, 2, true), (3, 3, true), (4, 3, true)])
        {
            new Span<nint>(real, 24).Fill(0x7777);
            *(int*)real = version;
            var copy = FileMethods.Copy((FileMethods*)real, 40);

            copy->Version.Should().Be(known);
            ((nint)copy->SharedMemoryLock != 0).Should().Be(hasLocks);
            (copy->Unfetch != 0).Should().Be(known == 3);
            (copy->Real == (FileMethods*)real).Should().BeTrue();
        }
    }

    private static bool IsOfEngine(nint address)
    {
        fixed (byte* version = raw.sqlite3_libversion())
        {
            nint inEngine = (nint)version;
            using var process = Process.GetCurrentProcess();
            var engine = process.Modules.Cast<ProcessModule>().Single(module => IsIn(module, inEngine));
            return IsIn(engine, address);
        }
    }

    private static bool IsIn(ProcessModule module, nint address) => address >= module.BaseAddress && address < module.BaseAddress + module.ModuleMemorySize;
}
