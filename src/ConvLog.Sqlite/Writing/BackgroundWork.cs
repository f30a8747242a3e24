using ConvLog.Sqlite.Erasure;
using ConvLog.Sqlite.Summaries;
using ConvLog.Sqlite.Text;
using ConvLog.Storage.Background;

namespace ConvLog.Sqlite.Writing;

/// <summary>The background work of a store, all of which writes. A store that was opened read-only has none.</summary>
/// <param name="options">The store's options.</param>
/// <param name="cleanUp">Completes deletions.</param>
/// <param name="summaries">Updates lists.</param>
/// <param name="pace">Determines how soon lists are updated.</param>
/// <param name="days">Counts past days.</param>
/// <param name="indexer">Updates the text index.</param>
internal sealed class BackgroundWork(
    SqliteStoreOptions options, CleanUp cleanUp, SummaryUpdater summaries, BatchingDelay pace, DayCounter days, TextIndexer indexer) : IDisposable
{
    private int _isStarted;

    /// <summary>Starts it, unless it was started or stopped before. To be called at the latest when a file was opened.</summary>
    public void Start()
    {
        if (options.ReadOnly || Interlocked.Exchange(ref _isStarted, 1) != 0)
        {
            return;
        }

        cleanUp.Start();
        summaries.Start(pace);
        days.Start();
        if (options.IndexText)
        {
            indexer.Start();
        }
    }

    /// <summary>Stops it after the current transactions. It does not start later.</summary>
    public void Dispose()
    {
        _isStarted = 1;
        cleanUp.Dispose();
        days.Dispose();
        indexer.Dispose();
        summaries.Dispose();
    }
}
