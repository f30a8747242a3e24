using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using SQLitePCL;

namespace ConvLog.Sqlite.Tests.Engine;

/// <summary>
/// The WAL-reset bug, at its one moment: between a checkpoint's look at the WAL's header and its look at how much of it is in the file, another connection's
/// commit restarts the WAL. SQLite calls its VFS there (xUnfetch), so that the moment need not be hit by chance.
/// </summary>
public sealed unsafe class LogResetGuardTests : IDisposable
{
    private static readonly Lock s_oneAtATime = new();
    private static Action? s_between;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_commit_between_two_steps_of_a_checkpoint_is_not_lost()
    {
        string path = MakeFile();

        RowsAfterRace(path, () => Session.Open(path, TimeSpan.Zero).Handle).Should().Be(3);
    }

    [Fact]
    public void A_commit_between_two_steps_of_a_checkpoint_is_lost_by_the_engine_alone_where_it_has_the_fault()
    {
        string path = MakeFile();

        RowsAfterRace(path, () => OpenPlain(path)).Should()
            .Be(EngineVersion.Running.HasLogResetFault ? 2 : 3, "the other test must be able to fail with {0}", EngineVersion.Running);
    }

    [Fact]
    public void A_restart_that_was_put_off_happens_with_the_next_commit()
    {
        string path = MakeFile();
        using var writer = Session.Open(path, TimeSpan.Zero);
        using var other = Session.Open(path, TimeSpan.Zero);
        writer.Execute("INSERT INTO kept VALUES (1, zeroblob(100000)); PRAGMA wal_checkpoint(PASSIVE);");
        other.Number("SELECT count(*) FROM kept");
        var file = OpenedFile.Of(other.Handle);
        file->Methods->SharedMemoryLock(file, 1, 1, 2 | 8).Should().Be(raw.SQLITE_OK, "it is free: a checkpoint takes it so");
        string before = SaltOf(path);
        writer.Execute("INSERT INTO kept VALUES (2, zeroblob(1))");
        string during = SaltOf(path);
        file->Methods->SharedMemoryLock(file, 1, 1, 1 | 8).Should().Be(raw.SQLITE_OK);
        writer.Execute("PRAGMA wal_checkpoint(PASSIVE); INSERT INTO kept VALUES (3, zeroblob(1));");

        if (EngineVersion.Running.HasLogResetFault)
        {
            during.Should().Be(before, "it was appended");
        }

        SaltOf(path).Should().NotBe(before, "the WAL was restarted");
        writer.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        writer.Number("SELECT count(*) FROM kept").Should().Be(3);
    }

    [Theory]
    [InlineData(3_006_023, false)]
    [InlineData(3_007_000, true)]
    [InlineData(3_035_005, true)]
    [InlineData(3_044_005, true)]
    [InlineData(3_044_006, false)]
    [InlineData(3_045_000, true)]
    [InlineData(3_050_006, true)]
    [InlineData(3_050_007, false)]
    [InlineData(3_051_000, true)]
    [InlineData(3_051_002, true)]
    [InlineData(3_051_003, false)]
    [InlineData(3_054_001, false)]
    public void The_versions_with_the_fault_are_known(int number, bool hasFault) => new EngineVersion(number, "").HasLogResetFault.Should().Be(hasFault);

    [Fact]
    public void An_engine_with_the_fault_is_refused_where_it_cannot_be_guarded()
    {
        var faulty = new EngineVersion(3_035_005, "3.35.5");

        faulty.Invoking(static engine => engine.Demand(isGuarded: false)).Should().Throw<ConversationStoreException>()
            .Where(static e => e.Fault == StoreFault.Unusable && e.Message.Contains("3.35.5"));
        faulty.Demand(isGuarded: true);
        new EngineVersion(3_054_001, "3.54.1").Demand(isGuarded: false);
    }

    private string MakeFile()
    {
        string path = _folder.File("race.db");
        using var made = OpenPlain(path);
        Run(made, "PRAGMA journal_mode = WAL; CREATE TABLE kept (no INTEGER PRIMARY KEY, bytes BLOB);");
        return path;
    }

    private static long RowsAfterRace(string path, Func<sqlite3> open)
    {
        using (var writer = open())
        using (var other = open())
        {
            Run(other, "SELECT * FROM kept");
            Run(writer, "INSERT INTO kept VALUES (1, zeroblob(100000))"); // Some thirty frames.
            Run(writer, "PRAGMA wal_checkpoint(PASSIVE)");
            DuringCheckpoint(other, () => Run(writer, "INSERT INTO kept VALUES (2, zeroblob(1))"));
            Run(writer, "INSERT INTO kept VALUES (3, zeroblob(1))");
            Run(writer, "PRAGMA wal_checkpoint(TRUNCATE)");
        }

        using var next = Session.Open(path, TimeSpan.Zero);
        next.Text("PRAGMA integrity_check").Should().Be("ok");
        return next.Number("SELECT count(*) FROM kept")!.Value;
    }

    private static void DuringCheckpoint(sqlite3 connection, Action between)
    {
        lock (s_oneAtATime)
        {
            var file = OpenedFile.Of(connection);
            var methods = file->Methods;
            nint* watched = stackalloc nint[22];
            NativeMemory.Copy(methods, watched, (nuint)sizeof(FileMethods));
            ((FileMethods*)watched)->Unfetch = (nint)(delegate* unmanaged[Cdecl]<OpenFile*, long, void*, int>)&Unfetch;
            bool wasCalled = false;
            s_between = () =>
            {
                s_between = null;
                wasCalled = true;
                between();
            };
            file->Methods = (FileMethods*)watched;
            Run(connection, "PRAGMA wal_checkpoint(PASSIVE)");
            file->Methods = methods;
            wasCalled.Should().BeTrue();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Unfetch(OpenFile* file, long offset, void* page)
    {
        s_between?.Invoke();
        return raw.SQLITE_OK;
    }

    // Another one whenever the WAL is restarted.
    private static string SaltOf(string path)
    {
        using var log = new FileStream(path + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] header = new byte[32];
        log.ReadExactly(header);
        return Convert.ToHexString(header, 16, 8);
    }

    private static sqlite3 OpenPlain(string path)
    {
        Batteries_V2.Init();
        raw.sqlite3_open_v2(path, out var connection, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE, null).Should().Be(raw.SQLITE_OK);
        return connection;
    }

    private static void Run(sqlite3 connection, string sql)
        => raw.sqlite3_exec(connection, sql).Should().Be(raw.SQLITE_OK, raw.sqlite3_errmsg(connection).utf8_to_string());
}
