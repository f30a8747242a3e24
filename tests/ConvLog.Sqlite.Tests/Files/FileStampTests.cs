using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using SQLitePCL;

namespace ConvLog.Sqlite.Tests.Files;

public sealed class FileStampTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeLogger _logger = new();

    private string FilePath => _folder.File("conversations.db");

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public async Task C09_A_deleted_database_is_recreated_and_health_reports_it()
    {
        using var database = Open();
        await database.PutAsync("before");

        File.Delete(FilePath);
        await database.PutAsync("after");

        database.Keys().Should().Equal("after");
        ShouldBeReportedOnce(database);
        OnDisk(FilePath).Should().Equal("after");
    }

    [UnixFact]
    public async Task C09_A_database_deleted_with_its_side_files_is_recreated()
    {
        using var database = Open();
        await database.PutAsync("before");

        foreach (string file in Directory.GetFiles(_folder.Path))
        {
            File.Delete(file);
        }

        await database.PutAsync("after");

        database.Keys().Should().Equal("after");
        ShouldBeReportedOnce(database);
    }

    [UnixFact]
    public async Task C09_A_renamed_database_keeps_all_acknowledged_records()
    {
        using var database = Open();
        await database.PutAsync("before");
        File.Exists(DatabaseFile.LogOf(FilePath)).Should().BeTrue("it holds the write so far");

        File.Move(FilePath, _folder.File("old.db"));
        await database.PutAsync("after");

        database.Keys().Should().Equal("after");
        OnDisk(_folder.File("old.db")).Should().Equal("before");
        ShouldBeReportedOnce(database);
    }

    [UnixFact]
    public async Task C09_A_database_renamed_with_its_WAL_keeps_all_acknowledged_records()
    {
        using var database = Open();
        await database.PutAsync("before");

        File.Move(FilePath, _folder.File("old.db"));
        File.Move(DatabaseFile.LogOf(FilePath), DatabaseFile.LogOf(_folder.File("old.db")));
        await database.PutAsync("after");

        OnDisk(_folder.File("old.db")).Should().Equal("before");
        OnDisk(FilePath).Should().Equal("after");
    }

    [UnixFact]
    public async Task C09_A_replacement_database_is_used_without_the_WAL_of_the_old_one()
    {
        using (var backup = new Database(_folder.File("backup.db"), new SqliteStoreOptions()))
        {
            await backup.PutAsync("backup");
        }

        using var database = Open();
        await database.FillAsync(); // Its WAL has pages with other content than the backup's.

        File.Move(_folder.File("backup.db"), FilePath, overwrite: true);
        await database.PutAsync("after");

        database.Keys().Should().Equal("after", "backup");
        database.Read(static session => session.Text("PRAGMA integrity_check")).Should().Be("ok");
        ShouldBeReportedOnce(database);
    }

    [UnixFact]
    public async Task C09_Two_stores_switch_to_a_replacement()
    {
        using (var backup = new Database(_folder.File("backup.db"), new SqliteStoreOptions()))
        {
            await backup.PutAsync("backup");
        }

        using var one = Open();
        using var two = Open();
        await one.FillAsync();
        await two.PutAsync("two");

        File.Move(_folder.File("backup.db"), FilePath, overwrite: true);
        await one.FillAsync(50);
        two.Keys().Should().HaveCount(51);
        await two.PutAsync("two");
        await one.PutAsync("one");

        one.Keys().Should().HaveCount(53).And.Equal(two.Keys());
        one.Read(static session => session.Text("PRAGMA integrity_check")).Should().Be("ok");
    }

    [UnixFact]
    public async Task C09_A_read_detects_a_replacement_too()
    {
        using var database = Open();
        await database.PutAsync("before");
        database.Keys().Should().Equal("before");

        File.Delete(FilePath);

        database.Keys().Should().BeEmpty();
        ShouldBeReportedOnce(database);
    }

    [UnixFact]
    public async Task C09_A_running_read_finishes_on_the_old_file_and_the_write_waits_for_it()
    {
        using var database = Open();
        await database.PutAsync("before");
        using var isReading = new SemaphoreSlim(0);
        using var mayEnd = new SemaphoreSlim(0);
        var reading = Task.Run(() => database.Read(session =>
        {
            isReading.Release();
            mayEnd.Wait();
            return session.Keys();
        }));
        await isReading.WaitAsync();

        File.Delete(FilePath);
        var writing = Task.Run(() => database.PutAsync("after"));
        mayEnd.Release();

        (await reading).Should().Equal("before");
        await writing;
        database.Keys().Should().Equal("after");
    }

    [UnixFact]
    public async Task C09_Another_store_on_the_same_file_switches_to_the_same_new_file()
    {
        using var one = Open();
        using var two = Open();
        await one.PutAsync("before 1");
        await two.PutAsync("before 2");

        File.Move(FilePath, _folder.File("old.db"));
        await one.PutAsync("after 1");
        await two.PutAsync("after 2");
        await one.PutAsync("after 3");

        one.Keys().Should().Equal("after 1", "after 2", "after 3");
        two.Keys().Should().Equal("after 1", "after 2", "after 3");
        one.Dispose();
        two.Dispose();
        OnDisk(FilePath).Should().Equal("after 1", "after 2", "after 3");
        OnDisk(_folder.File("old.db")).Should().Equal("before 1", "before 2");
    }

    [UnixFact]
    public async Task C09_A_deleted_WAL_is_not_written_to_anymore()
    {
        using var database = Open();
        await database.PutAsync("before");

        File.Delete(DatabaseFile.LogOf(FilePath));
        await database.PutAsync("after");

        File.Exists(DatabaseFile.LogOf(FilePath)).Should().BeTrue();
        File.Copy(FilePath, _folder.File("crashed.db"));
        File.Copy(DatabaseFile.LogOf(FilePath), DatabaseFile.LogOf(_folder.File("crashed.db")));
        OnDisk(_folder.File("crashed.db")).Should().Equal("after", "before");
    }

    [UnixFact]
    public async Task C09_A_foreign_file_in_its_place_is_refused_and_left_unchanged()
    {
        using var database = Open();
        await database.PutAsync("before");
        File.WriteAllText(_folder.File("theirs.txt"), "Dear diary");

        File.Move(_folder.File("theirs.txt"), FilePath, overwrite: true);
        var writing = () => database.PutAsync("after");

        (await writing.Should().ThrowAsync<ConversationStoreException>()).Which.Fault.Should().Be(StoreFault.Unusable);
        File.ReadAllText(FilePath).Should().Be("Dear diary");
    }

    [UnixFact]
    public async Task C09_A_missing_folder_makes_the_store_unavailable_until_it_is_restored()
    {
        string inner = Directory.CreateDirectory(_folder.File("data")).FullName;
        using var database = new Database(Path.Combine(inner, "conversations.db"), new SqliteStoreOptions());
        await database.PutAsync("before");

        Directory.Move(inner, _folder.File("elsewhere"));
        var writing = () => database.PutAsync("after");
        (await writing.Should().ThrowAsync<ConversationStoreException>()).Which.Fault.Should().Be(StoreFault.Unavailable);
        Directory.CreateDirectory(inner);
        await writing();

        database.Keys().Should().Equal("after");
        OnDisk(Path.Combine(_folder.File("elsewhere"), "conversations.db")).Should().Equal("before");
    }

    [UnixFact]
    public async Task Cached_state_of_the_old_file_is_discarded()
    {
        int forgotten = 0;
        using var database = new Database(FilePath, new SqliteStoreOptions()) { RolledBack = () => forgotten++ };
        await database.PutAsync("before");
        forgotten = 0;

        File.Delete(FilePath);
        await database.PutAsync("after");

        forgotten.Should().BePositive();
    }

    [Fact]
    public void The_engine_can_report_whether_its_file_moved()
        => EngineLibrary.Find("sqlite3_file_control").Should().NotBe(0, "version {0} is loaded", raw.sqlite3_libversion().utf8_to_string());

    private static IReadOnlyList<string> OnDisk(string path)
    {
        using var session = Session.Open(path, TimeSpan.Zero);
        return session.Keys();
    }

    private void ShouldBeReportedOnce(Database database)
    {
        var health = database.Troubles.File([]);
        health.Status.Should().Be(StoreHealthStatus.Degraded);
        health.Message.Should().Contain("moved, deleted or replaced");
        health.Figures["moved"].Should().Be(1);
        _logger.Troubles.Should().ContainSingle().Which.Message.Should().Contain("moved, deleted or replaced");
    }

    private Database Open() => new(FilePath, new SqliteStoreOptions { Logger = _logger });
}
