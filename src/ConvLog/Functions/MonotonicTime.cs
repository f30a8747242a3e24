namespace ConvLog.Functions;

/// <summary>A clock that never goes backward: when the system clock is set back, it stops until that has caught up.</summary>
/// <param name="time">The underlying clock, which also supplies timers and elapsed times.</param>
internal sealed class MonotonicTime(TimeProvider time) : TimeProvider
{
    private long _latest;
    private long _latestDistinct;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override DateTimeOffset GetUtcNow()
    {
        // Concurrent callers may store their times out of order; the difference is nanoseconds, and avoids a lock.
        var now = time.GetUtcNow();
        long latest = Volatile.Read(ref _latest);
        if (now.UtcTicks < latest)
        {
            return new DateTimeOffset(latest, TimeSpan.Zero);
        }

        Volatile.Write(ref _latest, now.UtcTicks);
        return now;
    }

    /// <summary>The current time, or one tick after the previous result of this method if that is later: no two results are equal.</summary>
    public DateTimeOffset GetDistinctUtcNow()
    {
        long now = GetUtcNow().UtcTicks;
        long before, distinct;
        do
        {
            before = Volatile.Read(ref _latestDistinct);
            distinct = Math.Max(now, before + 1);
        }
        while (Interlocked.CompareExchange(ref _latestDistinct, distinct, before) != before);

        return new DateTimeOffset(distinct, TimeSpan.Zero);
    }

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => time.CreateTimer(callback, state, dueTime, period);
}
