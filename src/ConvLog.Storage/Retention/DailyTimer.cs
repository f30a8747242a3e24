namespace ConvLog.Storage.Retention;

/// <summary>
/// Says once a day that it is time. It looks at the clock every minute, so that neither a clock that is set nor a machine that slept makes it miss the moment.
/// </summary>
internal sealed class DailyTimer : IDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromMinutes(1);

    // A timer of the system may come a little early: less would have it come again and again.
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(1);

    // No two moments are further apart, also where a zone leaves out a day. A moment further off was reckoned from a clock that has been put back since.
    private static readonly TimeSpan s_furthest = TimeSpan.FromDays(2);

    private readonly Lock _lock = new();
    private readonly DailySchedule _schedule;
    private readonly TimeProvider _time;
    private readonly Action _due;
    private readonly ITimer _timer;
    private DateTimeOffset _next;

    /// <param name="schedule">When.</param>
    /// <param name="time">The clock and its timers.</param>
    /// <param name="due">What to call, on the timer's thread. It must not throw.</param>
    public DailyTimer(DailySchedule schedule, TimeProvider time, Action due)
    {
        _schedule = schedule;
        _time = time;
        _due = due;
        var now = time.GetUtcNow();
        _next = schedule.After(now == DateTimeOffset.MinValue ? now : now.AddTicks(-1)); // Who starts at the very moment is in time.
        _timer = time.CreateTimer(static timer => ((DailyTimer)timer!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(Wait(now), Timeout.InfiniteTimeSpan);
    }

    /// <summary>When it says so next, in UTC.</summary>
    public DateTimeOffset Next
    {
        get
        {
            lock (_lock)
            {
                return _next;
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var now = _time.GetUtcNow();
        if (IsDue(now))
        {
            _due();
        }

        _timer.Change(Wait(now), Timeout.InfiniteTimeSpan);
    }

    private bool IsDue(DateTimeOffset now)
    {
        lock (_lock)
        {
            bool isDue = now >= _next;
            if (isDue || _next - now > s_furthest)
            {
                _next = _schedule.After(now);
            }

            return isDue;
        }
    }

    private TimeSpan Wait(DateTimeOffset now)
    {
        var left = Next - now;
        return left > s_look ? s_look : left > s_least ? left : s_least;
    }
}
