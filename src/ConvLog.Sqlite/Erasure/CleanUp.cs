using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Text;
using ConvLog.Storage.Background;

namespace ConvLog.Sqlite.Erasure;

/// <summary>
/// Completes deletions in the background and in short transactions, whether data was erased or expired or a key was destroyed or rewrapped: rows are deleted,
/// the text index is merged, free pages are returned to the disk, and the write-ahead logs of both files are emptied. After that, no bytes of the deleted data
/// are left, and the receipts of erasures record the time. Runs on opening and after each deletion; work that a crash or another process left unfinished is
/// found again. Every minute, it also empties the logs of data that later revisions replaced.
/// </summary>
internal sealed class CleanUp : IDisposable
{
    private const string DeleteDims = "DELETE FROM dims WHERE NOT EXISTS (SELECT 1 FROM conversation WHERE conversation.dims = dims.no)";
    private const string DeleteModels = "DELETE FROM model WHERE NOT EXISTS (SELECT 1 FROM model_call WHERE model_call.model = model.no)";

    // Work that another process left unfinished is found at this interval.
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_shortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(1);

    // Between attempts while a caller waits. Each attempt delays writers by about 20 ms if a read blocks it.
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

    // Whether to empty the logs even if no deletion requires it.
    private int _areLogsDue;

    // The deletions for which the file itself was cleaned already: if a reader blocks a log, that need not be repeated.
    private (long? Traces, List<long> Erasures) _rewritten = (null, []);

    // Whether there may be work, once the file could be read. A file that cannot be opened is reported by other parts of health.
    private volatile bool _hasWork;

    // Not the loop's interval: only this timer has the logs emptied, however often something else wakes the loop.
    private ITimer? _timer;

    public CleanUp(Database database, KeysFile file, Erasures erasures, Removals removals)
    {
        (_database, _file, _erasures, _removals) = (database, file, erasures, removals);
        _merge = new TextMerge(database);
        _time = database.Options.TimeProvider;
        _loop = new BackgroundLoop(_time);
    }

    /// <summary>Starts the background work, which runs at once and whenever it is woken.</summary>
    public void Start()
    {
        Wake();
        _timer = _time.CreateTimer(_ => WakeForLogs(), state: null, s_lookAgain, s_lookAgain);
        _loop.Start(RunAsync, static _ => s_longestPause); // Failures are reported in TryOnceAsync.
    }

    /// <summary>Signals that something was deleted. Never waits.</summary>
    public void Wake() => _loop.Wake();

    /// <summary>Completes all pending work once.</summary>
    /// <param name="emptiesLogs">Whether to empty the logs even if no deletion requires it: they contain data that later revisions replaced.</param>
    /// <param name="cancellationToken">A token to cancel the operation between transactions.</param>
    /// <returns>Whether all work is completed; false if a reader needs a log.</returns>
    public async Task<bool> TryAsync(bool emptiesLogs, CancellationToken cancellationToken)
    {
        await _cleaning.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _erasures.FinishAsync(cancellationToken).ConfigureAwait(false);
            long? traces = _database.Read(DeletionTraces.CountTraces);
            long? keyTraces = _file.Read(DeletionTraces.CountTraces);
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
    /// Completes pending work on a separate task, and retries while a read or another checkpoint needs a log. An attempt continues when the wait for it ends.
    /// </summary>
    /// <param name="longest">How long to wait at most.</param>
    /// <param name="cancellationToken">A token to cancel the wait.</param>
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
            // The background loop continues, or the next opening of the file.
        }
        finally
        {
            await waiting.CancelAsync().ConfigureAwait(false);
            Wake();
        }
    }

    /// <summary>Stops after the current transaction.</summary>
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

    // As early as possible, and before any slow work: the wrapped keys in this log open old backups.
    private bool TryCleanKeys(long upTo) => _file.EmptyLog() && _file.Write(session => DeletionTraces.Clean(session, upTo));

    private async Task<bool> TryEmptyLogsAsync(CancellationToken cancellationToken)
    {
        bool isDataLogEmpty = IsLogEmpty(_database.Path) || await _database.ShortenLogAsync(cancellationToken).ConfigureAwait(false);
        return (IsLogEmpty(_file.Path) || _file.EmptyLog()) && isDataLogEmpty;
    }

    private static bool IsLogEmpty(string path) => new FileInfo(DatabaseFile.LogOf(path)) is not { Exists: true, Length: > 0 };

    // The whole file is cleaned for any erasure, because data that it covers may have expired before and left as many traces.
    private async Task<bool> CleanAsync(long? traces, List<long> erasures, CancellationToken cancellationToken)
    {
        if (_rewritten.Traces != traces || !_rewritten.Erasures.SequenceEqual(erasures))
        {
            await _merge.RunAsync(cancellationToken).ConfigureAwait(false);
            var hours = _database.Read(TimeWords.Empty);
            await _database.WriteAsync(session => DeleteUnused(session, hours), cancellationToken).ConfigureAwait(false);
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
            await _database.WriteAsync(session => DeletionTraces.Clean(session, upTo), cancellationToken).ConfigureAwait(false);
        }

        return _file.Write(session => Receipts.Cleaned(session, erasures, _time.GetUtcNow()));
    }

    // Deletes agents, channels and accounts without a conversation, models without a call, and hours without an indexed document.
    private static bool DeleteUnused(Session session, List<long> hours)
    {
        session[DeleteDims].Run();
        session[DeleteModels].Run();
        hours.ForEach(hour => TimeWords.DeleteIfEmpty(session, hour));
        return true;
    }

    // Unfinished work is found when the file is opened again.
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

    // A failure is not retried while a caller waits: only reads and checkpoints are expected to end soon.
    private async Task RepeatAsync(CancellationToken cancellationToken)
    {
        var pause = s_shortestRetry;
        while (await TryOnceAsync(emptiesLogs: false).ConfigureAwait(false) is false)
        {
            await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
            pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, s_longestRetry.Ticks));
        }
    }

    // Null if it failed, which health reports.
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
