namespace ConvLog.Storage.Background;

/// <summary>
/// Work that repeats in the background, one step at a time: when it is woken, at intervals, and after a delay that a step requests. Wake-ups
/// during a step or a delay lead to one further step. Between steps there are timers and no task. Safe to use from any thread.
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

    /// <summary>The interval of automatic wake-ups, counted from the start; null for none.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>
    /// Returns, at the end of a step, the minimum delay before the next one, even if it is woken, so that work is done in batches. By default none.
    /// </summary>
    public Func<TimeSpan> MinimumDelay { get; init; } = static () => TimeSpan.Zero;

    /// <summary>Canceled when the loop stops.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>The current step; completed between steps, when the time of the next one is set.</summary>
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

    /// <summary>Starts the loop, once: with a step if it was woken before, otherwise with the first wake-up. Returns immediately.</summary>
    /// <param name="step">Does the pending work. Returns null if it is finished, otherwise the delay before the next step, whether it is woken or
    /// not.</param>
    /// <param name="failed">Handles an exception of a step and returns the delay in the same way. It must not throw.</param>
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

    /// <summary>Requests a step. Does not block; has no effect once the loop has stopped.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            _isWoken = true;
            RunIfWoken();
        }
    }

    /// <summary>Stops the loop: cancels the current step without waiting for it.</summary>
    public void Dispose()
    {
        End();
        _stopping.Cancel();
    }

    /// <summary>Stops the loop, and waits until the current step has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        End();
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Work.ConfigureAwait(false);
    }

    /// <summary>Stops the loop and waits for the current step, but not for one that hangs.</summary>
    /// <param name="longest">The maximum wait.</param>
    public async ValueTask StopAsync(TimeSpan longest)
    {
        Dispose();
        await Work.WaitAsync(longest, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // After the timeout, the caller continues.
    }

    /// <summary>Does the same as <see cref="StopAsync"/>, but blocks the caller, using the system clock.</summary>
    /// <param name="longest">The maximum wait.</param>
    public void Stop(TimeSpan longest)
    {
        Dispose();
        Work.Wait(longest);
    }

    // The work belongs to no request and must not inherit the context of the one that started or woke it.
    private static AsyncFlowControl? WithoutFlow() => ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();

    private void End()
    {
        lock (_lock)
        {
            _state = State.Stopped;
            _work = _hasBegun ? _work : Task.CompletedTask; // A step that is still waiting for a thread of the pool is not awaited.
            _interval?.Dispose();
            _pause?.Dispose();
        }
    }

    // Must be called under the lock.
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
                return; // Stopped before it began.
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
            return; // The rest is done after the next start.
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
                return; // Stopped during the step.
            }

            _isWoken |= pause is not null;
            var wait = (pause ?? TimeSpan.Zero) + MinimumDelay();
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
