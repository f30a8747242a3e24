namespace WebConsole.Replay;

/// <summary>A timer of a <see cref="ReplayClock"/>. It fires once, which is enough for a delay.</summary>
internal sealed class ReplayTimer(ReplayClock clock, TimerCallback callback, object? state) : ITimer
{
    private const long Never = long.MaxValue;

    /// <summary>The time at which it is due. Queue entries of the clock with another time are outdated.</summary>
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
