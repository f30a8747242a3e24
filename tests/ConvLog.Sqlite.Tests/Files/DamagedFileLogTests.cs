using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Files;

public sealed class DamagedFileLogTests : IDisposable
{
    private const int Frame = 24 + 4096;

    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("conversations.db");

    private string CrashedPath => _folder.File("crashed.db");

    private string CrashedLog => DatabaseFile.LogOf(CrashedPath);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, 4)]
    [InlineData(8, 4)]
    [InlineData(16, 8)]
    [InlineData(24, 8)]
    public async Task C06_A_damaged_WAL_header_is_reported(int offset, int length)
    {
        await CrashAsync(writes: 5);
        Damage(log => log.AsSpan(offset, length).Fill(0xA5));

        ShouldBeReported();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(4000)]
    public async Task C06_A_damaged_WAL_frame_before_acknowledged_writes_is_reported_and_copied(int offset)
    {
        await CrashAsync(writes: 5);
        byte[] damaged = Damage(log => log[32 + ((Frames(log) - 3) * Frame) + offset] ^= 1);

        string copy = ShouldBeReported();

        File.ReadAllBytes(DatabaseFile.LogOf(_folder.File(copy))).Should().Equal(damaged);
    }

    [Fact]
    public async Task C06_The_store_works_with_the_intact_rest_and_reports_the_damage_once()
    {
        await CrashAsync(writes: 5);
        Damage(static log => log[32 + ((Frames(log) - 3) * Frame) + 100] ^= 1);
        using (var database = new Database(CrashedPath, new SqliteStoreOptions()))
        {
            await database.PutAsync("after");
            database.Keys().Should().Equal("0", "1", "after");
            CopyCrashed("again.db", from: CrashedPath);
        }

        using var again = new Database(_folder.File("again.db"), new SqliteStoreOptions());
        again.Keys().Should().Equal("0", "1", "after");
        again.Troubles.File([]).Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Fact]
    public async Task C01_An_incomplete_last_transaction_after_a_crash_is_not_damage()
    {
        await CrashAsync(writes: 5);
        byte[] whole = File.ReadAllBytes(CrashedLog);
        int last = whole.Length - Frame;

        foreach (byte[] torn in (byte[][])[whole, whole[..(last + 2000)], whole[..last], [.. whole[..last], .. new byte[Frame]],
            [.. whole[..^50], .. new byte[50]], whole[..20], []])
        {
            File.WriteAllBytes(CrashedLog, torn);
            WriteAheadLog.HasLostTransactions(CrashedLog).Should().BeFalse();
        }
    }

    [Fact]
    public async Task C01_Old_frames_after_the_WAL_restarts_are_not_damage()
    {
        using var database = new Database(FilePath, new SqliteStoreOptions());
        await database.FillAsync(20);
        for (int i = 0; i < 5; i++)
        {
            await database.PutAsync($"old {i}");
        }

        using (var other = Session.Open(FilePath, TimeSpan.Zero))
        {
            other.Number("PRAGMA wal_checkpoint(RESTART)");
        }

        await database.PutAsync("new");
        CopyCrashed("crashed.db", FilePath);

        File.ReadAllBytes(CrashedLog).Length.Should().BeGreaterThan(32 + (5 * Frame));
        WriteAheadLog.HasLostTransactions(CrashedLog).Should().BeFalse();
    }

    [Fact]
    public async Task C01_An_interrupted_checkpoint_is_not_damage()
    {
        using var database = new Database(FilePath, new SqliteStoreOptions());
        await database.FillAsync(100);
        File.Copy(DatabaseFile.LogOf(FilePath), CrashedLog);
        using (var other = Session.Open(FilePath, TimeSpan.Zero))
        {
            other.Number("PRAGMA wal_checkpoint(PASSIVE)");
        }

        // The first page is written first, and its page count includes pages that are not written yet.
        File.WriteAllBytes(CrashedPath, File.ReadAllBytes(FilePath)[..(3 * 4096)]);

        using var crashed = new Database(CrashedPath, new SqliteStoreOptions());
        crashed.Keys().Should().HaveCount(100);
        crashed.Troubles.File([]).Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Fact]
    public void C06_A_WAL_with_another_page_size_can_be_read()
    {
        string path = _folder.File("other.db");
        File.WriteAllBytes(path, []);
        using var session = Session.Open(path, TimeSpan.Zero);
        session.Execute("PRAGMA page_size = 65536; PRAGMA journal_mode = WAL; CREATE TABLE t (x)");
        for (int i = 0; i < 4; i++)
        {
            session.Execute("INSERT INTO t VALUES (1)");
        }

        byte[] log = File.ReadAllBytes(DatabaseFile.LogOf(path));
        File.WriteAllBytes(CrashedLog, log);
        WriteAheadLog.HasLostTransactions(CrashedLog).Should().BeFalse();
        log[32 + 24 + 65536 + 24 + 5] ^= 1;
        File.WriteAllBytes(CrashedLog, log);

        WriteAheadLog.HasLostTransactions(CrashedLog).Should().BeTrue();
    }

    private static int Frames(byte[] log) => (log.Length - 32) / Frame;

    // Each write is a transaction of one frame, the last of the WAL.
    private async Task CrashAsync(int writes)
    {
        using var database = new Database(FilePath, new SqliteStoreOptions());
        for (int i = 0; i < writes; i++)
        {
            await database.PutAsync($"{i}");
        }

        CopyCrashed("crashed.db", FilePath);
    }

    // The current content of the disk is what a crash leaves.
    private void CopyCrashed(string name, string from)
    {
        File.Copy(from, _folder.File(name));
        File.Copy(DatabaseFile.LogOf(from), DatabaseFile.LogOf(_folder.File(name)));
    }

    private byte[] Damage(Action<byte[]> damage)
    {
        byte[] log = File.ReadAllBytes(CrashedLog);
        damage(log);
        File.WriteAllBytes(CrashedLog, log);
        return log;
    }

    private string ShouldBeReported()
    {
        using var database = new Database(CrashedPath, new SqliteStoreOptions { TimeProvider = new ConvLog.Testing.ManualClock() });
        database.Prepare();

        var file = database.Troubles.File([]);
        file.Status.Should().Be(StoreHealthStatus.Degraded);
        file.Message.Should().Contain("log is damaged").And.Contain("crashed.db.damaged-20250101T100000Z");
        file.Figures["damaged"].Should().Be(1);
        return "crashed.db.damaged-20250101T100000Z";
    }
}
