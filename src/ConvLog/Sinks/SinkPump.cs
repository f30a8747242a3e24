namespace ConvLog.Sinks;

/// <summary>A bounded queue and the task that empties it into a sink or store: whoever puts something in never waits for where it goes.</summary>
/// <typeparam name="T">What is delivered.</typeparam>
internal sealed class SinkPump<T> : IExitQueue
{
    // Early enough to be read where the process is killed before the wait is over.
    private static readonly TimeSpan s_noticeAfter = TimeSpan.FromSeconds(2);

    private readonly SinkQueue<T> _queue;
    private readonly int _batchSize;
    private readonly TimeSpan _batchDelay;
    private readonly TimeProvider _time;
    private readonly IPumpTarget<T> _target;
    private readonly SinkTrouble _trouble;
    private readonly TaskCompletionSource _ended = new(); // Whoever waits may go on where it ends: that is its last deed.

    // Who delivers: the run whose batch this is. While it rests, another may take its place.
    private readonly Lock _lock = new();
    private List<T> _batch; // As large as it gets: taking must need no memory, since what is taken and not yet counted would be lost unseen.
    private bool _isResting = true;

    /// <param name="queue">What to empty; its own.</param>
    /// <param name="batchSize">How much is delivered at once.</param>
    /// <param name="batchDelay">How long less than that waits for more.</param>
    /// <param name="time">The clock.</param>
    /// <param name="target">Where to deliver.</param>
    /// <param name="trouble">Where trouble is reported.</param>
    /// <param name="exitTimeout">How long the end of the process may wait for it.</param>
    public SinkPump(
        SinkQueue<T> queue, int batchSize, TimeSpan batchDelay, TimeProvider time, IPumpTarget<T> target, SinkTrouble trouble, TimeSpan exitTimeout)
    {
        _queue = queue;
        _batchSize = batchSize;
        _batchDelay = batchDelay;
        _time = time;
        _target = target;
        _trouble = trouble;
        ExitTimeout = exitTimeout;
        _batch = new List<T>(batchSize);
        ExitFlush.Watch(this);

        // Unsafe: it outlives the flow that makes it, and must not keep that flow's values.
        ThreadPool.UnsafeQueueUserWorkItem(static run => _ = run.Pump.RunAsync(run.Batch), (Pump: this, Batch: _batch), preferLocal: false);
    }

    string IExitQueue.Name => _trouble.Sink;

    /// <inheritdoc/>
    public TimeSpan ExitTimeout { get; }

    // What a disposal has given up is reported, and not waited for again.
    long IExitQueue.Pending => _queue.IsForsaken ? 0 : _queue.Counts.Pending;

    /// <summary>Takes something in, or drops the least grave. Never waits.</summary>
    /// <param name="item">What.</param>
    /// <param name="level">How grave it is; what is no entry counts like an Error.</param>
    /// <param name="size">Its bytes, about.</param>
    /// <param name="isEntry">Whether it is a log entry.</param>
    public void Put(T item, EntryLevel level, int size, bool isEntry)
    {
        if (_queue.Put(item, level, size, out long dropped, isEntry) is { } reason)
        {
            ReportDrop(reason, dropped);
        }
    }

    /// <summary>Counts as dropped what is not to be taken in at all.</summary>
    /// <param name="isEntry">Whether it is a log entry.</param>
    public void Refuse(bool isEntry)
    {
        _queue.Refuse(isEntry);
        _target.Dropped(SinkDropReason.Failed, 1);
    }

    /// <summary>Waits until all that was taken in before the call is settled.</summary>
    /// <param name="unlessInOutage">Whether not to wait for what fails.</param>
    /// <param name="cancellationToken">Ends the wait; the result then says what is pending.</param>
    public async ValueTask<FlushResult> FlushAsync(bool unlessInOutage, CancellationToken cancellationToken)
    {
        var flush = _queue.BeginFlush(unlessInOutage);
        await flush.Ended.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _queue.Leave(flush);
        return _queue.Result;
    }

    /// <summary>Takes nothing more in. What waits is still delivered.</summary>
    public void Close() => _queue.Close();

    /// <summary>
    /// Takes nothing more in, and waits until what waits is delivered, or until the deadline. Behind it delivery goes on until something fails, which is then
    /// given up.
    /// </summary>
    /// <param name="deadline">How long to wait.</param>
    public async ValueTask CloseAsync(TimeSpan deadline)
    {
        if (!BeginClosing())
        {
            return;
        }

        using var notice = _time.CreateTimer(static pump => ((SinkPump<T>)pump!).ReportWaiting(), this, s_noticeAfter, Timeout.InfiniteTimeSpan);
        await _ended.Task.WaitAsync(deadline, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        GiveUpPending(deadline);
    }

    /// <summary>
    /// As <see cref="CloseAsync"/>, blocking the caller. The pump runs on the thread pool, so that the caller's synchronization context is never needed.
    /// </summary>
    /// <param name="deadline">How long to wait, by the system's clock: a test's clock may stand still while its only thread waits here.</param>
    public void Close(TimeSpan deadline)
    {
        if (!BeginClosing())
        {
            return;
        }

        var quiet = deadline < s_noticeAfter ? deadline : s_noticeAfter;
        if (!_ended.Task.Wait(quiet) && deadline > quiet)
        {
            ReportWaiting();
            _ended.Task.Wait(deadline - quiet);
        }

        GiveUpPending(deadline);
    }

    // False where there is nothing to wait for: another disposal has given up the rest already.
    private bool BeginClosing()
    {
        Close();
        if (_queue.IsForsaken)
        {
            return false;
        }

        Drain();
        return true;
    }

    // On a thread of its own: at the end of a host the thread pool may have none to give.
    private void Drain()
    {
        List<T> batch;
        lock (_lock)
        {
            if (!_isResting)
            {
                return;
            }

            _batch = batch = new List<T>(_batchSize);
        }

        new Thread(() => _ = RunAsync(batch)) { IsBackground = true, Name = _trouble.Sink }.UnsafeStart();
    }

    private void ReportWaiting()
    {
        long pending = _queue.Counts.Pending;
        if (!_ended.Task.IsCompleted && pending > 0)
        {
            _trouble.WaitsForPending(pending);
        }
    }

    private void GiveUpPending(TimeSpan deadline)
    {
        long pending = _queue.Counts.Pending;
        if (!_ended.Task.IsCompleted && pending > 0)
        {
            _trouble.LeftPending(pending, deadline);
            _queue.Forsake();
        }
    }

    Task IExitQueue.FlushForExit()
    {
        var flush = _queue.BeginFlush(unlessInOutage: true);
        Drain();
        return flush.Ended;
    }

    private void ReportDrop(SinkDropReason reason, long dropped)
    {
        _target.Dropped(reason, dropped);
        if (reason == SinkDropReason.QueueFull)
        {
            _trouble.QueueIsFull();
        }
    }

    private async Task RunAsync(List<T> batch)
    {
        bool goesOn = true;
        while (goesOn && StillDelivers(batch, rests: true))
        {
            try
            {
                goesOn = await StepAsync(batch).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // Targets do not throw, so memory ran out: what was in hand is lost and counted, and the pump lives.
                _target.Dropped(SinkDropReason.Failed, _queue.DropInHand());
            }
        }

        if (!goesOn)
        {
            _queue.End();
            _ended.SetResult();
        }
    }

    private async ValueTask<bool> StepAsync(List<T> batch)
    {
        batch.Clear(); // Before it waits: entries that are delivered must not keep their conversation in memory.
        bool goesOn = await _queue.WaitAsync(_batchSize, _batchDelay, _time).ConfigureAwait(false);
        if (!StillDelivers(batch, rests: false))
        {
            return true; // Another delivers.
        }

        _queue.Take(batch, _batchSize);
        if (batch.Count > 0)
        {
            await _target.DeliverAsync(batch, _queue).ConfigureAwait(false);
        }

        if (!goesOn || _queue.IsFlushDue())
        {
            await _target.ConfirmAsync(_queue).ConfigureAwait(false);
            _queue.EndFlushes();
        }

        return goesOn;
    }

    // Whether the run is still the one that delivers; it rests from then on, or no longer.
    private bool StillDelivers(List<T> batch, bool rests)
    {
        lock (_lock)
        {
            _isResting = _batch == batch ? rests : _isResting;
            return _batch == batch;
        }
    }
}
