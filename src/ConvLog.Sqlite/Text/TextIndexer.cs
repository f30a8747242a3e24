using ConvLog.Privacy;
using ConvLog.Sqlite.Connections;
using ConvLog.Storage.Background;
using ConvLog.Storage.Indexing;

namespace ConvLog.Sqlite.Text;

/// <summary>
/// Feeds the text index in the background, from the list that every write leaves in <c>to_index</c>. Each document goes in once, whatever crashes and however
/// many processes index: it is written in the transaction that takes it off the list.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="pace">Tells how long to gather what is indexed together.</param>
internal sealed class TextIndexer(Database database, ReadingPace pace) : IDisposable
{
    // How long a writer may have to wait for a transaction of the indexer.
    private static readonly TimeSpan s_longestWrite = TimeSpan.FromMilliseconds(20);

    // What other processes wrote is seen when the timer looks.
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_longestStop = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time = database.Options.TimeProvider;
    private readonly BackgroundLoop _loop = new(database.Options.TimeProvider) { Interval = s_lookAgain, Rest = pace.Rest };
    private readonly SemaphoreSlim _indexing = new(1, 1);
    private readonly IndexBatch _batch = new(utterances: database.Options.Privacy.Utterances != PrivacyClass.Personal);
    private readonly IndexerTrouble _trouble = new(database.Options.Logger, database.Options.TimeProvider);
    private readonly BatchSize _size = new(s_longestWrite);
    private volatile bool _isDamaged;

    /// <summary>What it fails at, for health; null while it works. Holds nothing personal.</summary>
    public string? LastFailure => _trouble.LastFailure;

    /// <summary>How many documents this process could not read and left out of the index.</summary>
    public long Unreadable => _trouble.Unreadable;

    /// <summary>Begins to index, at once and whenever there is something.</summary>
    public void Start()
    {
        Wake();
        _loop.Start(IndexAllAsync, e => _trouble.Failed(e));
    }

    /// <summary>Says that something was written. Never waits.</summary>
    public void Wake() => _loop.Wake();

    /// <summary>Says that the index was found damaged: it is emptied, and filled again in the background. Never waits.</summary>
    public void Rebuild()
    {
        _isDamaged = true;
        Wake();
    }

    /// <summary>Sees to it that something is indexed, and waits for that a moment.</summary>
    /// <param name="last">The last number on the list; 0 for nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForAsync(long last, CancellationToken cancellationToken)
        => last == 0
            ? Task.CompletedTask : ReadingPace.WaitAsync(() => CatchUpAsync(CancellationToken.None), _time, cancellationToken);

    /// <summary>Indexes all that was written before.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        database.DemandWritable();
        await _indexing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_isDamaged)
            {
                _isDamaged = false;
                await database.WriteSoonAsync(session => TextRebuild.Run(session, _time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
                _trouble.Rebuilt();
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

    /// <summary>Stops, after the transaction that is running. What is left is still on the list.</summary>
    public void Dispose() => _loop.Stop(s_longestStop);

    private async ValueTask<TimeSpan?> IndexAllAsync(CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken).ConfigureAwait(false);
        _trouble.Passed();
        return null;
    }

    /// <returns>Whether something may be left of what was written before. What is written meanwhile waits, to be indexed together with what follows.</returns>
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
        // What a power cut undoes is on the list again.
        bool isWritten = await database.WriteSoonAsync(
            session =>
            {
                begun = _time.GetTimestamp();
                return session.Attempt(_batch.Write);
            },
            cancellationToken).ConfigureAwait(false);
        _size.Took(_batch.Bytes, _time.GetElapsedTime(begun));
        _trouble.Unread(_batch.Unreadable, _batch.Cause);
        return _batch.LeftSome || !isWritten;
    }
}
