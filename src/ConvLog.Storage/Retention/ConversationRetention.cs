using ConvLog.Sinks;
using ConvLog.Storage;
using ConvLog.Storage.Retention;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <summary>
/// Deletes expired conversations, personal data and access log records: daily if <see cref="RetentionOptions.Enabled"/> is set, and on demand.
/// Registered by <c>AddConvLog</c>; it starts when the host first opens or reads a conversation, or with the host if
/// <c>AddConvLogConsole</c> is registered.
/// </summary>
/// <remarks>
/// <para>
/// A run finds what has expired. If that is more than <see cref="RetentionOptions.MostShare"/> of all conversations, it is refused unless it is
/// confirmed; otherwise it deletes batch by batch. A batch that fails is retried with increasing delays for up to six hours, and is never skipped. A run
/// that was interrupted by the end of its process is resumed by the next process with the same cut and without another confirmation; a scheduled run only if
/// retention is still enabled.
/// </para>
/// <para>
/// Expiry is determined by the start time of the run: a conversation has expired if its last activity is more than <see cref="RetentionOptions.Days"/> ago,
/// unless it is still in progress. A clock that was set back makes nothing expire. A process executes one run at a time. Several processes may execute the
/// same run, with the same result.
/// </para>
/// <para>A store without <see cref="StoreCapabilities.RetentionRuns"/> keeps no runs: those of this process are kept in memory, and an interrupted one is
/// not resumed.</para>
/// <para>Store failures are logged and saved with the run; they do not affect logging code.</para>
/// </remarks>
public sealed partial class ConversationRetention : IAsyncDisposable, IDisposable
{
    // How long disposing waits for the current batch.
    private static readonly TimeSpan s_disposeTimeout = TimeSpan.FromSeconds(5);

    private readonly IRetentionStore _store;
    private readonly RetentionOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly DisposeBudget? _budget;
    private readonly RetentionRunner _runner;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _lock = new();
    private readonly HashSet<Guid> _own = [];
    private DailyTimer? _timer;
    private Task _work = Task.CompletedTask;
    private bool _isScheduledRunning;
    private bool _isStarted;

    internal ConversationRetention(IRetentionStore store, RetentionOptions options, TimeSpan idleTimeout, TimeProvider time, ILogger logger,
        DisposeBudget? budget = null)
    {
        _store = store;
        _options = options.Copy();
        _time = time;
        _logger = GuardedLogger.Around(logger);
        _budget = budget;
        _runner = new RetentionRunner(store, _options, idleTimeout, time, _logger);
    }

    /// <summary>A copy of the settings in effect, including those from environment variables. Changing the copy has no effect.</summary>
    public RetentionOptions Settings => _options.Copy();

    /// <summary>When the next daily run starts, in UTC; null if none is scheduled.</summary>
    public DateTimeOffset? NextRunAt
    {
        get
        {
            lock (_lock)
            {
                return _timer?.Next;
            }
        }
    }

    /// <summary>For tests: completes when all background work has ended.</summary>
    internal Task Work
    {
        get
        {
            lock (_lock)
            {
                return _work;
            }
        }
    }

    /// <summary>Counts what a run would delete now. Changes nothing.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ConversationStoreException">The store cannot be read.</exception>
    public ValueTask<RetentionPreview> PreviewAsync(CancellationToken cancellationToken = default)
        => _store.PreviewRetentionAsync(_runner.Cut(), cancellationToken);

    /// <summary>Starts a run and waits until it ends. If another run is in progress, waits for that one first.</summary>
    /// <param name="startedBy">The name of the person who starts it, saved with the run.</param>
    /// <param name="confirmed">Whether the run may affect more than <see cref="RetentionOptions.MostShare"/> of all conversations; default false.</param>
    /// <param name="cancellationToken">Cancels the wait; a run that has begun continues.</param>
    /// <returns>The run: <see cref="RetentionRunState.Completed"/>, <see cref="RetentionRunState.Refused"/> or
    /// <see cref="RetentionRunState.Failed"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="startedBy"/> is null, empty or blank.</exception>
    /// <exception cref="ConversationStoreException">The store failed before the run changed anything.</exception>
    /// <exception cref="OperationCanceledException">The wait was canceled, or the host is stopping: the run is then resumed when it starts again.</exception>
    /// <exception cref="ObjectDisposedException">This object is disposed.</exception>
    public async Task<RetentionRun> RunAsync(string startedBy, bool confirmed = false, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(startedBy);
        ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        var run = InTurnAsync(() => _runner.OnDemandAsync(startedBy, confirmed, AddOwnRun, _stop.Token));
        Watch(run);
        return await run.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the latest runs, newest first, including a run in progress with its state of up to a second ago.</summary>
    /// <param name="limit">The maximum number of runs, at least 1; a hundred are kept. Default 20.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ConversationStoreException">The store cannot be read.</exception>
    public ValueTask<IReadOnlyList<RetentionRun>> ReadRunsAsync(int limit = 20, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _runner.Runs.ReadRetentionRunsAsync(limit, cancellationToken);
    }

    /// <summary>Stops a run in progress after its current batch, and waits for that up to 5 seconds. The next process resumes it.</summary>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        if (_turn.CurrentCount > 0)
        {
            return; // No run is in progress.
        }

        try
        {
            await Work.WaitAsync(_budget?.Share(s_disposeTimeout) ?? s_disposeTimeout, _time).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The failure was already logged or thrown to the caller; a store that hangs must not keep the host from stopping.
        }
    }

    /// <summary>Does the same as <see cref="DisposeAsync"/>, but does not wait. Prefer <see cref="DisposeAsync"/>.</summary>
    public void Dispose()
    {
        DailyTimer? timer;
        lock (_lock)
        {
            _isStarted = true;
            timer = _timer;
            _timer = null;
        }

        timer?.Dispose();
        _stop.Cancel();
    }
}
