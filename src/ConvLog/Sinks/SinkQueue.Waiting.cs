namespace ConvLog.Sinks;

/// <content>Who waits: the pump for work, flushes for what was taken in before them.</content>
internal sealed partial class SinkQueue<T>
{
    // In the order of their tickets. Those given up are taken out: a sink that hangs for days must not gather them.
    private readonly LinkedList<SinkFlush> _flushes = new();
    private readonly TaskCompletionSource _closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _forsaking = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _sleepingPump;
    private int _pumpWakesAt = int.MaxValue;
    private bool _isInOutage;
    private bool _hasEnded;

    /// <summary>Whether what fails from now on is given up: nobody waits for the rest any longer.</summary>
    public bool IsForsaken => _forsaking.Task.IsCompleted;

    /// <summary>Begins to wait until all that was taken in so far is delivered and confirmed.</summary>
    /// <param name="unlessInOutage">Whether it ends as soon as there is an outage.</param>
    public SinkFlush BeginFlush(bool unlessInOutage)
    {
        SinkFlush flush;
        TaskCompletionSource? pump;
        lock (_lock)
        {
            flush = new SinkFlush(_lastTicket, unlessInOutage);
            if (_hasEnded || (unlessInOutage && _isInOutage))
            {
                flush.End();
                return flush;
            }

            _flushes.AddLast(flush.Node);
            pump = Awaken();
        }

        pump?.SetResult();
        return flush;
    }

    /// <summary>Lets go of a flush, ended or not.</summary>
    /// <param name="flush">The flush.</param>
    public void Leave(SinkFlush flush)
    {
        lock (_lock)
        {
            flush.Node.List?.Remove(flush.Node);
        }
    }

    /// <summary>
    /// Waits until there is something to do, for the pump: a full batch, a flush, the end, or less than a batch for as long as that may wait.
    /// </summary>
    /// <param name="batch">How much is a full batch.</param>
    /// <param name="delay">How long less may wait for more.</param>
    /// <param name="time">The clock.</param>
    /// <returns>False once the queue is closed and empty.</returns>
    public async ValueTask<bool> WaitAsync(int batch, TimeSpan delay, TimeProvider time)
    {
        await RestUntil(1).ConfigureAwait(false);
        if (delay > TimeSpan.Zero)
        {
            await RestUntil(Math.Min(batch, capacity)).WaitAsync(delay, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        lock (_lock)
        {
            Awaken();
            return _count > 0 || _flushes.Count > 0 || !_isClosed;
        }
    }

    /// <summary>Whether the pump has taken all that some flush waits for.</summary>
    public bool IsFlushDue()
    {
        lock (_lock)
        {
            return _flushes.First?.Value.Ticket < OldestTicket();
        }
    }

    /// <summary>Ends the flushes that are due; to be called when what was taken is confirmed.</summary>
    public void EndFlushes()
    {
        lock (_lock)
        {
            _batchInHandBytes = 0;
            long oldest = OldestTicket();
            while (_flushes.First is { } first && first.Value.Ticket < oldest)
            {
                _flushes.RemoveFirst();
                first.Value.End();
            }
        }
    }

    /// <summary>
    /// Says that what the pump has in hand waits for something that does not work, so that those who would rather not wait for that are let go.
    /// </summary>
    public void BeginOutage()
    {
        lock (_lock)
        {
            _isInOutage = true;
            for (var node = _flushes.First; node is not null;)
            {
                var (flush, next) = (node.Value, node.Next);
                if (flush.UnlessInOutage)
                {
                    _flushes.Remove(node);
                    flush.End();
                }

                node = next;
            }
        }
    }

    /// <summary>Says that it works again.</summary>
    public void EndOutage()
    {
        lock (_lock)
        {
            _isInOutage = false;
        }
    }

    /// <summary>Takes nothing more in.</summary>
    public void Close()
    {
        TaskCompletionSource? pump;
        lock (_lock)
        {
            _isClosed = true;
            pump = Awaken();
        }

        pump?.SetResult();
        _closing.TrySetResult();
    }

    /// <summary>Gives up, when it next fails, what could not be delivered since the end.</summary>
    public void Forsake() => _forsaking.TrySetResult();

    /// <summary>Waits before something that failed is tried again, for the pump. The end cuts the wait short: who ends waits for that.</summary>
    /// <param name="delay">How long.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Whether it was cut short.</returns>
    public async ValueTask<bool> PauseAsync(TimeSpan delay, TimeProvider time)
    {
        var end = _closing.Task.IsCompleted ? _forsaking.Task : _closing.Task;
        await end.WaitAsync(delay, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return end.IsCompleted;
    }

    /// <summary>The pump's last word: nobody delivers any more, so nobody waits.</summary>
    public void End()
    {
        lock (_lock)
        {
            _hasEnded = true;
        }

        EndFlushes();
    }

    // Ends at once where there is no reason to rest: so much waits, or someone waits for it, or nothing more will come.
    private Task RestUntil(int count)
    {
        lock (_lock)
        {
            // The pump rests, so its batch is delivered.
            _batchInHandBytes = 0;
            if (_count >= count || _bytes >= _batchBytes || _flushes.Count > 0 || _isClosed)
            {
                return Task.CompletedTask;
            }

            _pumpWakesAt = count;
            _sleepingPump = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _sleepingPump.Task;
        }
    }

    // Set outside the lock by whoever gets it, so that no waker holds the lock longer than it must.
    private TaskCompletionSource? Awaken()
    {
        var pump = _sleepingPump;
        _sleepingPump = null;
        _pumpWakesAt = int.MaxValue;
        return pump;
    }

    /// <summary>What has waited longest, without what the pump has in hand; default where nothing waits.</summary>
    public T? Oldest
    {
        get
        {
            lock (_lock)
            {
                return OldestLane(out _) is { } lane ? lane.Oldest : default;
            }
        }
    }

    private long OldestTicket() => OldestLane(out _) is { } lane && lane.TryPeek(out long ticket) ? ticket : long.MaxValue;
}
