namespace ConvLog.Functions;

/// <summary>A clock that never goes back, as that of a machine does when it is corrected: it stands still until the other has caught up.</summary>
/// <param name="time">The clock; timers and elapsed times are its own.</param>
internal sealed class ForwardTime(TimeProvider time) : TimeProvider
{
    private long _latest;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override DateTimeOffset GetUtcNow()
    {
        // Of threads that ask at the same moment, the earlier may write last; that is a matter of nanoseconds, and costs no lock.
        var now = time.GetUtcNow();
        long latest = Volatile.Read(ref _latest);
        if (now.UtcTicks < latest)
        {
            return new DateTimeOffset(latest, TimeSpan.Zero);
        }

        Volatile.Write(ref _latest, now.UtcTicks);
        return now;
    }

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => time.CreateTimer(callback, state, dueTime, period);
}
