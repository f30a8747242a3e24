namespace ConvLog.Sinks;

/// <summary>A bounded queue and the task that delivers its items to a sink or store, so that callers never wait for the destination.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
internal sealed class SinkPump<T> : IExitQueue
{
    // Early enough to be read if the process is killed before the wait is over.
    private static readonly TimeSpan s_noticeAfter = TimeSpan.FromSeconds(2);

    private readonly SinkQueue<T> _queue;
    private readonly int _batchSize;
    private readonly TimeSpan _batchDelay;
    private readonly TimeProvider _time;
    private readonly IPumpTarget<T> _target;
    private readonly SinkFailures _failures;
    private readonly TaskCompletionSource _ended = new(); // Continuations may run where it is completed, which is the pump's last action.

    // Identifies the run that delivers: the one that has this batch. While it rests, another may replace it.
    private readonly Lock _lock = new();
    private List<T> _batch; // Allocated at full size: taking items must not need memory, because uncounted items would be lost.
    private bool _isResting = true;

    /// <param name="queue">The queue, which the pump owns.</param>
    /// <param name="batchSize">The number of items to deliver at once.</param>
    /// <param name="batchDelay">How long an incomplete batch waits for more items.</param>
    /// <param name="time">The clock.</param>
    /// <param name="target">The destination.</param>
    /// <param name="failures">Reports failures.</param>
    /// <param name="exitTimeout">How long the end of the process may wait for it.</param>
    public SinkPump(
        SinkQueue<T> queue, int batchSize, TimeSpan batchDelay, TimeProvider time, IPumpTarget<T> target, SinkFailures failures, TimeSpan exitTimeout)
    {
        _queue = queue;
        _batchSize = batchSize;
        _batchDelay = batchDelay;
        _time = time;
        _target = target;
        _failures = failures;
        ExitTimeout = exitTimeout;
        _batch = new List<T>(batchSize);
        ExitFlush.Watch(this);

        // Unsafe: the pump outlives the flow that creates it, and must not capture that flow's execution context.
        ThreadPool.UnsafeQueueUserWorkItem(static run => _ = run.Pump.RunAsync(run.Batch), (Pump: this, Batch: _batch), preferLocal: false);
    }

    string IExitQueue.Name => _failures.Sink;

    /// <inheritdoc/>
    public TimeSpan ExitTimeout { get; }

    // Items that a disposal has given up on have been reported, and are not waited for again.
    long IExitQueue.Pending => _queue.IsAbandoned ? 0 : _queue.Counts.Pending;

    /// <summary>Queues an item; if the queue is full, drops items of the lowest severity. Never waits.</summary>
    /// <param name="item">The item.</param>
    /// <param name="level">Its severity; an item that is not an entry counts as an Error.</param>
    /// <param name="size">Its approximate size in bytes.</param>
    /// <param name="isEntry">Whether it is a log entry.</param>
    public void Put(T item, EntryLevel level, int size, bool isEntry)
    {
        if (_queue.Put(item, level, size, out long dropped, isEntry) is { } reason)
        {
            ReportDrop(reason, dropped);
        }
    }

    /// <summary>Counts an item that cannot be queued as dropped.</summary>
    /// <param name="isEntry">Whether it is a log entry.</param>
    public void Refuse(bool isEntry)
    {
        _queue.Refuse(isEntry);
        _target.Dropped(SinkDropReason.Failed, 1);
    }

    /// <summary>Waits until everything queued before the call is settled.</summary>
    /// <param name="unlessInOutage">Whether not to wait for failing deliveries.</param>
    /// <param name="cancellationToken">A token to cancel the wait; the result then contains what is pending.</param>
    public async ValueTask<FlushResult> FlushAsync(bool unlessInOutage, CancellationToken cancellationToken)
    {
        var flush = _queue.BeginFlush(unlessInOutage);
        await flush.Ended.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _queue.Remove(flush);
        return _queue.Result;
    }

    /// <summary>Accepts no more items. Queued items are still delivered.</summary>
    public void Close() => _queue.Close();

    /// <summary>
    /// Accepts no more items, and waits until the queued ones are delivered or the deadline is reached. After the deadline, delivery continues until
    /// something fails, which is then dropped.
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
    /// The same as <see cref="CloseAsync"/>, but blocks the caller. The pump runs on the thread pool, so it never needs the caller's synchronization context.
    /// </summary>
    /// <param name="deadline">How long to wait, by the system clock: a test's clock may not advance while its only thread waits here.</param>
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

    // False if there is nothing to wait for, because another disposal has given up on the remaining items.
    private bool BeginClosing()
    {
        Close();
        if (_queue.IsAbandoned)
        {
            return false;
        }

        Drain();
        return true;
    }

    // On a separate thread: when a host ends, the thread pool may have none available.
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

        new Thread(() => _ = RunAsync(batch)) { IsBackground = true, Name = _failures.Sink }.UnsafeStart();
    }

    private void ReportWaiting()
    {
        long pending = _queue.Counts.Pending;
        if (!_ended.Task.IsCompleted && pending > 0)
        {
            _failures.WaitsForPending(pending);
        }
    }

    private void GiveUpPending(TimeSpan deadline)
    {
        long pending = _queue.Counts.Pending;
        if (!_ended.Task.IsCompleted && pending > 0)
        {
            _failures.LeftPending(pending, deadline);
            _queue.Abandon();
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
            _failures.QueueIsFull();
        }
    }

    private async Task RunAsync(List<T> batch)
    {
        bool goesOn = true;
        while (goesOn && IsCurrentRun(batch, rests: true))
        {
            try
            {
                goesOn = await StepAsync(batch).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // Targets do not throw, so memory was exhausted: the items in hand are lost and counted, and the pump continues.
                _target.Dropped(SinkDropReason.Failed, _queue.DropInFlight());
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
        batch.Clear(); // Before waiting: delivered entries must not keep their conversation in memory.
        bool goesOn = await _queue.WaitAsync(_batchSize, _batchDelay, _time).ConfigureAwait(false);
        if (!IsCurrentRun(batch, rests: false))
        {
            return true; // Another run delivers.
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

    // Whether the run is still the one that delivers; also sets whether it rests.
    private bool IsCurrentRun(List<T> batch, bool rests)
    {
        lock (_lock)
        {
            _isResting = _batch == batch ? rests : _isResting;
            return _batch == batch;
        }
    }
}
