using ConvLog.PostgreSql.Connections;
using ConvLog.Privacy;
using ConvLog.Storage.Background;
using ConvLog.Storage.Indexing;

namespace ConvLog.PostgreSql.Text;

/// <summary>
/// Feeds the text index in the background, from the list that every write leaves in <c>to_index</c>. Each document goes in once, whatever crashes and however
/// many hosts index: it is written in the transaction that takes it off the list.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="pace">How long to wait between two passes.</param>
internal sealed class TextIndexer(Database database, ReadingPace pace) : IAsyncDisposable
{
    /// <summary>The last row of the list; null where there is none.</summary>
    public const string LatestToIndex = "SELECT max(no) FROM #.to_index";

    /// <summary>One row if an item up to <c>$1</c> is left.</summary>
    public const string AnyToIndex = "SELECT 1 FROM #.to_index WHERE no <= $1 LIMIT 1";

    private const string FindToIndex = "SELECT no FROM #.to_index WHERE no <= $1 ORDER BY no LIMIT 1 FOR UPDATE";

    // What other hosts wrote is seen when the timer looks.
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromSeconds(1);

    // Some conversations each time: seldom enough to cost next to nothing, and often enough to look at 100,000 in half a day.
    private static readonly TimeSpan s_checkAgain = TimeSpan.FromSeconds(10);

    private readonly BackgroundLoop _loop = new(database.Options.TimeProvider) { Interval = s_lookAgain, Rest = pace.Rest };
    private readonly SemaphoreSlim _indexing = new(1, 1);
    private readonly bool _utterances = database.Options.Privacy.Utterances != PrivacyClass.Personal;
    private readonly IndexerTrouble _trouble = new(database.Options.Logger, database.Options.TimeProvider);

    /// <summary>What it fails at; null while it works. Holds nothing personal.</summary>
    public string? LastFailure => _trouble.LastFailure;

    /// <summary>How many documents this host could not read and left out of the index.</summary>
    public long Unreadable => _trouble.Unreadable;

    private (int Day, long Conversation) _checked = IndexCheck.Beginning;
    private DateTimeOffset _nextCheck = database.Options.TimeProvider.GetUtcNow() + s_checkAgain;
    private long _rebuilt;
    private volatile bool _isDamaged;

    /// <summary>How many conversations this host indexed again, as their documents were lost or damaged.</summary>
    public long Rebuilt => Interlocked.Read(ref _rebuilt);

    /// <summary>Whether it found some when it looked last.</summary>
    public bool IsDamaged => _isDamaged;

    /// <summary>Begins to index, at once and whenever there is something.</summary>
    public void Start()
    {
        Wake();
        _loop.Start(RunAsync, e => _trouble.Failed(e));
    }

    /// <summary>Says that something was written. Never waits.</summary>
    public void Wake() => _loop.Wake();

    /// <summary>Indexes everything for a reader, who waits 100 ms at most.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
        => ReadingPace.WaitAsync(() => CatchUpAsync(CancellationToken.None), database.Options.TimeProvider, cancellationToken);

    /// <summary>Indexes all that was written before, and waits for what other hosts are at.</summary>
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

    /// <summary>Stops. What is not committed is left on the list.</summary>
    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    private async ValueTask<TimeSpan?> RunAsync(CancellationToken cancellationToken)
    {
        await IndexAllAsync(cancellationToken).ConfigureAwait(false);
        _trouble.Passed();
        if (database.Options.TimeProvider.GetUtcNow() < _nextCheck)
        {
            return null;
        }

        await CheckAsync(cancellationToken).ConfigureAwait(false);
        if (_isDamaged)
        {
            return TimeSpan.Zero; // The next ones at once.
        }

        _nextCheck = database.Options.TimeProvider.GetUtcNow() + s_checkAgain;
        return null;
    }

    // The next conversations, from the newest to the oldest and then again.
    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        var now = database.Options.TimeProvider.GetUtcNow();
        (long rebuilt, _checked) = await database.WriteAsync(
            (session, cancel) => IndexCheck.RunAsync(session, _utterances, _checked, now, cancel), cancellationToken).ConfigureAwait(false);
        if (rebuilt > 0 && !_isDamaged)
        {
            _trouble.Rebuilt();
        }

        Interlocked.Add(ref _rebuilt, rebuilt);
        _isDamaged = rebuilt > 0;
    }

    // All but what other hosts are at.
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
                _trouble.Unread(batch.Unreadable, batch.Cause);
            }
            while (!batch.IsEmpty);
        }
        finally
        {
            _indexing.Release();
        }
    }
}
