namespace ConvLog.Storage.Arrivals;

/// <summary>
/// Wakes those who wait for an arrival: at once for what this process wrote, and for what others wrote when a look finds it. One looks for all, and only while
/// someone waits. Any thread.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="pause">How long to wait from one look to the next.</param>
/// <param name="look">Whether something came in since the last look, or this is the first one.</param>
internal sealed class ArrivalWatch(TimeProvider time, Func<TimeSpan> pause, Func<CancellationToken, ValueTask<bool>> look) : IDisposable
{
    /// <summary>From one look to the next, where nobody tells of what other processes write.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly ArrivalSignal _signal = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _looking = Task.CompletedTask;
    private int _waiting;
    private bool _isLooking;

    /// <summary>What looks, while someone waits.</summary>
    public Task Looking => _looking;

    /// <summary>Something came in, or may have: those who wait go and see. Never waits.</summary>
    public void Arrived() => _signal.Set();

    /// <summary>Waits for an arrival.</summary>
    /// <param name="isThere">Whether there is one that the caller does not know.</param>
    /// <param name="longest">How long at most.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async ValueTask WaitAsync(Func<CancellationToken, ValueTask<bool>> isThere, TimeSpan longest, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, TimeSpan.Zero);
        Enter();
        try
        {
            // Taken first: what comes in while it is looked for sets it.
            var next = _signal.Next;
            if (!await isThere(cancellationToken).ConfigureAwait(false) && !_stopping.IsCancellationRequested)
            {
                await ArrivalSignal.WaitAsync(next, longest, time, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Leave();
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

    private void Leave()
    {
        lock (_lock)
        {
            _waiting--;
        }
    }

    private async Task LookAsync()
    {
        while (GoesOn())
        {
            if (await FindsAsync().ConfigureAwait(false))
            {
                _signal.Set();
            }

            await Task.Delay(pause(), time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // What the last look saw is remembered when nobody waits: the next one, however late, finds all that came in since.
    private bool GoesOn()
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
            // Those who wait go and see, and are told by their own call what is wrong.
            return true;
        }
    }
}
