using ConvLog.Benchmarks.Ingest;
using ConvLog.Records;
using ConvLog.Sqlite;
using ConvLog.Storage;

namespace ConvLog.Benchmarks.Paced;

/// <summary>ConvLog's sink in front of a store, both with their default options.</summary>
internal sealed class ConvLogPeer : IPacedPeer
{
    private readonly IConversationStore _store;
    private readonly Func<long>? _bytes;
    private readonly StoreSink _sink;

    /// <param name="store">The store, which is closed with it.</param>
    /// <param name="bytes">The bytes of its files; null where they are not known.</param>
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
        await store.CheckHealthAsync().ConfigureAwait(false); // Opens it.
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
