using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Engine;

/// <summary>The WAL is checkpointed concurrently with writes, and is kept short whatever is written.</summary>
public sealed class LogLengthTests : IDisposable
{
    private const int Row = 500_000;
    private const int Rows = 300;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_WAL_is_kept_short_under_continuous_writes(bool isAwaited)
    {
        string path = _folder.File("log.db");
        using var database = new Database(path, new SqliteStoreOptions());
        await database.WriteAsync(static session => Run(session, "CREATE TABLE filling (bytes BLOB)"), default);

        for (int i = 0; i < Rows; i++)
        {
            await database.WriteDeferredAsync(static session => Run(session, $"INSERT INTO filling VALUES (randomblob({Row}))"), default);
            if (isAwaited)
            {
                await database.RestartLogAsync(default);
            }
        }

        new FileInfo(path + "-wal").Length.Should().BeLessThan(100_000_000, "{0} MB were written", Rows * Row / 1_000_000);
        new FileInfo(path).Length.Should().BeGreaterThan(50_000_000);
        database.Read(static session => session.Number("SELECT count(*) FROM filling")).Should().Be(Rows);
        database.Troubles.Reading().Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Fact]
    public async Task Closing_the_file_during_a_checkpoint_loses_no_data()
    {
        string path = _folder.File("closed.db");
        for (int round = 0; round < 5; round++)
        {
            using var database = new Database(path, new SqliteStoreOptions());
            await database.WriteAsync(static session => Run(session, "CREATE TABLE IF NOT EXISTS filling (bytes BLOB)"), default);
            for (int i = 0; i < 55; i++)
            {
                await database.WriteAsync(static session => Run(session, $"INSERT INTO filling VALUES (randomblob({Row}))"), default);
            }
        }

        using var again = new Database(path, new SqliteStoreOptions());
        again.Read(static session => session.Number("SELECT count(*) FROM filling")).Should().Be(275);
        again.Read(static session => session.Text("PRAGMA quick_check")).Should().Be("ok");
    }

    private static bool Run(Session session, string sql)
    {
        session.Execute(sql);
        return true;
    }
}
