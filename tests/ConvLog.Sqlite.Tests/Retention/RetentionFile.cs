using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Retention;

/// <summary>A database of one test on retention, with access to its rows.</summary>
internal sealed class RetentionFile : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<IDisposable> _open = [];

    public RetentionFile(SqliteStoreOptions? options = null) => Store = Open(options);

    public SqliteConversationStore Store { get; }

    public string Path => _folder.File("retention.db");

    public static DateTimeOffset Now { get; } = StoreContract.Some.At(100_000);

    /// <summary>Deletes conversations without activity since this minute.</summary>
    public static RetentionCut Whole(double minute, bool keepAnnotated = false)
        => new() { At = Now, ConversationsBefore = StoreContract.Some.At(minute), KeepAnnotated = keepAnnotated };

    /// <summary>Deletes the personal data of conversations without activity since this minute.</summary>
    public static RetentionCut Personal(double minute, DateTimeOffset? at = null)
        => new() { At = at ?? Now, PersonalDataBefore = StoreContract.Some.At(minute) };

    /// <summary>Another store on the same file, like one of another process.</summary>
    public SqliteConversationStore Open(SqliteStoreOptions? options = null)
    {
        var store = new SqliteConversationStore(Path, options ?? new SqliteStoreOptions { IndexText = false });
        _open.Add(store);
        return store;
    }

    /// <summary>A whole run, in batches of the given size.</summary>
    public static async Task<RetentionBatch> RunAsync(SqliteConversationStore store, RetentionCut cut, int batchSize = 7)
    {
        var sum = new RetentionBatch();
        string? after = null;
        do
        {
            var batch = await store.ApplyRetentionAsync(cut, batchSize, after);
            sum = sum.Plus(batch);
            after = batch.Next;
        }
        while (after is not null);

        return sum;
    }

    public Task<RetentionBatch> RunAsync(RetentionCut cut, int batchSize = 7) => RunAsync(Store, cut, batchSize);

    public Task WriteAsync(params StoreRecord[] records) => Store.WriteAsync(records).AsTask();

    /// <summary>The number returned by a query.</summary>
    public long Number(string sql) => Look(session => session.Number(sql) ?? 0);

    public T Look<T>(Func<Session, T> look)
    {
        using var session = Session.Open(Path, TimeSpan.FromSeconds(5));
        return look(session);
    }

    public void Look(Action<Session> look) => Look(session =>
    {
        look(session);
        return true;
    });

    public void Dispose()
    {
        foreach (var store in _open)
        {
            store.Dispose();
        }

        _folder.Dispose();
    }
}
