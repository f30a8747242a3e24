using ConvLog.Storage.Background;
using Microsoft.Extensions.Logging;

namespace ConvLog.Storage.Indexing;

/// <summary>
/// Updates a text index in the background, from the work list that every write adds to. Each document is written in the transaction that removes it from the
/// list, so it is indexed once despite crashes and however many processes index.
/// </summary>
/// <param name="logger">The logger.</param>
/// <param name="time">The clock.</param>
/// <param name="pace">How long to wait for more to index together.</param>
internal abstract class BackgroundIndexer(ILogger logger, TimeProvider time, BatchingDelay pace) : IAsyncDisposable
{
    // Writes of other processes are noticed by the timer.
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromSeconds(1);

    private readonly BackgroundLoop _loop = new(time) { Interval = s_lookAgain, MinimumDelay = pace.GetDelay };
    private readonly SemaphoreSlim _indexing = new(1, 1);

    /// <summary>The current failure, for health; null while indexing succeeds. Contains no personal data.</summary>
    public string? LastFailure => Failures.LastFailure;

    /// <summary>The number of documents that this process could not read and did not index.</summary>
    public long Unreadable => Failures.Unreadable;

    protected IndexerFailures Failures { get; } = new(logger, time);

    /// <summary>Starts indexing, now and whenever there is work.</summary>
    public void Start()
    {
        Wake();
        _loop.Start(RunAsync, e => Failures.Failed(e));
    }

    /// <summary>Signals that something was written. Never waits.</summary>
    public void Wake() => _loop.Wake();

    /// <summary>Starts indexing all pending items for a reader, and waits at most 100 ms for it.</summary>
    /// <param name="last">The number of the last pending item; 0 if there is none.</param>
    /// <param name="cancellationToken">A token to cancel the wait.</param>
    public Task WaitForAsync(long last, CancellationToken cancellationToken)
        => last == 0 ? Task.CompletedTask : BatchingDelay.WaitAsync(() => CatchUpAsync(CancellationToken.None), time, cancellationToken);

    /// <summary>Indexes everything that was written before the call.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public virtual Task CatchUpAsync(CancellationToken cancellationToken) => IndexAllAsync(cancellationToken);

    /// <summary>Stops after the current transaction. The list keeps the remaining items.</summary>
    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    /// <summary>Stops after the current transaction, and blocks the caller until then, for a limited time.</summary>
    /// <param name="longest">The maximum wait.</param>
    public void Stop(TimeSpan longest) => _loop.Stop(longest);

    protected async Task IndexAllAsync(CancellationToken cancellationToken)
    {
        await _indexing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (await IndexNextAsync(cancellationToken).ConfigureAwait(false))
            {
            }
        }
        finally
        {
            _indexing.Release();
        }
    }

    /// <summary>Indexes some of the oldest items in one transaction.</summary>
    /// <returns>Whether items that were written before may be left.</returns>
    protected abstract Task<bool> IndexNextAsync(CancellationToken cancellationToken);

    /// <summary>Checks the index for damage, after a successful pass.</summary>
    /// <returns>The delay before the next pass; null for the usual one.</returns>
    protected virtual ValueTask<TimeSpan?> CheckAsync(CancellationToken cancellationToken) => default;

    private async ValueTask<TimeSpan?> RunAsync(CancellationToken cancellationToken)
    {
        await IndexAllAsync(cancellationToken).ConfigureAwait(false);
        Failures.Passed();
        return await CheckAsync(cancellationToken).ConfigureAwait(false);
    }
}
