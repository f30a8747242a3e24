using ConvLog.Privacy;
using ConvLog.Sqlite.Connections;
using ConvLog.Storage.Background;
using ConvLog.Storage.Indexing;

namespace ConvLog.Sqlite.Text;

/// <summary>Fills the text index in the background, and again when it was found damaged.</summary>
/// <param name="database">The database.</param>
/// <param name="pace">Determines how long to wait for more rows to index together.</param>
internal sealed class TextIndexer(Database database, BatchingDelay pace)
    : BackgroundIndexer(database.Options.Logger, database.Options.TimeProvider, pace), IDisposable
{
    // How long a writer may have to wait for a transaction of the indexer.
    private static readonly TimeSpan s_longestWrite = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan s_longestStop = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time = database.Options.TimeProvider;
    private readonly IndexBatch _batch = new(utterances: database.Options.Privacy.Utterances != PrivacyClass.Personal);
    private readonly BatchSize _size = new(s_longestWrite);
    private volatile bool _isDamaged;

    /// <summary>Signals that the index was found damaged: it is emptied, and refilled in the background. Never waits.</summary>
    public void Rebuild()
    {
        _isDamaged = true;
        Wake();
    }

    public void Dispose() => Stop(s_longestStop);

    // Rows that are written in the meantime wait, to be indexed together with later ones.
    protected override async Task<bool> IndexNextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        database.EnsureWritable();
        if (_isDamaged)
        {
            _isDamaged = false;
            await database.WriteDeferredAsync(session => TextRebuild.Run(session, _time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
            Failures.Rebuilt();
        }

        if (!database.Read(session => _batch.Read(session, _size.Bytes)))
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
        Failures.Unread(_batch.Unreadable);
        return _batch.HasMore || !isWritten;
    }
}
