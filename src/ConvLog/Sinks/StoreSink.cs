using System.Threading.Channels;
using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <summary>Writes everything into a store, on a task of its own: a function never waits for it. The queue is bounded; what does not fit is dropped and counted.</summary>
public sealed partial class StoreSink : ILogSink, IAsyncDisposable, IDisposable
{
    private readonly IConversationStore _store;
    private readonly StoreSinkOptions _options;
    private readonly Channel<QueueItem> _queue;
    private readonly Task _pump;
    private readonly HashSet<Type> _reported = [];
    private long _accepted;
    private long _stored;
    private long _dropped;

    /// <summary>Makes a sink in front of a store, which stays the caller's.</summary>
    /// <param name="store">The store.</param>
    /// <param name="options">How to queue and write; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> is null.</exception>
    public StoreSink(IConversationStore store, StoreSinkOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _options = options ?? new StoreSinkOptions();
        _queue = Channel.CreateBounded<QueueItem>(new BoundedChannelOptions(_options.QueueCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
        _pump = Task.Run(PumpAsync);
    }

    /// <inheritdoc/>
    public void Emit(LogEntry entry) => Enqueue(EntryRecord.From(entry));

    /// <inheritdoc/>
    public void EmitApiResponse(ApiResponseEntry response) => Enqueue(ApiResponseRecord.From(response));

    /// <inheritdoc/>
    public void TurnChanged(Turn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        Enqueue(RecordsOf.Turn(turn));
    }

    /// <inheritdoc/>
    public void FunctionChanged(FunctionEvent call)
    {
        ArgumentNullException.ThrowIfNull(call);
        Enqueue(RecordsOf.Function(call));
    }

    /// <inheritdoc/>
    public void Record(StoreRecord record) => Enqueue(record);

    /// <inheritdoc/>
    public async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        var marker = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await _queue.Writer.WriteAsync(new QueueItem(Record: null, marker), cancellationToken).ConfigureAwait(false);
            await marker.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            // Disposed: the pump is writing what is left, or has.
            await _pump.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return Result();
    }

    /// <summary>Takes nothing more, and waits until what is queued is written.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _pump.ConfigureAwait(false);
    }

    /// <summary>Takes nothing more. What is queued is still written, but not waited for: prefer <see cref="DisposeAsync"/>.</summary>
    public void Dispose() => _queue.Writer.TryComplete();

    private void Enqueue(StoreRecord record)
    {
        Interlocked.Increment(ref _accepted);
        if (!_queue.Writer.TryWrite(new QueueItem(record, Marker: null)))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    private FlushResult Result()
    {
        long stored = Interlocked.Read(ref _stored);
        long dropped = Interlocked.Read(ref _dropped);
        return new FlushResult(stored, dropped, Interlocked.Read(ref _accepted) - stored - dropped);
    }

    private async Task PumpAsync()
    {
        var batch = new List<StoreRecord>(_options.BatchSize);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            TaskCompletionSource? marker = null;
            while (batch.Count < _options.BatchSize && marker is null && _queue.Reader.TryRead(out var item))
            {
                marker = item.Marker;
                if (item.Record is { } record)
                {
                    batch.Add(record);
                }
            }

            await WriteAsync(batch).ConfigureAwait(false);
            marker?.SetResult();
        }
    }

    private async Task WriteAsync(List<StoreRecord> batch)
    {
        try
        {
            await _store.WriteAsync(batch, CancellationToken.None).ConfigureAwait(false);
            Interlocked.Add(ref _stored, batch.Count);
        }
        catch (Exception) when (batch.Count > 1)
        {
            // Writing twice leaves one, so what went through before the failure does no harm: one bad record costs itself alone.
            foreach (var record in batch.ToArray())
            {
                await WriteAsync([record]).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            Interlocked.Add(ref _dropped, batch.Count);
            Report(e.GetType());
        }
    }

    private void Report(Type cause)
    {
        if (!_reported.Add(cause))
        {
            return;
        }

        try
        {
            LogStoreFailed(_options.Logger, _store.GetType().Name, cause.FullName ?? cause.Name);
        }
        catch (Exception)
        {
            // The logger failed as well: the pump goes on, and the count is what is left to tell.
        }
    }

    [LoggerMessage(2, LogLevel.Error, "The store {Store} failed to write a record with {Exception}, so it was dropped; further ones of this kind are counted and not reported.")]
    private static partial void LogStoreFailed(ILogger logger, string store, string exception);

    private readonly record struct QueueItem(StoreRecord? Record, TaskCompletionSource? Marker);
}
