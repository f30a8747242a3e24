using System.Globalization;
using ConvLog.Testing.Time;

namespace ConvLog.Testing;

/// <summary>
/// A clock that advances only when a test moves it. Its timers fire during the move, in the order they are due, on the thread that moves it.
/// </summary>
/// <remarks>Safe to use from any thread. Pass it to code that takes a <see cref="TimeProvider"/>: timeouts and delays then take no real time.</remarks>
public sealed class ManualClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _start;
    private long _elapsedTicks;
    private long _nextTimer;

    /// <summary>Creates a clock.</summary>
    /// <param name="start">The initial time; null for <see cref="DefaultStart"/>.</param>
    public ManualClock(DateTimeOffset? start = null) => _start = (start ?? DefaultStart).ToUniversalTime();

    /// <summary>The default initial time: 2025-01-01, 10:00 UTC.</summary>
    public static DateTimeOffset DefaultStart { get; } = new(2025, 1, 1, 10, 0, 0, TimeSpan.Zero);

    /// <summary>A test's clock as a manual clock.</summary>
    /// <exception cref="InvalidOperationException">The test passed a clock of another type.</exception>
    internal static ManualClock Of(TimeProvider time)
        => time as ManualClock ?? throw new InvalidOperationException($"The clock is the {time.GetType().Name} that the test gave: use that.");

    /// <summary>UTC, so that a test does not depend on the machine's time zone.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Ticks of 100 nanoseconds.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _start.AddTicks(_elapsedTicks);
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _elapsedTicks);

    /// <summary>Advances the clock. Each timer that becomes due fires at its own time.</summary>
    /// <param name="by">The time to advance; zero or more. Zero fires the timers that are due now.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        long until = GetTimestamp() + by.Ticks;
        while (NextDue(until) is { } timer)
        {
            // Outside the lock: a callback may start timers, read the clock, or move it.
            timer.Run();
        }
    }

    /// <summary>Sets the time, forward or back, as a correction of a machine's clock does: timers and measured durations are not affected.</summary>
    /// <param name="now">The new time.</param>
    public void SetUtcNow(DateTimeOffset now)
    {
        lock (_lock)
        {
            _start = now.ToUniversalTime().AddTicks(-_elapsedTicks);
        }
    }

    /// <summary>Starts a timer that fires when the clock is moved. A timer that is due immediately fires at the next move, even by zero.</summary>
    /// <param name="callback">The callback.</param>
    /// <param name="state">The argument of the callback.</param>
    /// <param name="dueTime">The time until it first fires; <see cref="Timeout.InfiniteTimeSpan"/> for not yet.</param>
    /// <param name="period">The interval after that; zero or <see cref="Timeout.InfiniteTimeSpan"/> to fire once.</param>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state, Interlocked.Increment(ref _nextTimer));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>The current time, in ISO 8601 format.</summary>
    public override string ToString() => GetUtcNow().ToString("O", CultureInfo.InvariantCulture);

    internal bool Schedule(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            if (timer.IsDisposed)
            {
                return false;
            }

            _timers.Remove(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.DueAt = _elapsedTicks + dueTime.Ticks;
                timer.Period = period;
                _timers.Add(timer);
            }

            return true;
        }
    }

    internal void Remove(ManualTimer timer)
    {
        lock (_lock)
        {
            timer.IsDisposed = true;
            _timers.Remove(timer);
        }
    }

    private ManualTimer? NextDue(long until)
    {
        lock (_lock)
        {
            var due = _timers.Where(timer => timer.DueAt <= until).MinBy(static timer => (timer.DueAt, timer.Number));
            _elapsedTicks = Math.Max(_elapsedTicks, due?.DueAt ?? until);
            if (due is { Period.Ticks: > 0 })
            {
                due.DueAt += due.Period.Ticks;
            }
            else if (due is not null)
            {
                _timers.Remove(due);
            }

            return due;
        }
    }
}
