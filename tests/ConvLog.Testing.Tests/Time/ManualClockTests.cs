namespace ConvLog.Testing.Tests.Time;

public class ManualClockTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Time_does_not_pass_until_the_clock_is_advanced()
    {
        _clock.GetUtcNow().Should().Be(new DateTimeOffset(2025, 1, 1, 10, 0, 0, TimeSpan.Zero));
        _clock.GetUtcNow().Should().Be(_clock.GetUtcNow());
        long start = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromMilliseconds(1.5));
        _clock.GetUtcNow().Should().Be(ManualClock.DefaultStart.AddMilliseconds(1.5));
        _clock.GetElapsedTime(start).Should().Be(TimeSpan.FromMilliseconds(1.5));
        _clock.LocalTimeZone.Should().Be(TimeZoneInfo.Utc);
        _clock.ToString().Should().Be("2025-01-01T10:00:00.0015000+00:00");
    }

    [Fact]
    public void It_starts_at_the_given_time_in_UTC()
        => new ManualClock(new DateTimeOffset(2030, 6, 1, 12, 0, 0, TimeSpan.FromHours(2))).GetUtcNow().Should()
            .Be(new DateTimeOffset(2030, 6, 1, 10, 0, 0, TimeSpan.Zero)).And.BeExactly(new DateTimeOffset(2030, 6, 1, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    public void It_does_not_run_backwards_but_may_be_set()
    {
        _clock.Invoking(clock => clock.Advance(TimeSpan.FromTicks(-1))).Should().Throw<ArgumentOutOfRangeException>();
        long start = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _clock.SetUtcNow(ManualClock.DefaultStart.AddYears(-1));
        _clock.GetUtcNow().Should().Be(ManualClock.DefaultStart.AddYears(-1));
        _clock.GetElapsedTime(start).Should().Be(TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(1));
        _clock.GetUtcNow().Should().Be(ManualClock.DefaultStart.AddYears(-1).AddSeconds(1));
    }

    [Fact]
    public void Timers_run_in_the_order_they_are_due_at_their_time()
    {
        var ran = new List<string>();
        ITimer Start(string name, int due, int period = -1) => _clock.CreateTimer(
            _ => ran.Add(FormattableString.Invariant($"{name}@{_clock.GetElapsedTime(0).TotalSeconds}")), null, TimeSpan.FromSeconds(due),
                period < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(period));
        Start("late", 5);
        Start("twice", 2, period: 2);
        Start("same a", 3);
        Start("same b", 3);
        Start("once", 4, period: 0);
        _clock.Advance(TimeSpan.FromSeconds(5));

        ran.Should().Equal("twice@2", "same a@3", "same b@3", "twice@4", "once@4", "late@5");
        _clock.Advance(TimeSpan.FromSeconds(1));
        ran.Should().EndWith("twice@6");
    }

    [Fact]
    public void A_timer_that_is_due_at_once_runs_at_the_next_move()
    {
        int ran = 0;
        _clock.CreateTimer(_ => ran++, null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        ran.Should().Be(0);
        _clock.Advance(TimeSpan.Zero);
        ran.Should().Be(1);
    }

    [Fact]
    public async Task A_timer_can_be_changed_stopped_and_disposed()
    {
        int ran = 0;
        var timer = _clock.CreateTimer(_ => ran++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        timer.Change(TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan).Should().BeTrue();
        _clock.Advance(TimeSpan.FromSeconds(9));
        ran.Should().Be(0);
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromSeconds(9));
        ran.Should().Be(0);
        timer.Change(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(3));
        ran.Should().Be(3);
        await timer.DisposeAsync();
        _clock.Advance(TimeSpan.FromSeconds(3));
        ran.Should().Be(3);
        timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan).Should().BeFalse();
        timer.Invoking(t => t.Change(TimeSpan.FromSeconds(-5), Timeout.InfiniteTimeSpan)).Should().Throw<ArgumentOutOfRangeException>()
            .WithParameterName("dueTime");
        timer.Invoking(t => t.Change(TimeSpan.Zero, TimeSpan.FromSeconds(-5))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("period");
        _clock.Invoking(clock => clock.CreateTimer(null!, null, TimeSpan.Zero, TimeSpan.Zero)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void A_callback_may_start_timers_and_move_the_clock()
    {
        var ran = new List<double>();
        _clock.CreateTimer(
            _ =>
            {
                ran.Add(_clock.GetElapsedTime(0).TotalSeconds);
                _clock.CreateTimer(_ => ran.Add(_clock.GetElapsedTime(0).TotalSeconds), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
            },
            null,
            TimeSpan.FromSeconds(1),
            Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromSeconds(2));
        ran.Should().Equal(1, 2);
    }

    [Fact]
    public async Task Delays_timeouts_and_cancellation_take_no_time()
    {
        var delay = Task.Delay(TimeSpan.FromHours(1), _clock);
        using var stop = new CancellationTokenSource(TimeSpan.FromHours(2), _clock);
        var wait = new TaskCompletionSource().Task.WaitAsync(TimeSpan.FromHours(3), _clock);
        _clock.Advance(TimeSpan.FromHours(1));
        await delay;
        stop.IsCancellationRequested.Should().BeFalse();
        _clock.Advance(TimeSpan.FromHours(1));
        stop.IsCancellationRequested.Should().BeTrue();
        _clock.Advance(TimeSpan.FromHours(1));
        await wait.Invoking(w => w).Should().ThrowAsync<TimeoutException>();
    }

    [Fact]
    public async Task A_periodic_timer_ticks()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), _clock);
        for (int i = 0; i < 3; i++)
        {
            var tick = timer.WaitForNextTickAsync();
            _clock.Advance(TimeSpan.FromSeconds(1));
            (await tick).Should().BeTrue();
        }
    }

    [Fact]
    public void A_timer_runs_in_the_flow_that_started_it()
    {
        using var test = new TestConversation(clock: _clock);
        ITimer timer;
        using (test.Conversation.BeginFunction("f"))
        {
            timer = _clock.CreateTimer(_ => test.Conversation.Log.Info("tick"), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        timer.Dispose();
        test.Log.In("f").ShouldHaveCount(1);
        test.Log.ShouldContainOnce(entry => entry.Fields.ContainsKey("after"));
    }
}
