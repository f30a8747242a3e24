using System.Data;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ConvLog.Sqlite.Tests.Engine;

/// <summary>Microsoft.Data.Sqlite in the same process, on the same engine: neither library affects the other.</summary>
public sealed class VfsMicrosoftDataSqliteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ConvLog_and_Microsoft_Data_Sqlite_work_whichever_is_loaded_first(bool isStoreFirst)
    {
        string own = $"Data Source={_folder.File("own.db")}";
        await using var store = new SqliteConversationStore(_folder.File("conversations.db"));
        if (isStoreFirst)
        {
            await WriteAsync(store, "c-1");
        }

        using var connection = new SqliteConnection(own);
        connection.Open();
        string before = SettingsOf(connection);
        if (!isStoreFirst)
        {
            await WriteAsync(store, "c-1");
        }

        Run(connection, "CREATE TABLE kept (no INTEGER PRIMARY KEY, text TEXT COLLATE NOCASE)");
        connection.CreateFunction("twice", static (long number) => 2 * number);
        using (var transaction = connection.BeginTransaction())
        {
            for (int no = 1; no <= 100; no++)
            {
                Run(connection, $"INSERT INTO kept VALUES (twice({no}), 'text {no}')", transaction);
                await WriteAsync(store, $"c-{no}");
            }

            transaction.Commit();
        }

        Scalar(connection, "SELECT count(*) FROM kept WHERE text LIKE 'TEXT 1%'").Should().Be(12L);
        SettingsOf(connection).Should().Be(before, "the store sets nothing outside of its own connections");
        (await store.ListAsync(new ConversationQuery { Limit = 200 }, withPii: false)).Conversations.Should().HaveCount(100);
        (await store.CheckHealthAsync()).Parts.Should().OnlyContain(static part => part.Status == StoreHealthStatus.Healthy);
    }

    [Fact]
    public async Task Closing_a_store_keeps_the_pools_and_default_VFS_of_Microsoft_Data_Sqlite()
    {
        using (var connection = new SqliteConnection($"Data Source={_folder.File("own.db")}"))
        {
            connection.Open();
            Run(connection, "CREATE TABLE kept (no)");
        }

        await using (var store = new SqliteConversationStore(_folder.File("conversations.db")))
        {
            await WriteAsync(store, "c-1");
        }

        using var again = new SqliteConnection($"Data Source={_folder.File("own.db")}");
        again.Open();
        Scalar(again, "SELECT count(*) FROM kept").Should().Be(0L);
        Scalar(again, "PRAGMA synchronous").Should().Be(2L, "it is the engine's default");
    }

    [Fact]
    public async Task Microsoft_Data_Sqlite_reads_while_a_store_writes_and_both_wait_for_locks()
    {
        string path = _folder.File("conversations.db");
        await using var store = new SqliteConversationStore(path);
        await WriteAsync(store, "c-1");
        using var connection = new SqliteConnection($"Data Source={path}");
        connection.Open();

        using var reading = connection.BeginTransaction(IsolationLevel.Serializable, deferred: true);
        Scalar(connection, "SELECT count(*) FROM conversation", reading).Should().Be(1L);
        await WriteAsync(store, "c-2");
        Scalar(connection, "SELECT count(*) FROM conversation", reading).Should().Be(1L, "its transaction sees what was there when it began");
        reading.Commit();
        Scalar(connection, "SELECT count(*) FROM conversation").Should().Be(2L);

        Task written;
        using (var locking = connection.BeginTransaction(deferred: false))
        {
            written = WriteAsync(store, "c-3");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            written.IsCompleted.Should().BeFalse("the file is locked");
            locking.Rollback();
        }

        await written;
        (await store.ReadAsync("c-3"))!.Summary.Conversation.ConversationId.Should().Be("c-3");
    }

    private static async Task WriteAsync(SqliteConversationStore store, string id)
    {
        await using var sink = new StoreSink(store);
        await using var conv = new Conversation(new ConversationInfo(id) { UserId = "user-7" }, sink);
        conv.Log.Info("Asked", LogField.Pii("email", "ada@example.com"));
        (await sink.FlushAsync()).IsComplete.Should().BeTrue();
    }

    // Settings that a program can change for all connections, and properties of the engine.
    private static string SettingsOf(SqliteConnection connection)
    {
        string[] pragmas = ["journal_mode", "synchronous", "secure_delete", "foreign_keys", "cache_size", "temp_store", "busy_timeout", "wal_autocheckpoint"];
        return string.Join('\n', pragmas.Select(pragma => $"{pragma} {Scalar(connection, $"PRAGMA {pragma}")}"))
            + $"\n{connection.ServerVersion}\n{raw.sqlite3_threadsafe()}";
    }

    private static void Run(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        command.ExecuteNonQuery();
    }

    private static object? Scalar(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        return command.ExecuteScalar();
    }
}
