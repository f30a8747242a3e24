namespace ConvLog;

/// <summary>A bounded queue and the task that empties it into a sink or store: whoever puts something in never waits for where it goes.</summary>
/// <typeparam name="T">What is delivered.</typeparam>
internal sealed class SinkPump<T>
{
    private readonly SinkQueue<T> _queue;
    private readonly int _batchSize;
    private readonly IPumpTarget<T> _target;
    private readonly SinkTrouble _trouble;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SinkPump(int capacity, int batchSize, IPumpTarget<T> target, SinkTrouble trouble)
    {
        _queue = new SinkQueue<T>(capacity);
        _batchSize = batchSize;
        _target = target;
        _trouble = trouble;

        // Unsafe: it outlives the flow that makes it, and must not keep that flow's values.
        ThreadPool.UnsafeQueueUserWorkItem(static pump => _ = pump.RunAsync(), this, preferLocal: false);
    }

    /// <summary>What became of everything so far.</summary>
    public FlushResult Counts => _queue.Counts;

    /// <summary>Takes something in, or drops the least grave. Never waits.</summary>
    /// <param name="item">What.</param>
    /// <param name="level">How grave it is; what is no entry counts like an Error.</param>
    public void Put(T item, EntryLevel level)
    {
        if (!_queue.Put(item, level))
        {
            _trouble.QueueIsFull();
        }
    }

    /// <summary>Counts as dropped what is not to be taken in at all.</summary>
    public void Refuse() => _queue.Refuse();

    /// <summary>Waits until all that was taken in before the call is settled.</summary>
    /// <param name="cancellationToken">Ends the wait; the result then says what is pending.</param>
    public async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken)
    {
        var flush = _queue.BeginFlush();
        await flush.Ended.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _queue.Leave(flush);
        return _queue.Counts;
    }

    /// <summary>Takes nothing more in. What waits is still delivered.</summary>
    public void Close() => _queue.Close();

    /// <summary>Takes nothing more in, and waits until what waits is delivered, or until the deadline; delivery goes on behind it.</summary>
    /// <param name="deadline">How long to wait.</param>
    /// <param name="time">The clock.</param>
    public async ValueTask CloseAsync(TimeSpan deadline, TimeProvider time)
    {
        Close();
        try
        {
            await _ended.Task.WaitAsync(deadline, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _trouble.LeftPending(Counts.Pending, deadline);
        }
    }

    private async Task RunAsync()
    {
        var batch = new List<T>(_batchSize);
        bool goesOn = true;
        while (goesOn)
        {
            try
            {
                goesOn = await StepAsync(batch).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // Targets do not throw, so memory ran out: what was in hand is lost and counted, and the pump lives.
                _queue.Settle(stored: 0, dropped: _queue.InHand);
            }
        }

        _queue.End();
        _ended.SetResult();
    }

    private async ValueTask<bool> StepAsync(List<T> batch)
    {
        bool goesOn = await _queue.WaitAsync().ConfigureAwait(false);
        batch.Clear();
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
}
