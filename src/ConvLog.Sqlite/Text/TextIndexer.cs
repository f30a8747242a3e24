using ConvLog.Privacy;
using ConvLog.Sqlite.Connections;
using ConvLog.Storage.Background;
using ConvLog.Storage.Indexing;

namespace ConvLog.Sqlite.Text;

/// <summary>
/// Fills the text index in the background, from the list in <c>to_index</c> to which every write adds rows. Each document is indexed once, even after a crash
/// and with several processes: it is written in the transaction that removes it from the list.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="pace">Determines how long to wait for more rows to index together.</param>
internal sealed class TextIndexer(Database database, BatchingDelay pace) : IDisposable
{
    // How long a writer may have to wait for a transaction of the indexer.
    private static readonly TimeSpan s_longestWrite = TimeSpan.FromMilliseconds(20);

    // Writes of other processes are noticed at this interval.
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_longestStop = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time = database.Options.TimeProvider;
    private readonly BackgroundLoop _loop = new(database.Options.TimeProvider) { Interval = s_lookAgain, MinimumDelay = pace.GetDelay };
    private readonly SemaphoreSlim _indexing = new(1, 1);
    private readonly IndexBatch _batch = new(utterances: database.Options.Privacy.Utterances != PrivacyClass.Personal);
    private readonly IndexerFailures _failures = new(database.Options.Logger, database.Options.TimeProvider);
    private readonly BatchSize _size = new(s_longestWrite);
    private volatile bool _isDamaged;

    /// <summary>The current failure, for health; null while it works. Contains no personal data.</summary>
    public string? LastFailure => _failures.LastFailure;

    /// <summary>How many documents this process could not read, and left out of the index.</summary>
    public long Unreadable => _failures.Unreadable;

    /// <summary>Starts the background work, which runs at once and whenever it is woken.</summary>
    public void Start()
    {
        Wake();
        _loop.Start(IndexAllAsync, e => _failures.Failed(e));
    }

    /// <summary>Signals that something was written. Never waits.</summary>
    public void Wake() => _loop.Wake();

    /// <summary>Signals that the index was found damaged: it is emptied, and refilled in the background. Never waits.</summary>
    public void Rebuild()
    {
        _isDamaged = true;
        Wake();
    }

    /// <summary>Starts indexing up to a row of the list, and waits briefly for the result.</summary>
    /// <param name="last">The number of the row; 0 if there is none.</param>
    /// <param name="cancellationToken">A token to cancel the wait.</param>
    public Task WaitForAsync(long last, CancellationToken cancellationToken)
        => last == 0
            ? Task.CompletedTask : BatchingDelay.WaitAsync(() => CatchUpAsync(CancellationToken.None), _time, cancellationToken);

    /// <summary>Indexes everything that was written before the call.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        database.EnsureWritable();
        await _indexing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_isDamaged)
            {
                _isDamaged = false;
                await database.WriteDeferredAsync(session => TextRebuild.Run(session, _time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
                _failures.Rebuilt();
            }

            while (await IndexNextAsync(cancellationToken).ConfigureAwait(false))
            {
            }
        }
        finally
        {
            _indexing.Release();
        }
    }

    /// <summary>Stops after the current transaction. The remaining rows are still on the list.</summary>
    public void Dispose() => _loop.Stop(s_longestStop);

    private async ValueTask<TimeSpan?> IndexAllAsync(CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken).ConfigureAwait(false);
        _failures.Passed();
        return null;
    }

    /// <returns>Whether rows written before the call may be left. Rows that are written during it wait, to be indexed together with later ones.</returns>
    private async Task<bool> IndexNextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int bytes = _size.Bytes;
        database.Read(session =>
        {
            _batch.Read(session, bytes);
            return true;
        });
        if (_batch.IsEmpty)
        {
            return false;
        }

        long begun = 0;
        // Rows whose indexing is undone by a power cut are on the list again.
        bool isWritten = await database.WriteDeferredAsync(
            session =>
            {
                begun = _time.GetTimestamp();
                return session.Attempt(_batch.Write);
            },
            cancellationToken).ConfigureAwait(false);
        _size.Adjust(_batch.Bytes, _time.GetElapsedTime(begun));
        _failures.Unread(_batch.Unreadable, _batch.Cause);
        return _batch.HasMore || !isWritten;
    }
}
