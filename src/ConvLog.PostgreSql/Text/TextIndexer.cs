using ConvLog.PostgreSql.Connections;
using ConvLog.Privacy;
using ConvLog.Storage.Background;
using ConvLog.Storage.Indexing;

namespace ConvLog.PostgreSql.Text;

/// <summary>
/// Updates the text index in the background from the list that every write adds to in <c>to_index</c>. Each document is written in the transaction that
/// removes it from the list, so it is indexed once despite crashes and however many hosts index.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="pace">How long to wait between two passes.</param>
internal sealed class TextIndexer(Database database, BatchingDelay pace) : IAsyncDisposable
{
    /// <summary>The last row of the list; null if it is empty.</summary>
    public const string LatestToIndex = "SELECT max(no) FROM #.to_index";

    /// <summary>One row if an item up to <c>$1</c> is left.</summary>
    public const string AnyToIndex = "SELECT 1 FROM #.to_index WHERE no <= $1 LIMIT 1";

    private const string FindToIndex = "SELECT no FROM #.to_index WHERE no <= $1 ORDER BY no LIMIT 1 FOR UPDATE";

    // Writes of other hosts are noticed by the timer.
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromSeconds(1);

    // Checks some conversations each time: rarely enough to cost almost nothing, often enough to check 100,000 in half a day.
    private static readonly TimeSpan s_checkAgain = TimeSpan.FromSeconds(10);

    private readonly BackgroundLoop _loop = new(database.Options.TimeProvider) { Interval = s_lookAgain, MinimumDelay = pace.GetDelay };
    private readonly SemaphoreSlim _indexing = new(1, 1);
    private readonly bool _utterances = database.Options.Privacy.Utterances != PrivacyClass.Personal;
    private readonly IndexerFailures _failures = new(database.Options.Logger, database.Options.TimeProvider);

    /// <summary>The current failure; null while indexing succeeds. Contains no personal data.</summary>
    public string? LastFailure => _failures.LastFailure;

    /// <summary>The number of documents that this host could not read and did not index.</summary>
    public long Unreadable => _failures.Unreadable;

    private (int Day, long Conversation) _checked = IndexCheck.Beginning;
    private DateTimeOffset _nextCheck = database.Options.TimeProvider.GetUtcNow() + s_checkAgain;
    private long _rebuilt;
    private volatile bool _isDamaged;

    /// <summary>The number of conversations that this host reindexed because their documents were lost or damaged.</summary>
    public long Rebuilt => Interlocked.Read(ref _rebuilt);

    /// <summary>Whether the last check found damage.</summary>
    public bool IsDamaged => _isDamaged;

    /// <summary>Starts indexing, now and whenever there is work.</summary>
    public void Start()
    {
        Wake();
        _loop.Start(RunAsync, e => _failures.Failed(e));
    }

    /// <summary>Signals that something was written. Never waits.</summary>
    public void Wake() => _loop.Wake();

    /// <summary>Indexes all pending work for a reader, who waits at most 100 ms.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
        => BatchingDelay.WaitAsync(() => CatchUpAsync(CancellationToken.None), database.Options.TimeProvider, cancellationToken);

    /// <summary>Indexes all earlier writes, and waits for items that other hosts are processing.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        long? last = await database.WriteAsync(static (session, cancel) => session.NumberAsync(LatestToIndex, [], cancel), cancellationToken)
            .ConfigureAwait(false);
        while (last is not null)
        {
            await IndexAllAsync(cancellationToken).ConfigureAwait(false);
            long? left = await database.WriteAsync(
                (session, cancel) => session.NumberAsync(FindToIndex, [last], cancel), cancellationToken).ConfigureAwait(false);
            last = left is null ? null : last;
        }
    }

    /// <summary>Stops indexing. Uncommitted items remain on the list.</summary>
    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    private async ValueTask<TimeSpan?> RunAsync(CancellationToken cancellationToken)
    {
        await IndexAllAsync(cancellationToken).ConfigureAwait(false);
        _failures.Passed();
        if (database.Options.TimeProvider.GetUtcNow() < _nextCheck)
        {
            return null;
        }

        await CheckAsync(cancellationToken).ConfigureAwait(false);
        if (_isDamaged)
        {
            return TimeSpan.Zero; // Check the next ones at once.
        }

        _nextCheck = database.Options.TimeProvider.GetUtcNow() + s_checkAgain;
        return null;
    }

    // Checks the next conversations, from the newest to the oldest, repeatedly.
    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        var now = database.Options.TimeProvider.GetUtcNow();
        (long rebuilt, _checked) = await database.WriteAsync(
            (session, cancel) => IndexCheck.RunAsync(session, _utterances, _checked, now, cancel), cancellationToken).ConfigureAwait(false);
        if (rebuilt > 0 && !_isDamaged)
        {
            _failures.Rebuilt();
        }

        Interlocked.Add(ref _rebuilt, rebuilt);
        _isDamaged = rebuilt > 0;
    }

    // Skips items that other hosts are processing.
    private async Task IndexAllAsync(CancellationToken cancellationToken)
    {
        await _indexing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            IndexBatch batch;
            do
            {
                batch = await database.WriteAsync((session, cancel) => IndexBatch.RunAsync(session, _utterances, cancel), cancellationToken)
                    .ConfigureAwait(false);
                _failures.Unread(batch.Unreadable, batch.Cause);
            }
            while (!batch.IsEmpty);
        }
        finally
        {
            _indexing.Release();
        }
    }
}
