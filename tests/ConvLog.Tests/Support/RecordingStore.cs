using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Tests.Support;

/// <summary>A store that keeps each batch it receives, and can be blocked or made to fail.</summary>
internal sealed class RecordingStore : WriteOnlyStore
{
    private readonly List<IReadOnlyList<StoreRecord>> _batches = [];
    private readonly TaskCompletionSource _writing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _released = Completed();
    private int _calls;

    /// <summary>The records that fail their batch.</summary>
    public Func<StoreRecord, bool> Refuses { get; init; } = static _ => false;

    /// <summary>The calls that fail, counted from 1.</summary>
    public Func<int, bool> FailsAt { get; init; } = static _ => false;

    /// <summary>The exception for <see cref="Refuses"/>.</summary>
    public Func<Exception> RefusesWith { get; init; } = static () => new InvalidOperationException("poison");

    /// <summary>The exception for <see cref="FailsAt"/>.</summary>
    public Func<Exception> FailsWith { get; init; } = static () => new InvalidOperationException("poison");

    /// <summary>Completes when the store is first written to.</summary>
    public Task Writing => _writing.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

    public int Calls => Volatile.Read(ref _calls);

    public IReadOnlyList<IReadOnlyList<StoreRecord>> Batches
    {
        get
        {
            lock (_batches)
            {
                return [.. _batches];
            }
        }
    }

    /// <summary>The written records in order, without dead letters.</summary>
    public IEnumerable<StoreRecord> Written => Batches.SelectMany(static batch => batch).Where(static record => record is not DeadLetterRecord);

    public IEnumerable<string> Contents => Written.OfType<EntryRecord>().Select(static entry => entry.Content);

    public IEnumerable<DeadLetterRecord> DeadLetters => Batches.SelectMany(static batch => batch).OfType<DeadLetterRecord>();

    public static ConversationStoreException Unavailable() => new(StoreFault.Unavailable, "The disk is full: free some space.");

    public static ConversationStoreException Refused() => new(StoreFault.Refused, "The text is too long.");

    public static ConversationStoreException Unusable() => new(StoreFault.Unusable, "The file is of a newer version: update ConvLog.");

    public void Hold() => _released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _released.SetResult();

    public override async ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default)
    {
        int call = Interlocked.Increment(ref _calls);
        _writing.TrySetResult();
        await _released.Task.WaitAsync(cancellationToken);
        if (FailsAt(call))
        {
            throw FailsWith();
        }

        if (records.Any(Refuses))
        {
            throw RefusesWith();
        }

        lock (_batches)
        {
            _batches.Add([.. records]);
        }
    }

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
