using ConvLog.Benchmarks.Ingest;
using ConvLog.Records;
using ConvLog.Sqlite;
using ConvLog.Storage;

namespace ConvLog.Benchmarks.Paced;

/// <summary>A ConvLog sink and store, both with their default options.</summary>
internal sealed class ConvLogPeer : IPacedPeer
{
    private readonly IConversationStore _store;
    private readonly Func<long>? _bytes;
    private readonly StoreSink _sink;

    /// <param name="store">The store. It is closed with the peer.</param>
    /// <param name="bytes">Returns the size of its files; null if unknown.</param>
    public ConvLogPeer(IConversationStore store, Func<long>? bytes)
    {
        (_store, _bytes) = (store, bytes);
        _sink = new StoreSink(InterceptedWrites.Of(store, WriteAsync));
    }

    public string Name => "ConvLog";

    public ILogSink Sink => _sink;

    public StoredTimes Stored { get; } = new();

    public long? Bytes => _bytes?.Invoke();

    /// <summary>Opens a peer over SQLite.</summary>
    public static async Task<ConvLogPeer> OpenAsync(MeasuredFile file)
    {
        var store = new SqliteConversationStore(file.Next());
        await store.CheckHealthAsync().ConfigureAwait(false); // Opens the store.
        return new ConvLogPeer(store, () => file.Bytes);
    }

    public async Task SettleAsync()
    {
        await _sink.FlushAsync().ConfigureAwait(false);
        await HostRounds.WaitUntilIndexedAsync(_store).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _sink.DisposeAsync().ConfigureAwait(false);
        await ((_store as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask).ConfigureAwait(false);
    }

    private async Task WriteAsync(IReadOnlyList<StoreRecord> records)
    {
        await _store.WriteAsync(records).ConfigureAwait(false);
        Stored.Add(records.OfType<EntryRecord>().Select(static entry => entry.Timestamp));
    }
}
