using ConvLog.PostgreSql.Connections;
using ConvLog.Privacy;
using ConvLog.Storage.Background;
using ConvLog.Storage.Indexing;

namespace ConvLog.PostgreSql.Text;

/// <summary>Updates and checks the text index in the background.</summary>
/// <param name="database">The database.</param>
/// <param name="pace">How long to wait between two passes.</param>
internal sealed class TextIndexer(Database database, BatchingDelay pace) : BackgroundIndexer(database.Options.Logger, database.Options.TimeProvider, pace)
{
    /// <summary>The last row of the list; null if it is empty.</summary>
    public const string LatestToIndex = "SELECT max(no) FROM #.to_index";

    /// <summary>One row if an item up to <c>$1</c> is left.</summary>
    public const string AnyToIndex = "SELECT 1 FROM #.to_index WHERE no <= $1 LIMIT 1";

    private const string FindToIndex = "SELECT no FROM #.to_index WHERE no <= $1 ORDER BY no LIMIT 1 FOR UPDATE";

    // Checks some conversations each time: rarely enough to cost almost nothing, often enough to check 100,000 in half a day.
    private static readonly TimeSpan s_checkAgain = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time = database.Options.TimeProvider;
    private readonly bool _utterances = database.Options.Privacy.Utterances != PrivacyClass.Personal;
    private (int Day, long Conversation) _checked = IndexCheck.Beginning;
    private DateTimeOffset _nextCheck = database.Options.TimeProvider.GetUtcNow() + s_checkAgain;
    private long _rebuilt;
    private volatile bool _isDamaged;

    /// <summary>The number of conversations that this host reindexed because their documents were lost or damaged.</summary>
    public long Rebuilt => Interlocked.Read(ref _rebuilt);

    /// <summary>Whether the last check found damage.</summary>
    public bool IsDamaged => _isDamaged;

    /// <summary>Indexes all earlier writes, and waits for items that other hosts are processing.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public override async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        long? last = await NumberAsync(LatestToIndex, [], cancellationToken).ConfigureAwait(false);
        while (last is not null)
        {
            await IndexAllAsync(cancellationToken).ConfigureAwait(false);
            last = await NumberAsync(FindToIndex, [last], cancellationToken).ConfigureAwait(false) is null ? null : last;
        }
    }

    // Skips items that other hosts are processing.
    protected override async Task<bool> IndexNextAsync(CancellationToken cancellationToken)
    {
        var batch = await database.WriteAsync((session, cancel) => IndexBatch.RunAsync(session, _utterances, cancel), cancellationToken).ConfigureAwait(false);
        Failures.Unread(batch.Unreadable);
        return !batch.IsEmpty;
    }

    // Checks the next conversations, from the newest to the oldest, repeatedly. After damage, the next ones at once.
    protected override async ValueTask<TimeSpan?> CheckAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (now < _nextCheck)
        {
            return null;
        }

        (long rebuilt, _checked) = await database.WriteAsync(
            (session, cancel) => IndexCheck.RunAsync(session, _utterances, _checked, now, cancel), cancellationToken).ConfigureAwait(false);
        if (rebuilt > 0 && !_isDamaged)
        {
            Failures.Rebuilt();
        }

        Interlocked.Add(ref _rebuilt, rebuilt);
        _isDamaged = rebuilt > 0;
        _nextCheck = _isDamaged ? _nextCheck : now + s_checkAgain;
        return _isDamaged ? TimeSpan.Zero : null;
    }

    private ValueTask<long?> NumberAsync(string sql, object?[] parameters, CancellationToken cancellationToken)
        => database.WriteAsync((session, cancel) => session.NumberAsync(sql, parameters, cancel), cancellationToken);
}
