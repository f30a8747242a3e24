namespace ConvLog.Sinks;

/// <content>Waiting: the pump waits for work, flushes wait for the items queued before them.</content>
internal sealed partial class SinkQueue<T>
{
    // In the order of their tickets. Canceled flushes are removed, so that they do not accumulate while a sink hangs for days.
    private readonly LinkedList<SinkFlush> _flushes = new();
    private readonly TaskCompletionSource _closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _sleepingPump;
    private int _pumpWakesAt = int.MaxValue;
    private bool _isInOutage;
    private bool _hasEnded;

    /// <summary>Whether items that fail from now on are dropped, because no caller waits for them any longer.</summary>
    public bool IsAbandoned => _abandoned.Task.IsCompleted;

    /// <summary>Begins to wait until everything queued so far is delivered and confirmed.</summary>
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
            pump = TakeSleepingPump();
        }

        pump?.SetResult();
        return flush;
    }

    /// <summary>Removes a flush, ended or not.</summary>
    /// <param name="flush">The flush.</param>
    public void Remove(SinkFlush flush)
    {
        lock (_lock)
        {
            flush.Node.List?.Remove(flush.Node);
        }
    }

    /// <summary>
    /// Lets the pump wait for work: a full batch, a flush, the end, or an incomplete batch whose delay is over.
    /// </summary>
    /// <param name="batch">The number of items of a full batch.</param>
    /// <param name="delay">How long an incomplete batch waits for more items.</param>
    /// <param name="time">The clock.</param>
    /// <returns>False once the queue is closed and empty.</returns>
    public async ValueTask<bool> WaitAsync(int batch, TimeSpan delay, TimeProvider time)
    {
        await SleepUntil(1).ConfigureAwait(false);
        if (delay > TimeSpan.Zero)
        {
            await SleepUntil(Math.Min(batch, capacity)).WaitAsync(delay, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        lock (_lock)
        {
            TakeSleepingPump();
            return _count > 0 || _flushes.Count > 0 || !_isClosed;
        }
    }

    /// <summary>Whether the pump has taken everything that a flush waits for.</summary>
    public bool IsFlushDue()
    {
        lock (_lock)
        {
            return _flushes.First?.Value.Ticket < OldestTicket();
        }
    }

    /// <summary>Ends the flushes that are due; to be called once the taken items are confirmed.</summary>
    public void EndFlushes()
    {
        lock (_lock)
        {
            _batchInFlightBytes = 0;
            long oldest = OldestTicket();
            while (_flushes.First is { } first && first.Value.Ticket < oldest)
            {
                _flushes.RemoveFirst();
                first.Value.End();
            }
        }
    }

    /// <summary>
    /// Records that the items in the pump's hand cannot be delivered now, which ends the flushes that do not wait for an outage.
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

    /// <summary>Records that deliveries succeed again.</summary>
    public void EndOutage()
    {
        lock (_lock)
        {
            _isInOutage = false;
        }
    }

    /// <summary>Accepts no more items.</summary>
    public void Close()
    {
        TaskCompletionSource? pump;
        lock (_lock)
        {
            _isClosed = true;
            pump = TakeSleepingPump();
        }

        pump?.SetResult();
        _closing.TrySetResult();
    }

    /// <summary>Ends the wait of closing: an item whose delivery fails from now on is dropped.</summary>
    public void Abandon() => _abandoned.TrySetResult();

    /// <summary>Lets the pump wait before it retries a failed delivery. Closing the queue cuts the wait short, because its caller waits for the
    /// delivery.</summary>
    /// <param name="delay">The length of the wait.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Whether it was cut short.</returns>
    public async ValueTask<bool> PauseAsync(TimeSpan delay, TimeProvider time)
    {
        var end = _closing.Task.IsCompleted ? _abandoned.Task : _closing.Task;
        await end.WaitAsync(delay, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return end.IsCompleted;
    }

    /// <summary>Called when the pump has ended, so that waiting flushes end.</summary>
    public void End()
    {
        lock (_lock)
        {
            _hasEnded = true;
        }

        EndFlushes();
    }

    // Completes immediately if there is no reason to rest: enough items are queued, a flush waits, or the queue is closed.
    private Task SleepUntil(int count)
    {
        lock (_lock)
        {
            // The pump rests, so its batch has been delivered.
            _batchInFlightBytes = 0;
            if (_count >= count || _bytes >= _batchBytes || _flushes.Count > 0 || _isClosed)
            {
                return Task.CompletedTask;
            }

            _pumpWakesAt = count;
            _sleepingPump = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _sleepingPump.Task;
        }
    }

    // Completed by the caller outside the lock, so that no thread holds the lock longer than necessary.
    private TaskCompletionSource? TakeSleepingPump()
    {
        var pump = _sleepingPump;
        _sleepingPump = null;
        _pumpWakesAt = int.MaxValue;
        return pump;
    }

    /// <summary>The item that has been queued longest, except those in the pump's hand; default if the queue is empty.</summary>
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
