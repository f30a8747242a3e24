using System.Buffers.Binary;
using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Schema;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Connections;

public sealed class DatabaseOpeningTests : IDisposable
{
    private static readonly string s_firstPage =
        $"BEGIN; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = {FileKind.Data.ApplicationId}; COMMIT;";

    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("conversations.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_new_file_has_the_settings_required_for_durability()
    {
        using var database = new Database(FilePath, new SqliteStoreOptions());

        string settings = await database.WriteAsync(static session
            => $"{session.Text("PRAGMA journal_mode")} {session.Number("PRAGMA synchronous")} {session.Number("PRAGMA auto_vacuum")}", default);

        settings.Should().Be("wal 2 2");
    }

    [Fact]
    public void The_application_ID_is_in_the_file_itself_and_not_only_in_its_WAL()
    {
        using var database = new Database(FilePath, new SqliteStoreOptions());
        database.Prepare();

        byte[] header = File.ReadAllBytes(FilePath)[..100];

        BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(68)).Should().Be(FileKind.Data.ApplicationId);
        new FileInfo(DatabaseFile.LogOf(FilePath)).Length.Should().BePositive("the schema is still in the log");
    }

    [Fact]
    public async Task C06_An_empty_file_is_treated_as_new()
    {
        File.WriteAllBytes(FilePath, []);
        using var database = new Database(FilePath, new SqliteStoreOptions());

        await database.PutAsync("a");

        database.Keys().Should().Equal("a");
    }

    [Theory]
    [InlineData("")]
    [InlineData("PRAGMA journal_mode = WAL;")]
    public async Task C01_An_interrupted_first_opening_is_completed_by_the_next(string done)
    {
        File.WriteAllBytes(FilePath, []);
        using (var session = Session.Open(FilePath, TimeSpan.Zero))
        {
            session.Execute(s_firstPage + done);
        }

        using var database = new Database(FilePath, new SqliteStoreOptions());
        await database.PutAsync("a");

        database.Keys().Should().Equal("a");
    }

    [Fact]
    public async Task C01_An_uncommitted_first_page_is_written_again()
    {
        File.WriteAllBytes(FilePath, []);
        using (var session = Session.Open(FilePath, TimeSpan.Zero))
        {
            session.Execute(s_firstPage);
        }

        // A kill between the write of the page and the end of the transaction leaves a journal that says that the file was empty before.
        byte[] journal = new byte[512];
        Convert.FromHexString("D9D505F920A163D7").CopyTo(journal, 0);
        BinaryPrimitives.WriteInt32BigEndian(journal.AsSpan(20), 512);
        BinaryPrimitives.WriteInt32BigEndian(journal.AsSpan(24), 4096);
        File.WriteAllBytes(FilePath + "-journal", journal);

        using var database = new Database(FilePath, new SqliteStoreOptions());
        await database.PutAsync("a");

        database.Keys().Should().Equal("a");
        File.Exists(FilePath + "-journal").Should().BeFalse("it was hot, and rolled back");
    }

    [Fact]
    public async Task C04_A_store_works_once_its_missing_folder_exists()
    {
        string folder = _folder.File("later");
        using var database = new Database(Path.Combine(folder, "conversations.db"), new SqliteStoreOptions());
        var writing = () => database.PutAsync("a");
        (await writing.Should().ThrowAsync<ConversationStoreException>()).Which.Fault.Should().Be(StoreFault.Unavailable);

        Directory.CreateDirectory(folder);
        await writing();

        database.Keys().Should().Equal("a");
    }

    [Fact]
    public void A_folder_at_the_path_of_the_file_is_rejected()
    {
        var opening = () => new SqliteConversationStore(_folder.Path);

        opening.Should().Throw<ConversationStoreException>().WithMessage("*is a folder*").Which.Fault.Should().Be(StoreFault.Unusable);
    }

    [Theory]
    [InlineData("a#b%20c?d=e;f 'g'.db")]
    [InlineData("é 会話 🙂.db")]
    [InlineData("../../x.db")]
    public async Task C14_Any_file_name_can_be_used(string name)
    {
        string inner = Directory.CreateDirectory(Path.Combine(_folder.Path, "1", "2")).FullName;
        string path = Path.Combine(inner, name);
        using (var store = new SqliteConversationStore(path))
        {
            File.Exists(path).Should().BeTrue();
        }

        using var database = new Database(path, new SqliteStoreOptions());
        await database.PutAsync("a");
        database.Keys().Should().Equal("a");
    }

    [Fact]
    public async Task D06_Stores_opening_a_new_file_concurrently_all_work()
    {
        for (int round = 0; round < 10; round++)
        {
            string path = _folder.File($"round{round}.db");
            using var start = new Barrier(8);
            var databases = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Factory.StartNew(
                () =>
                {
                    var database = new Database(path, new SqliteStoreOptions { BusyTimeout = TimeSpan.FromSeconds(10) });
                    start.SignalAndWait();
                    database.PutAsync($"{n}").GetAwaiter().GetResult();
                    return database;
                },
                TaskCreationOptions.LongRunning)));

            databases[0].Keys().Should().Equal("0", "1", "2", "3", "4", "5", "6", "7");
            Array.ForEach(databases, static database => database.Dispose());
        }
    }
}
