using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Tests.Support;

/// <summary>A store that keeps each batch it was given, can be held up, and refuses what a test says.</summary>
internal sealed class RecordingStore : IConversationStore
{
    private readonly List<IReadOnlyList<StoreRecord>> _batches = [];
    private readonly TaskCompletionSource _writing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _released = Completed();
    private int _calls;

    /// <summary>What fails the batch it is in.</summary>
    public Func<StoreRecord, bool> Refuses { get; init; } = static _ => false;

    /// <summary>Which calls fail, counted from 1.</summary>
    public Func<int, bool> FailsAt { get; init; } = static _ => false;

    /// <summary>Ends when the store is first written to.</summary>
    public Task Writing => _writing.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

    public int Calls => Volatile.Read(ref _calls);

    public IReadOnlyList<IReadOnlyList<StoreRecord>> Batches => _batches;

    public IEnumerable<StoreRecord> Written => _batches.SelectMany(static batch => batch);

    public IEnumerable<string> Contents => Written.OfType<EntryRecord>().Select(static entry => entry.Content);

    public void Hold() => _released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _released.SetResult();

    public async ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default)
    {
        int call = Interlocked.Increment(ref _calls);
        _writing.TrySetResult();
        await _released.Task.WaitAsync(cancellationToken);
        if (FailsAt(call) || records.Any(Refuses))
        {
            throw new InvalidOperationException("poison");
        }

        _batches.Add([.. records]);
    }

    public ValueTask<StoredConversation?> ReadAsync(string conversationId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<StoredPage> ListAsync(ConversationQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
