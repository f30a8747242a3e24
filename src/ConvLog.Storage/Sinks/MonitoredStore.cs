using ConvLog.Records;

namespace ConvLog.Storage.Sinks;

/// <summary>Wraps a sink's store: methods return failures instead of throwing, writes are measured, and their state is kept for health checks.</summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
internal sealed class MonitoredStore(IConversationStore store, TimeProvider time)
{
    private readonly Lock _lock = new();
    private long? _writingSince;
    private long? _failingSince;
    private long? _lastWrittenAt;
    private long? _lastFailedAt;
    private StoreFailure? _lastFailure;

    /// <summary>The store's name, for reports.</summary>
    public string Name { get; } = store.GetType().Name;

    /// <summary>The current state of writing.</summary>
    public WritingState State
    {
        get
        {
            lock (_lock)
            {
                return new WritingState(Elapsed(_writingSince), Elapsed(_failingSince), Elapsed(_lastWrittenAt), Elapsed(_lastFailedAt), _lastFailure);
            }
        }
    }

    /// <summary>Writes records.</summary>
    /// <returns>Null if they are stored durably; otherwise the failure.</returns>
    public async ValueTask<StoreFailure?> WriteAsync(IReadOnlyList<StoreRecord> records)
    {
        long start = Begin();
        try
        {
            await store.WriteAsync(records, CancellationToken.None).ConfigureAwait(false);
            SinkMeter.Written(records.Count, time.GetElapsedTime(start));
            Succeeded();
            return null;
        }
        catch (WriterRefusedException e)
        {
            // Everything is written except the records of the refused openings.
            SinkMeter.Written(records.Count(record => !e.Refuses(record)), time.GetElapsedTime(start));
            Succeeded();
            return StoreFailure.Of(e);
        }
        catch (Exception e)
        {
            var failure = StoreFailure.Of(e);
            SinkMeter.Failed(failure.Fault);
            Failed(failure, start);
            return failure;
        }
    }

    /// <summary>Reads a conversation's turns, without personal data.</summary>
    /// <returns>The conversation, null if it does not exist; and the failure if it cannot be read.</returns>
    public async ValueTask<(StoredConversation? Conversation, StoreFailure? Failure)> ReadTurnsAsync(string conversationId)
    {
        try
        {
            return (await store.ReadCurrentTurnsAsync(conversationId, PersonalData.None, CancellationToken.None).ConfigureAwait(false), null);
        }
        catch (Exception e)
        {
            return (null, StoreFailure.Of(e));
        }
    }

    private long Begin()
    {
        lock (_lock)
        {
            long start = time.GetTimestamp();
            _writingSince = start;
            return start;
        }
    }

    private void Succeeded()
    {
        lock (_lock)
        {
            _writingSince = null;
            _failingSince = null;
            _lastWrittenAt = time.GetTimestamp();
        }
    }

    private void Failed(StoreFailure failure, long start)
    {
        lock (_lock)
        {
            _writingSince = null;
            _lastFailure = failure;
            _lastFailedAt = time.GetTimestamp();
            _failingSince = failure.IsRefusal ? null : _failingSince ?? start; // A store that refuses a record is healthy.
        }
    }

    private TimeSpan? Elapsed(long? timestamp) => timestamp is { } at ? time.GetElapsedTime(at) : null;
}
