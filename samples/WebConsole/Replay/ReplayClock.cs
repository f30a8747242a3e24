namespace WebConsole.Replay;

/// <summary>The clock of a replayed conversation. It advances only when it is moved, or while a task that waits for it runs.</summary>
internal sealed class ReplayClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<ReplayTimer, (long Due, long Order)> _timers = new();
    private long _ticks = start.UtcTicks;
    private long _order;
    private TaskCompletionSource _scheduled = NewSignal();

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ReplayTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs a story to its end: whenever it waits for this clock, the time jumps to the next timer.</summary>
    public async Task RunAsync(Func<Task> story)
    {
        var running = story();
        while (!running.IsCompleted)
        {
            Task scheduled;
            lock (_gate)
            {
                scheduled = _scheduled.Task;
            }

            if (TakeNext() is { } timer)
            {
                timer.Fire();
            }
            else
            {
                // The story waits for something else, such as a stream, and may wait for this clock again afterwards.
                await Task.WhenAny(running, scheduled);
            }
        }

        await running;
    }

    internal void Schedule(ReplayTimer timer, TimeSpan dueTime)
    {
        TaskCompletionSource scheduled;
        lock (_gate)
        {
            _timers.Enqueue(timer, (timer.Due = GetTimestamp() + dueTime.Ticks, _order++));
            scheduled = _scheduled;
            _scheduled = NewSignal();
        }

        scheduled.SetResult();
    }

    private ReplayTimer? TakeNext()
    {
        lock (_gate)
        {
            while (_timers.TryDequeue(out var timer, out var when))
            {
                if (timer.Due == when.Due)
                {
                    Interlocked.Exchange(ref _ticks, Math.Max(GetTimestamp(), when.Due));
                    return timer;
                }
            }

            return null;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
