namespace WebConsole.Replay;

/// <summary>A timer of a <see cref="ReplayClock"/>; it fires once, which is all that a delay needs.</summary>
internal sealed class ReplayTimer(ReplayClock clock, TimerCallback callback, object? state) : ITimer
{
    private const long Never = long.MaxValue;

    /// <summary>The clock's time it is due at. What the clock has queued for another time is out of date.</summary>
    public long Due { get; set; } = Never;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Due = Never;
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            clock.Schedule(this, dueTime);
        }

        return true;
    }

    public void Fire()
    {
        Due = Never;
        callback(state);
    }

    public void Dispose() => Due = Never;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
