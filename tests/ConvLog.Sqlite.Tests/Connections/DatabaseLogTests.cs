using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Tests.Shared;

namespace ConvLog.Sqlite.Tests.Connections;

public sealed class DatabaseLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // An erasure was not complete when it returned: SQLite cannot truncate a WAL during another checkpoint, here one that the store had started.
    [Fact]
    public async Task The_WAL_is_truncated_after_a_checkpoint_started_by_the_store()
    {
        string path = _folder.File("conversations.db");
        using var database = new Database(path, new SqliteStoreOptions());
        database.Prepare();
        var emptied = new List<bool>();
        for (int round = 0; round < Amount.Of(usual: 2, inCi: 4, inLongCampaign: 4); round++)
        {
            // 15,000 pages: after this write the store starts a checkpoint, which is running when the file grows.
            long before = new FileInfo(path).Length;
            await database.WriteAsync(
                session => session["INSERT INTO meta (key, value) VALUES (?1, randomblob(60000000))"].Bind(1, $"{round}").RunAndCount(), default);
            SpinWait.SpinUntil(() => new FileInfo(path).Length > before, TimeSpan.FromSeconds(10)).Should().BeTrue();

            emptied.Add(await database.ShortenLogAsync(default));
        }

        emptied.Should().AllBeEquivalentTo(true);
    }
}
