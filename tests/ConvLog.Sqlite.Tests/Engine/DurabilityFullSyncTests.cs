using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Tests.Support;

namespace ConvLog.Sqlite.Tests.Engine;

public sealed class DurabilityFullSyncTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("PRAGMA fullfsync")]
    [InlineData("PRAGMA checkpoint_fullfsync")]
    public async Task Every_connection_uses_fullfsync_on_macOS(string pragma)
    {
        using var database = new Database(_folder.File("conversations.db"), new SqliteStoreOptions());

        (await database.WriteAsync(session => session.Number(pragma), default)).Should().Be(1);
        database.Read(session => session.Number(pragma)).Should().Be(1, "a reader checkpoints, too");
    }
}
