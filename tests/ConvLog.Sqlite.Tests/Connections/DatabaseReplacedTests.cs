using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using SQLitePCL;

namespace ConvLog.Sqlite.Tests.Connections;

/// <summary>
/// The file is replaced while the store is open. An erased conversation was shown, because a connection opened for reading used the file at the path, a backup
/// to which the ledger had not been applied.
/// </summary>
public sealed class DatabaseReplacedTests : IDisposable
{
    private const string OfBackup = "of the backup";

    private readonly TemporaryFolder _folder = new();
    private int _openings;

    private string FilePath => _folder.File("conversations.db");

    private string Backup => _folder.File("backup.db");

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public Task A_read_connection_does_not_use_an_unprepared_file() => ShouldPrepareAsync(new SqliteStoreOptions());

    [UnixFact]
    public Task A_read_only_store_does_not_use_an_unprepared_file() => ShouldPrepareAsync(new SqliteStoreOptions { ReadOnly = true });

    [UnixFact]
    public async Task A_replacement_file_is_not_used_while_the_replaced_one_is_read()
    {
        await MakeAsync(Backup, OfBackup);
        using var database = Open(new SqliteStoreOptions { BusyTimeout = TimeSpan.FromMilliseconds(100) });
        await database.PutAsync("a");
        byte[] backup = await File.ReadAllBytesAsync(Backup);

        database.Read(session =>
        {
            // This connection is in use, so that the next read opens another.
            File.Move(Backup, FilePath, overwrite: true);
            var reading = () => database.Keys();
            reading.Should().Throw<ConversationStoreException>().WithMessage("*still in progress*");
            return session.Keys();
        }).Should().Equal("a");

        _openings.Should().Be(1);
        (await File.ReadAllBytesAsync(FilePath)).Should().Equal(backup);
        database.Keys().Should().Equal(OfBackup);
        _openings.Should().Be(2);
    }

    [UnixFact]
    public async Task A_read_waits_until_a_replacement_file_is_prepared()
    {
        await MakeAsync(Backup, OfBackup);
        var read = Task.FromResult((IReadOnlyList<string>)[]);
        bool wasReadEarly = false;
        Database? opened = null;
        using var database = opened = Open(new SqliteStoreOptions(), () =>
        {
            if (_openings == 2)
            {
                read = Task.Run(() => opened!.Keys());
                wasReadEarly = read.Wait(TimeSpan.FromMilliseconds(300));
            }
        });
        await database.PutAsync("a");
        var failing = () => database.WriteAsync<int>(static _ => throw SqliteFaults.Of(raw.SQLITE_IOERR, "The writer is closed."), default).AsTask();
        await failing.Should().ThrowAsync<ConversationStoreException>();
        File.Move(Backup, FilePath, overwrite: true);
        DeleteSideFiles();

        await database.PutAsync("b");

        wasReadEarly.Should().BeFalse();
        (await read).Should().Contain(OfBackup);
    }

    private async Task ShouldPrepareAsync(SqliteStoreOptions options)
    {
        await MakeAsync(FilePath, "a");
        await MakeAsync(Backup, OfBackup);
        using var database = Open(options);
        database.Prepare();
        File.Move(Backup, FilePath, overwrite: true);

        database.Keys().Should().Equal(OfBackup);

        _openings.Should().Be(2);
    }

    private Database Open(SqliteStoreOptions options, Action? opening = null) => new(FilePath, options)
    {
        Opening = _ =>
        {
            _openings++;
            opening?.Invoke();
        },
    };

    // As an operator does who restores a backup.
    private void DeleteSideFiles()
    {
        File.Delete(FilePath + "-wal");
        File.Delete(FilePath + "-shm");
    }

    private static async Task MakeAsync(string path, string key)
    {
        using var database = new Database(path, new SqliteStoreOptions());
        await database.PutAsync(key);
    }
}
