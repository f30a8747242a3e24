using ConvLog.Storage.Retention;

namespace ConvLog.Tests.Storage.Retention;

public sealed class DailyTimerTests : IDisposable
{
    private readonly ManualClock _clock = new(); // Starts at 10:00.
    private readonly List<DateTimeOffset> _runs = [];
    private DailyTimer? _timer;

    [Fact]
    public void It_runs_once_a_day()
    {
        Start();
        _clock.Advance(TimeSpan.FromDays(3));

        _runs.Should().Equal(At(1, 2), At(2, 2), At(3, 2));
        _timer!.Next.Should().Be(At(4, 2));
    }

    [Fact]
    public void Starting_exactly_at_the_due_time_runs_and_a_moment_later_does_not()
    {
        _clock.SetUtcNow(At(1, 2));
        Start();
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        _runs.Should().ContainSingle();

        _timer!.Dispose();
        Start();
        _clock.Advance(TimeSpan.FromHours(23));
        _runs.Should().ContainSingle();
    }

    [Fact]
    public void A_machine_that_slept_runs_it_when_it_wakes()
    {
        Start();
        _clock.SetUtcNow(At(1, 7)); // No timer ran while the machine slept.
        _runs.Should().BeEmpty();
        _clock.Advance(TimeSpan.FromMinutes(1));

        _runs.Should().Equal(At(1, 7).AddMinutes(1));
        _timer!.Next.Should().Be(At(2, 2));
    }

    [Fact]
    public void F02_a_clock_that_jumps_by_years_makes_one_run_and_back_again_none_is_missed()
    {
        Start();
        _clock.SetUtcNow(At(3_650, 12));
        _clock.Advance(TimeSpan.FromMinutes(1));
        _runs.Should().ContainSingle();

        _clock.SetUtcNow(At(0, 12));
        _clock.Advance(TimeSpan.FromDays(1));
        _runs.Should().HaveCount(2).And.HaveElementAt(1, At(1, 2));
    }

    [Fact]
    public void A_clock_that_is_put_back_a_little_makes_no_second_run()
    {
        Start();
        _clock.Advance(TimeSpan.FromHours(16)); // 02:00
        _clock.SetUtcNow(At(1, 1));
        _clock.Advance(TimeSpan.FromHours(3));

        _runs.Should().ContainSingle();
        _timer!.Next.Should().Be(At(2, 2));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    public void A_due_time_more_than_two_days_off_is_recalculated(int ticksMore, int nextDay)
    {
        Start();
        _clock.SetUtcNow(At(-1, 2).AddMinutes(-1).AddTicks(-ticksMore)); // The timer checks a minute later.
        _clock.Advance(TimeSpan.FromMinutes(1));

        _timer!.Next.Should().Be(At(nextDay, 2));
    }

    [Theory]
    [InlineData(0, 10_000)]
    [InlineData(1, 9_999)]
    [InlineData(15_000, 0)]
    public void It_waits_for_the_moment_itself_and_never_less_than_a_millisecond(int ticksBefore, int ticksLate)
    {
        _clock.SetUtcNow(At(1, 2).AddTicks(-ticksBefore));
        Start();
        for (int i = 0; i < 3_000; i++)
        {
            _clock.Advance(TimeSpan.FromTicks(10)); // 3 ms in all.
        }

        _runs.Should().Equal(At(1, 2).AddTicks(ticksLate));
    }

    [Fact]
    public void It_can_be_started_at_the_minimum_date()
    {
        _clock.SetUtcNow(DateTimeOffset.MinValue);
        Start();

        _timer!.Next.Should().BeAfter(DateTimeOffset.MinValue).And.BeBefore(DateTimeOffset.MinValue.AddDays(5));
    }

    [Fact]
    public void There_is_one_run_a_day_across_daylight_saving_changes()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        _clock.SetUtcNow(new DateTimeOffset(2025, 3, 28, 12, 0, 0, TimeSpan.Zero));
        Start(berlin);
        _clock.Advance(TimeSpan.FromDays(3));
        _runs.Select(run => TimeZoneInfo.ConvertTime(run, berlin).ToString("dd HH:mm", null)).Should().Equal("29 02:00", "30 03:00", "31 02:00");

        _runs.Clear();
        _clock.SetUtcNow(new DateTimeOffset(2025, 10, 25, 12, 0, 0, TimeSpan.Zero));
        _timer!.Dispose();
        Start(berlin);
        _clock.Advance(TimeSpan.FromDays(2));
        _runs.Select(run => TimeZoneInfo.ConvertTime(run, berlin).ToString("dd HH:mm zzz", null)).Should().Equal("26 02:00 +02:00", "27 02:00 +01:00");
    }

    [Fact]
    public void It_does_not_run_after_disposal()
    {
        Start();
        _timer!.Dispose();
        _clock.Advance(TimeSpan.FromDays(3));

        _runs.Should().BeEmpty();
    }

    public void Dispose() => _timer?.Dispose();

    private static DateTimeOffset At(int day, int hour) => ManualClock.DefaultStart.AddHours(-10).AddDays(day).AddHours(hour);

    private void Start(TimeZoneInfo? zone = null)
        => _timer = new DailyTimer(new DailySchedule(new TimeOnly(2, 0), zone ?? TimeZoneInfo.Utc), _clock, () => _runs.Add(_clock.GetUtcNow()));
}
