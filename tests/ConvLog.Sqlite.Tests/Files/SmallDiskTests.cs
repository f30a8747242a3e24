using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Files;

/// <summary>A real file system of two megabytes, so that SQLite gets real errors of the system.</summary>
public sealed class SmallDiskTests
{
    [SmallDiskFact]
    public async Task C03_A_full_disk_loses_no_acknowledged_records_and_writes_resume_once_space_is_freed()
    {
        using var disk = new SmallDisk();
        using var database = new Database(disk.File("conversations.db"), new SqliteStoreOptions { BusyTimeout = TimeSpan.Zero });
        database.Prepare();
        File.WriteAllBytes(disk.File("ballast"), new byte[200_000]);

        var kept = new List<string>();
        ConversationStoreException? failure = null;
        for (int i = 0; failure is null; i++)
        {
            try
            {
                await FillAsync(database, $"{i:D3}");
                kept.Add($"{i:D3}");
            }
            catch (ConversationStoreException e)
            {
                failure = e;
            }
        }

        failure.Fault.Should().Be(StoreFault.Unavailable);
        failure.Message.Should().Contain("full");
        database.Keys().Should().Equal(kept).And.HaveCountGreaterThan(5);

        File.Delete(disk.File("ballast"));
        await FillAsync(database, "there is room");

        database.Keys().Should().Equal([.. kept, "there is room"]);
        database.Read(static session => session.Text("PRAGMA integrity_check")).Should().Be("ok");
    }

    [SmallDiskFact]
    public async Task C03_A_disk_that_is_full_from_the_start_is_used_once_space_is_freed()
    {
        using var disk = new SmallDisk();
        FillUp(disk.File("ballast"));
        using var database = new Database(disk.File("conversations.db"), new SqliteStoreOptions { BusyTimeout = TimeSpan.Zero });
        var writing = () => database.PutAsync("a");

        (await writing.Should().ThrowAsync<ConversationStoreException>()).Which.Fault.Should().Be(StoreFault.Unavailable);
        File.Delete(disk.File("ballast"));
        await writing();

        database.Keys().Should().Equal("a");
    }

    [SmallDiskFact]
    public async Task C06_A_copy_that_runs_out_of_space_is_removed()
    {
        using var disk = new SmallDisk();
        string path = disk.File("conversations.db");
        using (var database = new Database(path, new SqliteStoreOptions()))
        {
            await FillAsync(database, "a");
        }

        byte[] header = File.ReadAllBytes(path);
        header.AsSpan(0, 60).Clear();
        File.WriteAllBytes(path, header);
        FillUp(disk.File("ballast"));

        var opening = () => new SqliteConversationStore(path);

        opening.Should().Throw<ConversationStoreException>().WithMessage("*damaged*No copy of it could be kept*");
        Directory.GetFiles(disk.Path, "*.damaged-*").Should().BeEmpty();
    }

    [SmallDiskFact]
    public async Task C04_A_read_only_disk_makes_writes_unavailable_until_it_is_writable()
    {
        using var disk = new SmallDisk();
        string path = disk.File("conversations.db");
        using (var first = new Database(path, new SqliteStoreOptions()))
        {
            await first.PutAsync("a");
        }

        disk.Remount("ro");
        using var store = new SqliteConversationStore(path, new SqliteStoreOptions { BusyTimeout = TimeSpan.Zero, IndexText = false });
        using var database = new Database(path, new SqliteStoreOptions { BusyTimeout = TimeSpan.Zero });
        var writing = () => database.PutAsync("b");

        (await writing.Should().ThrowAsync<ConversationStoreException>()).Which.Fault.Should().Be(StoreFault.Unavailable);
        (await store.CheckHealthAsync()).Status.Should().Be(StoreHealthStatus.Unhealthy);

        disk.Remount("rw");
        await writing();

        database.Keys().Should().Equal("a", "b");
        (await store.HealthAfterTroubleAsync()).Parts.Should().OnlyContain(static part => part.Status == StoreHealthStatus.Healthy);
    }

    private static async Task FillAsync(Database database, string key)
        => await database.WriteAsync(session => session["INSERT INTO meta (key, value) VALUES (?1, randomblob(20000))"].Bind(1, key).RunAndCount(),
            CancellationToken.None);

    private static void FillUp(string path)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                file.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
            // The disk is full.
        }
    }
}
