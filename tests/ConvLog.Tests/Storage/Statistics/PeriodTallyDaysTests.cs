using ConvLog.Storage;
using ConvLog.Storage.Statistics;

namespace ConvLog.Tests.Storage.Statistics;

/// <summary>The day of a quarter hour, and the days of a period.</summary>
public class PeriodTallyDaysTests
{
    private static readonly DateTimeOffset s_june = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static StatisticsReport Report(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo? zone = null)
        => new(new StatisticsQuery { From = from, To = to, TimeZone = zone ?? TimeZoneInfo.Utc });

    // A turn in each quarter, so that a day's messages are its length.
    private static IReadOnlyList<(string Day, long Quarters)> Lengths(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        var report = Report(from, to, zone);
        var cell = new StatisticsCell();
        cell.Count(SomeTurn.With(), user: null, team: null);
        for (long quarter = report.FirstQuarter; quarter < report.EndQuarter; quarter++)
        {
            report.Add(quarter, cell);
        }

        return [.. report.ToStatistics().Days.Select(static day => (Name(day.Day), day.Statistics.Messages))];
    }

    private static string Name(DateOnly day) => day.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    // The day on which a turn at this time counts.
    private static string DayOf(DateTimeOffset time, TimeZoneInfo zone)
    {
        var report = Report(s_june.AddDays(-3), s_june.AddDays(3), zone);
        report.AddTurn(SomeTurn.At(time), user: null, team: null, conversationKey: 1, userKey: null);
        return Name(report.ToStatistics().Days.Single(static day => day.Statistics.Messages == 1).Day);
    }

    [Fact]
    public void Days_without_activity_are_listed_with_zeros()
    {
        var days = Report(s_june, s_june.AddDays(3)).ToStatistics().Days;

        days.Select(static day => Name(day.Day)).Should().Equal("06-01", "06-02", "06-03");
        days.Should().AllSatisfy(static day => day.Statistics.Should().BeEquivalentTo(new PeriodStatistics()));
    }

    [Fact]
    public void Every_local_day_in_the_period_is_listed()
    {
        Lengths(s_june.AddHours(12), s_june.AddHours(36).AddTicks(1), TimeZoneInfo.Utc).Should().Equal(("06-01", 48), ("06-02", 49));
        Lengths(s_june, s_june.AddHours(24), Zones.Fixed(345)).Should().Equal(("06-01", 73), ("06-02", 23));
        Lengths(s_june, s_june.AddHours(24), Zones.Fixed(-11 * 60)).Should().Equal(("05-31", 44), ("06-01", 52));
        Lengths(s_june, s_june.AddHours(24), Zones.Fixed(-210)).Should().Equal(("05-31", 14), ("06-01", 82));
    }

    [Theory]
    [InlineData(345, "2026-06-01T18:14:59.9999999Z", "06-01")] // +05:45
    [InlineData(345, "2026-06-01T18:15:00Z", "06-02")]
    [InlineData(-660, "2026-06-01T10:59:59.9999999Z", "05-31")] // -11:00
    [InlineData(-660, "2026-06-01T11:00:00Z", "06-01")]
    [InlineData(-210, "2026-06-01T03:29:59Z", "05-31")] // -03:30
    [InlineData(-210, "2026-06-01T03:30:00Z", "06-01")]
    [InlineData(840, "2026-06-01T09:59:59Z", "06-01")] // +14:00
    [InlineData(840, "2026-06-01T10:00:00Z", "06-02")]
    [InlineData(0, "2026-06-01T23:59:59.9999999Z", "06-01")]
    [InlineData(0, "2026-06-02T02:00:00+05:45", "06-01")] // 20:15 in UTC
    public void Today_is_a_day_in_the_viewers_time_zone(int offset, string time, string day)
        => DayOf(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture), Zones.Fixed(offset)).Should().Be(day);

    [Fact]
    public void Where_the_offset_is_no_multiple_of_a_quarter_the_beginning_of_the_quarter_decides()
    {
        var zone = Zones.Fixed(20);

        DayOf(s_june.AddHours(23).AddMinutes(44), zone).Should().Be("06-01", "its quarter began at 23:50, it at 0:04");
        DayOf(s_june.AddHours(23).AddMinutes(45), zone).Should().Be("06-02");
    }

    [Fact]
    public void Days_on_which_the_clock_changes_are_as_long_as_they_are()
    {
        Lengths(new(2026, 3, 27, 23, 0, 0, TimeSpan.Zero), new(2026, 3, 30, 22, 0, 0, TimeSpan.Zero), Zones.Central)
            .Should().Equal(("03-28", 96), ("03-29", 92), ("03-30", 96));
        Lengths(new(2026, 10, 23, 22, 0, 0, TimeSpan.Zero), new(2026, 10, 26, 23, 0, 0, TimeSpan.Zero), Zones.Central)
            .Should().Equal(("10-24", 96), ("10-25", 100), ("10-26", 96));
        Lengths(new(2026, 3, 28, 13, 30, 0, TimeSpan.Zero), new(2026, 3, 29, 13, 0, 0, TimeSpan.Zero), Zones.HalfHour).Should().Equal(("03-29", 94));
    }

    [Fact]
    public void A_day_without_a_midnight_begins_an_hour_later_and_one_with_two_has_25_hours()
    {
        Lengths(new(2026, 3, 28, 4, 0, 0, TimeSpan.Zero), new(2026, 3, 30, 3, 0, 0, TimeSpan.Zero), Zones.AtMidnight)
            .Should().Equal(("03-28", 96), ("03-29", 92));
        Lengths(new(2026, 10, 24, 3, 0, 0, TimeSpan.Zero), new(2026, 10, 26, 4, 0, 0, TimeSpan.Zero), Zones.AtMidnight)
            .Should().Equal(("10-24", 100), ("10-25", 96));
    }

    [Fact]
    public void A_day_that_begins_twice_is_one_day_in_its_place()
        => Lengths(new(2026, 10, 25, 3, 0, 0, TimeSpan.Zero), new(2026, 10, 25, 5, 0, 0, TimeSpan.Zero), Zones.JustAfterMidnight)
            .Should().Equal(("10-24", 3), ("10-25", 5));

    [Fact]
    public void From_is_rounded_down_and_To_up_to_a_quarter()
    {
        var report = Report(s_june.AddMinutes(29), s_june.AddMinutes(31));

        QuarterHour.StartOf(report.FirstQuarter).Should().Be(s_june.AddMinutes(15));
        QuarterHour.StartOf(report.EndQuarter).Should().Be(s_june.AddMinutes(45));
    }

    [Fact]
    public void Times_on_a_quarter_hour_are_not_rounded()
    {
        var report = Report(s_june.AddMinutes(15), s_june.AddMinutes(30));

        (report.EndQuarter - report.FirstQuarter).Should().Be(1);
        QuarterHour.StartOf(report.FirstQuarter).Should().Be(s_june.AddMinutes(15));
    }

    [Fact]
    public void A_quarter_hour_outside_the_period_is_refused()
    {
        var report = Report(s_june, s_june.AddHours(1));

        FluentActions.Invoking(() => report.Add(report.FirstQuarter - 1, new StatisticsCell())).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => report.AddActive(report.EndQuarter, 1, 1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void An_empty_period_is_refused()
    {
        FluentActions.Invoking(() => Report(s_june, s_june)).Should().Throw<ArgumentException>().WithMessage("*2026-06-01*From be before To*");
        FluentActions.Invoking(() => Report(s_june, s_june.AddTicks(-1))).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Report(s_june, s_june.ToOffset(TimeSpan.FromHours(2)))).Should().Throw<ArgumentException>("it is the same moment");
    }

    [Fact]
    public void A_period_is_limited_to_ten_years()
    {
        Report(s_june, s_june.AddDays(3_700)).ToStatistics().Days.Should().HaveCount(3_700);
        FluentActions.Invoking(() => Report(s_june, s_june.AddDays(3_700).AddTicks(1))).Should().Throw<ArgumentException>().WithMessage("*3700 days*");
        FluentActions.Invoking(() => Report(DateTimeOffset.MinValue, DateTimeOffset.MaxValue)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_period_can_include_the_first_and_last_representable_hour()
    {
        Lengths(DateTimeOffset.MinValue, DateTimeOffset.MinValue.AddHours(1), Zones.Fixed(-600)).Should().Equal(("01-01", 4));
        Lengths(DateTimeOffset.MaxValue.AddHours(-1), DateTimeOffset.MaxValue, Zones.Fixed(600)).Should().Equal(("12-31", 5));
        Lengths(DateTimeOffset.MaxValue.AddHours(-1), DateTimeOffset.MaxValue, Zones.Central).Should().Equal(("12-31", 5));
    }
}
