namespace ConvLog.Tests.Storage.Retention;

/// <summary>A clock that advances as soon as code waits on it, so that pauses take no real time. Not usable with a schedule, which waits forever.</summary>
internal sealed class PassingClock : TimeProvider
{
    private readonly ManualClock _clock = new();
    private readonly List<TimeSpan> _waits = [];

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => _clock.TimestampFrequency;

    /// <summary>All waits up to now.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_waits)
            {
                return [.. _waits];
            }
        }
    }

    public void SetUtcNow(DateTimeOffset now) => _clock.SetUtcNow(now);

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _clock.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero)
        {
            lock (_waits)
            {
                _waits.Add(dueTime);
            }

            ThreadPool.QueueUserWorkItem(static wait => wait._clock.Advance(wait.dueTime), (_clock, dueTime), preferLocal: false);
        }

        return timer;
    }
}
