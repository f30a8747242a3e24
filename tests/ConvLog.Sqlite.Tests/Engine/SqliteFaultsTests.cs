using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.Storage.Privacy;
using SQLitePCL;

namespace ConvLog.Sqlite.Tests.Engine;

/// <summary>Error messages of the operating system for files. The reliability tests inject errors into real calls.</summary>
public sealed class SqliteFaultsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LinuxTheory]
    [InlineData(raw.SQLITE_CANTOPEN, 24, "Too many open files: ", false)]
    [InlineData(raw.SQLITE_CANTOPEN, 23, "Too many open files on this machine", false)]
    [InlineData(raw.SQLITE_CANTOPEN, 13, "Permission denied", false)]
    [InlineData(raw.SQLITE_CANTOPEN, 2, "File or folder missing", false)]
    [InlineData(raw.SQLITE_IOERR, 122, "The disk quota is used up", true)]
    [InlineData(raw.SQLITE_IOERR, 27, "The file has reached the size", true)]
    [InlineData(raw.SQLITE_IOERR, 5, "The disk failed", false)]
    [InlineData(raw.SQLITE_IOERR_SHMMAP, 0, "The volume cannot map shared memory", false)]
    [InlineData(raw.SQLITE_IOERR_SHMOPEN, 22, "The volume cannot map shared memory", false)]
    [InlineData(raw.SQLITE_IOERR_LOCK, 38, "The volume cannot lock files", false)]
    [InlineData(raw.SQLITE_FULL, 0, "The disk is full", true)]
    [InlineData(raw.SQLITE_BUSY, 24, "Another connection holds the database's lock", false)]
    public void A_failure_of_the_engine_is_described_by_the_system_error(int code, int system, string words, bool isNoRoom)
    {
        var failure = SqliteFaults.Of(code, "disk I/O error", system);

        failure.Message.Should().StartWith(words);
        failure.IsOutOfSpace.Should().Be(isNoRoom);
        failure.Fault.Should().Be(StoreFault.Unavailable);
    }

    [LinuxTheory]
    [InlineData(24, "Too many open files: ")]
    [InlineData(28, "The disk is full: ")]
    [InlineData(30, "The file system is read-only: ")]
    [InlineData(122, "The disk quota is used up: ")]
    [InlineData(5, "IOException.")]
    public void A_failure_of_the_runtime_is_described_by_the_system_error(int system, string words)
        => SystemErrors.Describe(new IOException("Jane", system)).Should().StartWith(words);

    [Fact]
    public async Task A_missing_folder_is_named_in_the_error()
    {
        using var database = new Database(_folder.File("missing/conversations.db"), new SqliteStoreOptions());

        var writing = () => database.PutAsync("a");

        (await writing.Should().ThrowAsync<ConversationStoreException>()).WithMessage("*Folder missing: make the folder, or give another path.");
    }

    [LinuxFact]
    public async Task A_folder_deleted_while_the_file_is_open_is_named_in_the_error()
    {
        Directory.CreateDirectory(_folder.File("there"));
        using var database = new Database(_folder.File("there/conversations.db"), new SqliteStoreOptions());
        await database.PutAsync("a");
        Directory.Delete(_folder.File("there"), recursive: true);

        var writing = () => database.PutAsync("b");

        (await writing.Should().ThrowAsync<ConversationStoreException>()).WithMessage("*Folder missing: make the folder, or give another path.");
        database.Troubles.Writing().Message.Should().Contain("Folder missing");
    }
}
