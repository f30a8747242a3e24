using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Text;
using ConvLog.Storage.Background;

namespace ConvLog.Sqlite.Erasure;

/// <summary>
/// Completes deletions in the background and in short transactions, whether data was erased or expired or a key was destroyed or rewrapped: rows are deleted,
/// the text index is merged, free pages given back, the write-ahead logs of both files emptied. Then no byte is left of what was deleted, and the receipts of
/// erasures say when that was. Runs on opening and after each deletion; what is left after a crash, or by another process, is found again. Every minute it also
/// empties the logs of what later revisions replaced.
/// </summary>
internal sealed class CleanUp : IDisposable
{
    private const string DeleteDims = "DELETE FROM dims WHERE NOT EXISTS (SELECT 1 FROM conversation WHERE conversation.dims = dims.no)";
    private const string DeleteModels = "DELETE FROM model WHERE NOT EXISTS (SELECT 1 FROM model_call WHERE model_call.model = model.no)";

    // What another process left undone is found when the timer looks.
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_shortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(1);

    // Between attempts while a caller waits. Each holds up writers by some 20 ms where a read is in the way.
    private static readonly TimeSpan s_shortestRetry = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan s_longestRetry = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_longestStop = TimeSpan.FromSeconds(5);

    private readonly Database _database;
    private readonly KeysFile _file;
    private readonly Erasures _erasures;
    private readonly Removals _removals;
    private readonly TextMerge _merge;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _cleaning = new(1, 1);
    private readonly BackgroundLoop _loop;
    private TimeSpan _pause = s_shortestPause;

    // Whether the logs are to be emptied although no deletion asks for it.
    private int _areLogsDue;

    // For what the file itself was cleaned already: where a reader holds a log, that need not be done again.
    private (long? Traces, List<long> Erasures) _rewritten = (null, []);

    // Whether there may be something, as the file could be read. One that cannot be opened is told by other parts of health.
    private volatile bool _hasWork;

    // Not the loop's interval: only this one has the logs emptied, however often something else wakes the loop.
    private ITimer? _timer;

    public CleanUp(Database database, KeysFile file, Erasures erasures, Removals removals)
    {
        (_database, _file, _erasures, _removals) = (database, file, erasures, removals);
        _merge = new TextMerge(database);
        _time = database.Options.TimeProvider;
        _loop = new BackgroundLoop(_time);
    }

    /// <summary>Begins to look, at once and whenever there is something.</summary>
    public void Start()
    {
        Wake();
        _timer = _time.CreateTimer(_ => WakeForLogs(), state: null, s_lookAgain, s_lookAgain);
        _loop.Start(RunAsync, static _ => s_longestPause); // What fails is reported in TryOnceAsync.
    }

    /// <summary>Signals that something was deleted. Never waits.</summary>
    public void Wake() => _loop.Wake();

    /// <summary>Does all there is to do, once.</summary>
    /// <param name="emptiesLogs">Whether the logs are emptied also where no deletion asks for it: they hold what later revisions replaced.</param>
    /// <param name="cancellationToken">Cancels the operation between transactions.</param>
    /// <returns>Whether nothing is left; false where a reader needs a log as it is.</returns>
    public async Task<bool> TryAsync(bool emptiesLogs, CancellationToken cancellationToken)
    {
        await _cleaning.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _erasures.FinishAsync(cancellationToken).ConfigureAwait(false);
            long? traces = _database.Read(Traces.Left);
            long? keyTraces = _file.Read(Traces.Left);
            var erasures = _file.Read(Receipts.ToClean);
            _hasWork = true;
            await _removals.DrainAsync(cancellationToken).ConfigureAwait(false);
            bool isDone = keyTraces is not { } upTo || TryCleanKeys(upTo);
            isDone &= (traces is null && erasures.Count == 0) || await CleanAsync(traces, erasures, cancellationToken).ConfigureAwait(false);
            _hasWork = !isDone;
            return isDone && (!emptiesLogs || await TryEmptyLogsAsync(cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            _cleaning.Release();
        }
    }

    /// <summary>
    /// Does it on a task of its own, and tries again while a read or another checkpoint needs a log. An attempt continues when the wait for it ends.
    /// </summary>
    /// <param name="longest">How long to wait at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        _hasWork = true;
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(_loop.Stopping);
        var whileWaiting = waiting.Token;
        try
        {
            await Task.Run(() => RepeatAsync(whileWaiting), CancellationToken.None).WaitAsync(longest, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException || _loop.Stopping.IsCancellationRequested)
        {
            // The background continues, or the next opening of the file.
        }
        finally
        {
            await waiting.CancelAsync().ConfigureAwait(false);
            Wake();
        }
    }

    /// <summary>Stops, after the transaction that is running.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        _loop.Stop(s_longestStop);
    }

    private void WakeForLogs()
    {
        Volatile.Write(ref _areLogsDue, 1);
        Wake();
    }

    // At once where that is possible, and before anything that takes its time: the wrapped keys in this log open old backups.
    private bool TryCleanKeys(long upTo) => _file.EmptyLog() && _file.Write(session => Traces.Clean(session, upTo));

    private async Task<bool> TryEmptyLogsAsync(CancellationToken cancellationToken)
    {
        bool isDataLogEmpty = IsLogEmpty(_database.Path) || await _database.ShortenLogAsync(cancellationToken).ConfigureAwait(false);
        return (IsLogEmpty(_file.Path) || _file.EmptyLog()) && isDataLogEmpty;
    }

    private static bool IsLogEmpty(string path) => new FileInfo(DatabaseFile.LogOf(path)) is not { Exists: true, Length: > 0 };

    // All of it for any erasure: what it asks for may have expired before, and have left as much.
    private async Task<bool> CleanAsync(long? traces, List<long> erasures, CancellationToken cancellationToken)
    {
        if (_rewritten.Traces != traces || !_rewritten.Erasures.SequenceEqual(erasures))
        {
            await _merge.RunAsync(cancellationToken).ConfigureAwait(false);
            var hours = _database.Read(TimeWords.Empty);
            await _database.WriteAsync(session => ForgetUnused(session, hours), cancellationToken).ConfigureAwait(false);
            await SpaceReclaim.RunAsync(_database, cancellationToken).ConfigureAwait(false);
            _rewritten = (traces, erasures);
        }

        bool isDataClean = await _database.ShortenLogAsync(cancellationToken).ConfigureAwait(false);
        if (!_file.EmptyLog() || !isDataClean)
        {
            return false;
        }

        if (traces is { } upTo)
        {
            await _database.WriteAsync(session => Traces.Clean(session, upTo), cancellationToken).ConfigureAwait(false);
        }

        return _file.Write(session => Receipts.Cleaned(session, erasures, _time.GetUtcNow()));
    }

    // Agents, channels and accounts that no conversation has any more, models that none has called, and hours of which nothing is indexed.
    private static bool ForgetUnused(Session session, List<long> hours)
    {
        session[DeleteDims].Run();
        session[DeleteModels].Run();
        hours.ForEach(hour => TimeWords.ForgetEmpty(session, hour));
        return true;
    }

    // What is left when it stops is found when the file is opened again.
    private async ValueTask<TimeSpan?> RunAsync(CancellationToken cancellationToken)
    {
        bool areLogsDue = Interlocked.Exchange(ref _areLogsDue, 0) == 1;
        bool? isDone = await TryOnceAsync(areLogsDue).ConfigureAwait(false);
        if (isDone is true)
        {
            _pause = s_shortestPause;
            return null;
        }

        if (areLogsDue && isDone is false)
        {
            Volatile.Write(ref _areLogsDue, 1);
        }

        var pause = _pause;
        _pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, s_longestPause.Ticks));
        return pause;
    }

    // A failure is not retried while a caller waits: only reads and checkpoints are expected to be over soon.
    private async Task RepeatAsync(CancellationToken cancellationToken)
    {
        var pause = s_shortestRetry;
        while (await TryOnceAsync(emptiesLogs: false).ConfigureAwait(false) is false)
        {
            await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
            pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, s_longestRetry.Ticks));
        }
    }

    // Null where it failed, which health reports.
    private async Task<bool?> TryOnceAsync(bool emptiesLogs)
    {
        try
        {
            bool isDone = await TryAsync(emptiesLogs, _loop.Stopping).ConfigureAwait(false);
            _database.Troubles.ErasureWorks();
            return isDone;
        }
        catch (Exception e) when (!_loop.Stopping.IsCancellationRequested)
        {
            if (_hasWork)
            {
                _database.Troubles.ErasureFailed(e);
            }

            return null;
        }
    }
}
