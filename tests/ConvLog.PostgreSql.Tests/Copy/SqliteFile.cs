using ConvLog.Sqlite;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Copy;

/// <summary>A store in its own file, as the source of a copy.</summary>
internal sealed class SqliteFile : IStoreUnderTest
{
    private readonly string _folder = Directory.CreateTempSubdirectory("convlog-copy-").FullName;
    private readonly SqliteConversationStore _store;

    private SqliteFile() => _store = new SqliteConversationStore(Path.Combine(_folder, "conversations.db"));

    public IConversationStore Store => _store;

    public static ValueTask<IStoreUnderTest> OpenAsync() => new(new SqliteFile());

    public ValueTask CatchUpAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
