using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog;

/// <summary>
/// Writes everything into a store, on a task of its own: a function never waits for it. The queue is bounded: a full one drops the oldest Info, without one the oldest
/// Warning; what else there is (errors, API responses, turns, function events, records) is never dropped for something lesser. Every drop is counted.
/// </summary>
public sealed class StoreSink : ILogSink, IAsyncDisposable, IDisposable
{
    private readonly StoreSinkOptions _options;

    // Entries and API responses are immutable: the pump makes their records, at a tenth of the cost to the call. What is live becomes a record at the call.
    private readonly SinkPump<object> _pump;

    /// <summary>Makes a sink in front of a store, which stays the caller's.</summary>
    /// <param name="store">The store.</param>
    /// <param name="options">How to queue and write; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> is null.</exception>
    public StoreSink(IConversationStore store, StoreSinkOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        _options = options ?? new StoreSinkOptions();
        var trouble = new SinkTrouble(store.GetType().Name, _options.Logger);
        _pump = new SinkPump<object>(_options.QueueCapacity, _options.BatchSize, new StoreWriter(store, _options), trouble);
    }

    /// <summary>True: the store is written to elsewhere.</summary>
    public bool NeverWaits => true;

    /// <inheritdoc/>
    public void Emit(LogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _pump.Put(entry, entry.Level);
    }

    /// <inheritdoc/>
    public void EmitApiResponse(ApiResponseEntry response)
    {
        ArgumentNullException.ThrowIfNull(response);
        _pump.Put(response, EntryLevel.Error);
    }

    /// <inheritdoc/>
    public void TurnChanged(Turn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        _pump.Put(RecordsOf.Turn(turn), EntryLevel.Error);
    }

    /// <inheritdoc/>
    public void FunctionChanged(FunctionEvent call)
    {
        ArgumentNullException.ThrowIfNull(call);
        _pump.Put(RecordsOf.Function(call), EntryLevel.Error);
    }

    /// <inheritdoc/>
    public void Record(StoreRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        _pump.Put(record, EntryLevel.Error);
    }

    /// <summary>Waits until the store has written everything queued so far.</summary>
    /// <param name="cancellationToken">Ends the wait; nothing is lost by that.</param>
    /// <returns>What became of everything so far. Where the token ended the wait, the rest is pending.</returns>
    public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => _pump.FlushAsync(cancellationToken);

    /// <summary>Takes nothing more, and waits until what is queued is written, up to <see cref="StoreSinkOptions.DisposeTimeout"/>.</summary>
    public ValueTask DisposeAsync() => _pump.CloseAsync(_options.DisposeTimeout, _options.TimeProvider);

    /// <summary>Takes nothing more. What is queued is still written, but not waited for: prefer <see cref="DisposeAsync"/>.</summary>
    public void Dispose() => _pump.Close();
}
