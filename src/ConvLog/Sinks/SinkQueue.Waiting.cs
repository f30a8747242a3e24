namespace ConvLog;

/// <content>Who waits: the pump for work, flushes for what was taken in before them.</content>
internal sealed partial class SinkQueue<T>
{
    // In the order of their tickets. Those given up are taken out: a sink that hangs for days must not gather them.
    private readonly LinkedList<SinkFlush> _flushes = new();
    private TaskCompletionSource? _sleepingPump;
    private bool _hasEnded;

    /// <summary>Begins to wait until all that was taken in so far is delivered and confirmed.</summary>
    public SinkFlush BeginFlush()
    {
        SinkFlush flush;
        TaskCompletionSource? pump;
        lock (_gate)
        {
            flush = new SinkFlush(_lastTicket);
            if (_hasEnded)
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
        lock (_gate)
        {
            flush.Node.List?.Remove(flush.Node);
        }
    }

    /// <summary>Waits until there is work, for the pump.</summary>
    /// <returns>False once the queue is closed and empty.</returns>
    public async ValueTask<bool> WaitAsync()
    {
        while (true)
        {
            Task work;
            lock (_gate)
            {
                if (_count > 0 || _flushes.Count > 0)
                {
                    return true;
                }

                if (_isClosed)
                {
                    return false;
                }

                _sleepingPump = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                work = _sleepingPump.Task;
            }

            await work.ConfigureAwait(false);
        }
    }

    /// <summary>Whether the pump has taken all that some flush waits for.</summary>
    public bool IsFlushDue()
    {
        lock (_gate)
        {
            return _flushes.First?.Value.Ticket < OldestTicket();
        }
    }

    /// <summary>Ends the flushes that are due; to be called when what was taken is confirmed.</summary>
    public void EndFlushes()
    {
        lock (_gate)
        {
            long oldest = OldestTicket();
            while (_flushes.First is { } first && first.Value.Ticket < oldest)
            {
                _flushes.RemoveFirst();
                first.Value.End();
            }
        }
    }

    /// <summary>Takes nothing more in.</summary>
    public void Close()
    {
        TaskCompletionSource? pump;
        lock (_gate)
        {
            _isClosed = true;
            pump = Awaken();
        }

        pump?.SetResult();
    }

    /// <summary>The pump's last word: nobody delivers any more, so nobody waits.</summary>
    public void End()
    {
        lock (_gate)
        {
            _hasEnded = true;
        }

        EndFlushes();
    }

    // Set outside the lock by whoever gets it, so that no waker holds the lock longer than it must.
    private TaskCompletionSource? Awaken()
    {
        var pump = _sleepingPump;
        _sleepingPump = null;
        return pump;
    }

    private long OldestTicket() => OldestLane()?.Peek().Ticket ?? long.MaxValue;
}
