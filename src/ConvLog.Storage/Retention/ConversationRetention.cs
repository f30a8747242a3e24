using ConvLog.Sinks;
using ConvLog.Storage;
using ConvLog.Storage.Retention;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <summary>
/// Lets conversations, personal data and the access log expire: every day where <see cref="RetentionOptions.Enabled"/> says so, and when someone starts a run.
/// Registered by <c>AddConvLog</c>; it is at work from when the host first opens or reads a conversation, and from the host's start where
/// <c>AddConvLogConsole</c> is registered.
/// </summary>
/// <remarks>
/// <para>
/// A run asks the store what has expired, refuses to take more than <see cref="RetentionOptions.MostShare"/> of all conversations at once unless that is
/// confirmed, and then takes it batch by batch. A batch that fails is tried again after growing pauses, for up to six hours; it is never passed over. A run
/// that a process left behind, killed or stopped, is taken up by the next with the same cut, and without asking again; one of the schedule only while retention
/// is enabled.
/// </para>
/// <para>
/// The time at which the run starts decides: a conversation has expired whose last activity is more than <see cref="RetentionOptions.Days"/> ago, and never one
/// that is still in progress. A clock that was set back makes nothing expire. A process executes one run at a time. Several processes may execute the same run,
/// with the same result.
/// </para>
/// <para>Trouble with the store is logged and kept with the run, and reaches no function.</para>
/// </remarks>
public sealed partial class ConversationRetention : IAsyncDisposable, IDisposable
{
    // How long ending waits for a batch that is under way.
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

    /// <summary>The settings in effect, environment variables included. A copy: changing it has no effect.</summary>
    public RetentionOptions Settings => _options.Copy();

    /// <summary>When the next daily run starts, in UTC; null where there is none.</summary>
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

    /// <summary>What goes on by itself, for tests: ends when all of it has.</summary>
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

    /// <summary>Counts what a run would do now. Changes nothing.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ConversationStoreException">The store cannot be read.</exception>
    public ValueTask<RetentionPreview> PreviewAsync(CancellationToken cancellationToken = default)
        => _store.PreviewRetentionAsync(_runner.Cut(), cancellationToken);

    /// <summary>Starts a run and waits for its end; first for the end of one that is under way.</summary>
    /// <param name="startedBy">Who starts it, for what is kept of it.</param>
    /// <param name="confirmed">Whether it may take more than <see cref="RetentionOptions.MostShare"/> at once; default false.</param>
    /// <param name="cancellationToken">Ends the wait; a run that has begun continues.</param>
    /// <returns>The run: <see cref="RetentionRunState.Completed"/>, <see cref="RetentionRunState.Refused"/> or
    /// <see cref="RetentionRunState.Failed"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="startedBy"/> is null, empty or blank.</exception>
    /// <exception cref="ConversationStoreException">The store failed before anything was done.</exception>
    /// <exception cref="OperationCanceledException">The token ended the wait, or the host ends: the run is then taken up when it starts again.</exception>
    /// <exception cref="ObjectDisposedException">The host has ended.</exception>
    public async Task<RetentionRun> RunAsync(string startedBy, bool confirmed = false, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(startedBy);
        ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        var run = InTurnAsync(() => _runner.OnDemandAsync(startedBy, confirmed, Own, _stop.Token));
        Watch(run);
        return await run.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The latest runs, newest first. A run in progress is among them, with its progress of a second ago.</summary>
    /// <param name="limit">At most so many, from 1; a hundred are kept. Default 20.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ConversationStoreException">The store cannot be read.</exception>
    public ValueTask<IReadOnlyList<RetentionRun>> ReadRunsAsync(int limit = 20, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _store.ReadRetentionRunsAsync(limit, cancellationToken);
    }

    /// <summary>Stops a run that is under way behind its batch, and waits for that up to 5 seconds. The next process takes it up.</summary>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        if (_turn.CurrentCount > 0)
        {
            return; // No run is under way.
        }

        try
        {
            await Work.WaitAsync(_budget?.Share(s_disposeTimeout) ?? s_disposeTimeout, _time).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // What it was is logged or the caller's; a store that hangs does not keep the host from ending.
        }
    }

    /// <summary>As <see cref="DisposeAsync"/>, without the wait: prefer that.</summary>
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
