namespace ConvLog.Testing.Time;

/// <summary>A timer of a <see cref="ManualClock"/>, which guards its state with the clock's lock.</summary>
internal sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state, long number) : ITimer
{
    // A real timer fires in the flow that started it, and conv.Log depends on the flow.
    private readonly ExecutionContext? _flow = ExecutionContext.Capture();

    /// <summary>Its order among timers that are due at the same time.</summary>
    public long Number => number;

    public long DueAt { get; set; }

    public TimeSpan Period { get; set; }

    public bool IsDisposed { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
        return clock.Schedule(this, dueTime, period);
    }

    public void Run()
    {
        if (_flow is null)
        {
            callback(state);
        }
        else
        {
            ExecutionContext.Run(_flow, static timer => ((ManualTimer)timer!).Invoke(), this);
        }
    }

    public void Dispose() => clock.Remove(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Invoke() => callback(state);
}
