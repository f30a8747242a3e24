namespace ConvLog.Storage.Retention;

/// <summary>
/// Calls back once a day. It checks the clock every minute, so that it does not miss the time if the clock is set or the machine sleeps.
/// </summary>
internal sealed class DailyTimer : IDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromMinutes(1);

    // A system timer may fire slightly early; a shorter delay would make it fire repeatedly.
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(1);

    // The longest possible time between two moments, even if a zone skips a day. A later moment was computed before the clock was set back.
    private static readonly TimeSpan s_furthest = TimeSpan.FromDays(2);

    private readonly Lock _lock = new();
    private readonly DailySchedule _schedule;
    private readonly TimeProvider _time;
    private readonly Action _due;
    private readonly ITimer _timer;
    private DateTimeOffset _next;

    /// <param name="schedule">The schedule.</param>
    /// <param name="time">The clock and its timers.</param>
    /// <param name="due">The callback, called on the timer's thread. It must not throw.</param>
    public DailyTimer(DailySchedule schedule, TimeProvider time, Action due)
    {
        _schedule = schedule;
        _time = time;
        _due = due;
        var now = time.GetUtcNow();
        _next = schedule.After(now == DateTimeOffset.MinValue ? now : now.AddTicks(-1)); // Includes a moment that equals the start time.
        _timer = time.CreateTimer(static timer => ((DailyTimer)timer!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(Wait(now), Timeout.InfiniteTimeSpan);
    }

    /// <summary>The next time of the callback, in UTC.</summary>
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
