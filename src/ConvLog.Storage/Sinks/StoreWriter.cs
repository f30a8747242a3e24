using ConvLog.Records;
using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog.Storage.Sinks;

/// <summary>
/// Writes batches into a store until every record is stored or refused. The store's failure decides how to proceed: if it is unavailable
/// or unusable, the write is retried; if it refuses a batch, the batch is split in halves until the refused record is alone. For any other failure, the batch
/// is retried a few times, then split. Writes are idempotent, so records written before a failure can be written again, and the order is kept.
/// </summary>
/// <remarks>
/// A record is dropped only on evidence that the store is healthy: it refuses the record, or accepts the record's dead letter. A store that fails both is
/// treated as unavailable.
/// </remarks>
/// <param name="store">The store.</param>
/// <param name="options">The retry options.</param>
internal sealed partial class StoreWriter(MonitoredStore store, StoreSinkOptions options) : IPumpTarget<QueuedRecord>
{
    private readonly ILogger _logger = GuardedLogger.Around(options.Logger);
    private readonly StoreOutage _outage = new(store.Name, options);
    private readonly Stack<Part> _parts = new();
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);
    private long _lastDropAt = long.MinValue;
    private long _oldestInFlight;

    /// <summary>The time since the last drop; null before the first one.</summary>
    public TimeSpan? SinceDrop => Interlocked.Read(ref _lastDropAt) is > long.MinValue and var at ? options.TimeProvider.GetElapsedTime(at) : null;

    /// <summary>The time of the oldest record in the batch being written; null between batches, and if the record has no time.</summary>
    public DateTimeOffset? OldestInFlight => Interlocked.Read(ref _oldestInFlight) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public async ValueTask DeliverAsync(List<QueuedRecord> batch, SinkQueue<QueuedRecord> queue)
    {
        Interlocked.Exchange(ref _oldestInFlight, batch[0].Moment?.UtcTicks ?? 0);
        try
        {
            await DeliverAllAsync(RecordSnapshots(batch), queue).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Exchange(ref _oldestInFlight, 0);
        }
    }

    private async ValueTask DeliverResolvedAsync(StoreRecord[] records, SinkQueue<QueuedRecord> queue)
    {
        if (records.Length == 0)
        {
            return;
        }

        _parts.Clear();
        PushAll(_continued.Resolved(records));
        while (_parts.TryPop(out var part))
        {
            if (part.Records[0].Chosen is not null)
            {
                await FindTurnAsync(part, queue).ConfigureAwait(false);
            }
            else if (await WriteAsync(part.Records, queue).ConfigureAwait(false) is not { } failure)
            {
                Stored(part.Records.Count, EntriesOf(part.Records), queue);
            }
            else if (failure.RefusedWriters is { } refused)
            {
                DropRefused(part.Records, refused, queue);
            }
            else
            {
                await HandleFailureAsync(part, failure, queue).ConfigureAwait(false);
            }
        }
    }

    // A completed write is durable: a store returns only when the records are safe.
    public ValueTask ConfirmAsync(SinkQueue<QueuedRecord> queue) => ValueTask.CompletedTask;

    public void Dropped(SinkDropReason reason, long count)
    {
        Interlocked.Exchange(ref _lastDropAt, options.TimeProvider.GetTimestamp());
        SinkMeter.Dropped(reason, count);
    }

    // A new array for each batch, since a store may keep the array.
    private static StoreRecord[] RecordSnapshots(List<QueuedRecord> batch)
    {
        var records = new StoreRecord[batch.Count];
        for (int i = 0; i < records.Length; i++)
        {
            records[i] = batch[i].ToRecord();
        }

        return records;
    }

    private async ValueTask HandleFailureAsync(Part part, StoreFailure failure, SinkQueue<QueuedRecord> queue)
    {
        if (failure.IsOutage)
        {
            await RetryLaterAsync(part, failure, queue).ConfigureAwait(false);
        }
        else if (!failure.IsRefusal && part.Tries < options.Retries)
        {
            _parts.Push(part with { Tries = part.Tries + 1 });
            await queue.PauseAsync(StoreOutage.Delay(options.RetryDelay, part.Tries), options.TimeProvider).ConfigureAwait(false);
            Resume(queue);
        }
        else if (part.Records.Count > 1)
        {
            int half = part.Records.Count / 2;
            _parts.Push(part with { Records = part.Records[half..] });
            _parts.Push(part with { Records = part.Records[..half] });
        }
        else
        {
            await SetAsideAsync(part, failure, queue).ConfigureAwait(false);
        }
    }

    private async ValueTask RetryLaterAsync(Part part, StoreFailure failure, SinkQueue<QueuedRecord> queue)
    {
        _parts.Push(part);
        await _outage.WaitAsync(failure, queue).ConfigureAwait(false);
        Resume(queue);
    }

    private void Resume(SinkQueue<QueuedRecord> queue)
    {
        if (queue.IsAbandoned)
        {
            _parts.Clear();
            Dropped(SinkDropReason.SinkClosed, queue.DropAll());
            return;
        }

        SinkMeter.Retried();
    }

    // Handles a record that fails alone. Writing its dead letter shows whether the store or the record is at fault.
    private async ValueTask SetAsideAsync(Part part, StoreFailure failure, SinkQueue<QueuedRecord> queue)
    {
        var letter = await WriteLetterAsync(part.Records[0], failure, queue).ConfigureAwait(false);
        if (letter is { IsOutage: true } || (letter is { IsRefusal: false } && !failure.IsRefusal))
        {
            await RetryLaterAsync(part, letter, queue).ConfigureAwait(false);
            return;
        }

        // Unless the store refused the record, it may have failed at the end of an outage that was over when the letter was written.
        var last = failure.IsRefusal || part.Records[0].Chosen is not null ? failure : await WriteAsync(part.Records, queue).ConfigureAwait(false);
        if (last is null)
        {
            Stored(1, EntriesOf(part.Records), queue);
        }
        else if (last.IsOutage)
        {
            await RetryLaterAsync(part, last, queue).ConfigureAwait(false);
        }
        else
        {
            queue.Drop(1, EntriesOf(part.Records), SinkDropReason.Refused);
            Dropped(SinkDropReason.Refused, 1);
            Report(last, part.Records[0]);
        }
    }

    // Writes the letter with the content of the record, or without it if the store does not accept that.
    private async ValueTask<StoreFailure?> WriteLetterAsync(StoreRecord record, StoreFailure failure, SinkQueue<QueuedRecord> queue)
    {
        var letter = DeadLetter.Of(record, failure.Reason, options.TimeProvider.GetUtcNow());
        var trouble = await WriteAsync([letter], queue).ConfigureAwait(false);
        return trouble is null or { IsOutage: true } || letter.Payload is null
            ? trouble
            : await WriteAsync([letter with { Payload = null }], queue).ConfigureAwait(false);
    }

    private async ValueTask<StoreFailure?> WriteAsync(IReadOnlyList<StoreRecord> records, SinkQueue<QueuedRecord> queue)
    {
        var failure = await store.WriteAsync(records).ConfigureAwait(false);
        if (failure is null or { IsRefusal: true })
        {
            _outage.End(queue);
        }

        return failure;
    }

    private static int EntriesOf(ArraySegment<StoreRecord> records)
    {
        int entries = 0;
        foreach (var record in records.AsSpan())
        {
            entries += record is EntryRecord ? 1 : 0;
        }

        return entries;
    }

    private static void Stored(int count, int entries, SinkQueue<QueuedRecord> queue)
    {
        queue.Store(count, entries);
        SinkMeter.Stored(count);
    }

    private void Report(StoreFailure failure, StoreRecord record)
    {
        if (!_reported.Add(failure.Cause))
        {
            return;
        }

        if (failure.IsMissingTurn)
        {
            LogNoTurn(_logger, record.ConversationId, record.Chosen!.ToString());
        }
        else
        {
            LogRefused(_logger, store.Name, failure.Reason);
        }
    }

    [LoggerMessage(2, LogLevel.Error,
        "The store {Store} failed to write a record with {Exception}, so it was dropped; further ones of this kind are counted and not reported.")]
    private static partial void LogRefused(ILogger logger, string store, string exception);

    /// <summary>Records that are written together.</summary>
    /// <param name="Records">The records, in order.</param>
    /// <param name="Tries">How often they were retried, alone or with others, after a failure of unknown kind.</param>
    private readonly record struct Part(ArraySegment<StoreRecord> Records, int Tries);
}
