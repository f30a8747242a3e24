namespace ConvLog.Storage.Arrivals;

/// <summary>
/// Wakes callers that wait for an arrival: immediately for records written by this process, and by polling for those of others. One poller serves all waiting
/// callers, and runs only while there are any. Safe to use from any thread.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="pause">Returns the polling interval.</param>
/// <param name="look">Polls: whether there were arrivals since the last poll, or this is the first one.</param>
internal sealed class ArrivalWatch(TimeProvider time, Func<TimeSpan> pause, Func<CancellationToken, ValueTask<bool>> look) : IDisposable
{
    /// <summary>The polling interval without notifications of other processes' writes.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly ArrivalSignal _signal = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _looking = Task.CompletedTask;
    private int _waiting;
    private bool _isLooking;

    /// <summary>The poller, which runs while there are waiting callers.</summary>
    public Task Looking => _looking;

    /// <summary>Reports a possible arrival, so that waiting callers check. Does not block.</summary>
    public void Arrived() => _signal.Set();

    /// <summary>Waits for an arrival.</summary>
    /// <param name="hasArrivals">Whether there is an arrival that is new to the caller.</param>
    /// <param name="longest">The maximum wait.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async ValueTask WaitAsync(Func<CancellationToken, ValueTask<bool>> hasArrivals, TimeSpan longest, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, TimeSpan.Zero);
        Enter();
        try
        {
            // Read first, so that an arrival during the check sets it.
            var next = _signal.Next;
            if (!await hasArrivals(cancellationToken).ConfigureAwait(false) && !_stopping.IsCancellationRequested)
            {
                await ArrivalSignal.WaitAsync(next, longest, time, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            StopWaiting();
        }
    }

    /// <summary>Ends all waits.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _signal.Set();
    }

    private void Enter()
    {
        lock (_lock)
        {
            _waiting++;
            if (!_isLooking && !_stopping.IsCancellationRequested)
            {
                _isLooking = true;
                _looking = Task.Run(LookAsync, CancellationToken.None);
            }
        }
    }

    private void StopWaiting()
    {
        lock (_lock)
        {
            _waiting--;
        }
    }

    private async Task LookAsync()
    {
        while (ShouldContinue())
        {
            if (await FindsAsync().ConfigureAwait(false))
            {
                _signal.Set();
            }

            await Task.Delay(pause(), time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // The result of the last poll is remembered while no caller waits: the next poll finds everything since then.
    private bool ShouldContinue()
    {
        lock (_lock)
        {
            return _isLooking = _waiting > 0 && !_stopping.IsCancellationRequested;
        }
    }

    private async ValueTask<bool> FindsAsync()
    {
        try
        {
            return await look(_stopping.Token).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Waiting callers check themselves, and get the exception from their own call.
            return true;
        }
    }
}
