namespace ConvLog.Storage.Background;

/// <summary>
/// Work that repeats in the background, one step at a time: when it is woken, at intervals, and after a pause where a step asks for another one. Wake-ups that
/// come during a step or a pause lead to one further step. Between steps there are timers and no task. Any thread.
/// </summary>
/// <param name="time">The clock and its timers.</param>
internal sealed class BackgroundLoop(TimeProvider time) : IAsyncDisposable, IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private Func<CancellationToken, ValueTask<TimeSpan?>>? _step;
    private Func<Exception, TimeSpan?>? _failed;
    private Task _work = Task.CompletedTask;
    private ITimer? _interval;
    private ITimer? _pause;
    private State _state = State.New;
    private bool _isWoken;
    private bool _hasBegun;

    private enum State
    {
        New,
        Waiting,
        Working,
        Pausing,
        Stopped,
    }

    /// <summary>How often it wakes by itself, counted from the start; null where it is only woken by others.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>
    /// Tells, at the end of a step, the least time to the next, also for one that is woken: what happens in it is done together. By default none.
    /// </summary>
    public Func<TimeSpan> Rest { get; init; } = static () => TimeSpan.Zero;

    /// <summary>Cancelled when it stops.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>The step that is running; completed between steps, when the time of the next one is set.</summary>
    public Task Work
    {
        get
        {
            lock (_lock)
            {
                return _work;
            }
        }
    }

    /// <summary>Starts it, once: with a step where it was woken before, otherwise with the first wake-up. Returns at once.</summary>
    /// <param name="step">Does what there is to do. Returns null when all is done, otherwise how long to pause before the next step, whether it is woken or
    /// not.</param>
    /// <param name="failed">Handles what a step throws while the loop goes on, and returns the same. It must not throw.</param>
    public void Start(Func<CancellationToken, ValueTask<TimeSpan?>> step, Func<Exception, TimeSpan?> failed)
    {
        lock (_lock)
        {
            if (_state != State.New)
            {
                return;
            }

            (_step, _failed, _state) = (step, failed, State.Waiting);
            using var alone = WithoutFlow();
            _pause = time.CreateTimer(_ => EndPause(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _interval = Interval is { } interval ? time.CreateTimer(_ => Wake(), state: null, interval, interval) : null;
            RunIfWoken();
        }
    }

    /// <summary>Asks for a step soon. Never waits; does nothing once it has stopped.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            _isWoken = true;
            RunIfWoken();
        }
    }

    /// <summary>Stops it: a step that is running is cancelled and not waited for.</summary>
    public void Dispose()
    {
        End();
        _stopping.Cancel();
    }

    /// <summary>Stops it, and waits until the step that is running has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        End();
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Work.ConfigureAwait(false);
    }

    /// <summary>As <see cref="DisposeAsync"/>, but does not wait for a step that hangs.</summary>
    /// <param name="longest">How long to wait for it at most.</param>
    public async ValueTask StopAsync(TimeSpan longest)
    {
        Dispose();
        await Work.WaitAsync(longest, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // Too late, the caller ends without it.
    }

    /// <summary>As <see cref="StopAsync"/>, blocking the caller, by the system's clock.</summary>
    /// <param name="longest">How long to wait at most.</param>
    public void Stop(TimeSpan longest)
    {
        Dispose();
        Work.Wait(longest);
    }

    // Whose request happened to start or wake it is nothing to work that no request waits for.
    private static AsyncFlowControl? WithoutFlow() => ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();

    private void End()
    {
        lock (_lock)
        {
            _state = State.Stopped;
            _work = _hasBegun ? _work : Task.CompletedTask; // A step that the thread pool has no thread for is not waited for.
            _interval?.Dispose();
            _pause?.Dispose();
        }
    }

    // Under the lock.
    private void RunIfWoken()
    {
        if (_isWoken && _state == State.Waiting)
        {
            (_state, _isWoken) = (State.Working, false);
            using var alone = WithoutFlow();
            (_work, _hasBegun) = (Task.Run(RunAsync), false);
        }
    }

    private async Task RunAsync()
    {
        lock (_lock)
        {
            if (_state != State.Working)
            {
                return; // It was stopped.
            }

            _hasBegun = true;
        }

        TimeSpan? pause;
        try
        {
            pause = await _step!(_stopping.Token).ConfigureAwait(false);
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            return; // What is left is done after the next start.
        }
        catch (Exception e)
        {
            pause = _failed!(e);
        }

        Pause(pause);
    }

    private void Pause(TimeSpan? pause)
    {
        lock (_lock)
        {
            if (_state != State.Working)
            {
                return; // It was stopped.
            }

            _isWoken |= pause is not null;
            var wait = (pause ?? TimeSpan.Zero) + Rest();
            if (wait > TimeSpan.Zero)
            {
                _state = State.Pausing;
                _pause!.Change(wait, Timeout.InfiniteTimeSpan);
            }
            else
            {
                _state = State.Waiting;
                RunIfWoken();
            }
        }
    }

    private void EndPause()
    {
        lock (_lock)
        {
            if (_state == State.Pausing)
            {
                _state = State.Waiting;
                RunIfWoken();
            }
        }
    }
}
