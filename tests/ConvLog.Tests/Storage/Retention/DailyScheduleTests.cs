using System.Globalization;
using ConvLog.Storage.Retention;

namespace ConvLog.Tests.Storage.Retention;

/// <summary>F03: every day has exactly one run time, whatever its clock changes.</summary>
public class DailyScheduleTests
{
    [Theory]
    [InlineData("Europe/Berlin", "02:00", "2025-01-15T00:00:00Z", "2025-01-15T01:00:00Z")]
    [InlineData("America/New_York", "02:00", "2025-07-15T00:00:00Z", "2025-07-15T06:00:00Z")]
    [InlineData("Asia/Kathmandu", "02:00", "2025-07-15T00:00:00Z", "2025-07-15T20:15:00Z")]
    [InlineData("UTC", "00:00", "2025-07-15T12:00:00Z", "2025-07-16T00:00:00Z")]
    [InlineData("UTC", "23:59:59", "2025-07-15T12:00:00Z", "2025-07-15T23:59:59Z")]
    public void A_time_of_day_is_local_wall_clock_time(string zone, string at, string now, string next) => After(zone, at, now).Should().Be(Time(next));

    [Theory]
    [InlineData("2025-07-15T01:59:59.9999999Z", "2025-07-15T02:00:00Z")]
    [InlineData("2025-07-15T02:00:00Z", "2025-07-16T02:00:00Z")]
    [InlineData("2025-07-15T02:00:00.0000001Z", "2025-07-16T02:00:00Z")]
    public void At_the_exact_time_the_next_run_is_tomorrow(string now, string next) => After("UTC", "02:00", now).Should().Be(Time(next));

    [Theory]
    [InlineData("2024-02-28T12:00:00Z", "2024-02-29T02:00:00Z")]
    [InlineData("2024-02-29T02:00:00Z", "2024-03-01T02:00:00Z")]
    [InlineData("2025-02-28T02:00:00Z", "2025-03-01T02:00:00Z")]
    [InlineData("2024-12-31T12:00:00Z", "2025-01-01T02:00:00Z")]
    public void A_leap_day_is_a_day(string now, string next) => After("UTC", "02:00", now).Should().Be(Time(next));

    // Berlin, 30 March 2025: 02:00 becomes 03:00. New York, 9 March 2025: the same.
    [Theory]
    [InlineData("Europe/Berlin", "02:00", "2025-03-30T00:00:00Z", "2025-03-30T01:00:00Z", "2025-03-31T00:00:00Z")]
    [InlineData("Europe/Berlin", "02:30", "2025-03-30T00:00:00Z", "2025-03-30T01:00:00Z", "2025-03-31T00:30:00Z")]
    [InlineData("Europe/Berlin", "02:59:59", "2025-03-30T00:00:00Z", "2025-03-30T01:00:00Z", "2025-03-31T00:59:59Z")]
    [InlineData("Europe/Berlin", "03:00", "2025-03-30T00:00:00Z", "2025-03-30T01:00:00Z", "2025-03-31T01:00:00Z")]
    [InlineData("America/New_York", "02:00", "2025-03-09T06:00:00Z", "2025-03-09T07:00:00Z", "2025-03-10T06:00:00Z")]
    [InlineData("America/New_York", "02:30", "2025-03-09T06:00:00Z", "2025-03-09T07:00:00Z", "2025-03-10T06:30:00Z")]
    public void A_skipped_time_runs_at_the_next_existing_time(string zone, string at, string now, string first, string second)
    {
        After(zone, at, now).Should().Be(Time(first));
        After(zone, at, first).Should().Be(Time(second));
    }

    // Berlin, 26 October 2025: 02:00 to 03:00 comes twice. New York, 2 November 2025: 01:00 to 02:00 does.
    [Theory]
    [InlineData("Europe/Berlin", "02:00", "2025-10-25T22:00:00Z", "2025-10-26T00:00:00Z", "2025-10-27T01:00:00Z")]
    [InlineData("Europe/Berlin", "02:30", "2025-10-25T22:00:00Z", "2025-10-26T00:30:00Z", "2025-10-27T01:30:00Z")]
    [InlineData("America/New_York", "01:30", "2025-11-02T04:00:00Z", "2025-11-02T05:30:00Z", "2025-11-03T06:30:00Z")]
    [InlineData("America/New_York", "02:00", "2025-11-02T04:00:00Z", "2025-11-02T07:00:00Z", "2025-11-03T07:00:00Z")]
    public void A_repeated_time_runs_the_first_time_only(string zone, string at, string now, string first, string second)
    {
        After(zone, at, now).Should().Be(Time(first));
        After(zone, at, first).Should().Be(Time(second));
        After(zone, at, Time(first).AddMinutes(30).ToString("O", CultureInfo.InvariantCulture)).Should().Be(Time(second), "between the two is after the first");
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Pacific/Apia")]
    [InlineData("Africa/Casablanca")]
    public void Moments_follow_each_other_for_decades_and_never_by_more_than_two_days(string zone)
    {
        var schedule = new DailySchedule(new TimeOnly(2, 0), TimeZoneInfo.FindSystemTimeZoneById(zone));
        var moment = Time("2005-01-01T00:00:00Z");
        int moments = 0;
        for (; moment.Year < 2030; moments++)
        {
            var next = schedule.After(moment);
            (next - moment).Should().BePositive().And.BeLessThan(TimeSpan.FromDays(2));
            moment = next;
        }

        moments.Should().BeInRange((25 * 365) + 5, (25 * 365) + 8);
    }

    [Fact]
    public void The_minimum_and_maximum_dates_do_not_throw()
    {
        var schedule = new DailySchedule(new TimeOnly(2, 0), TimeZoneInfo.FindSystemTimeZoneById("Pacific/Kiritimati"));

        schedule.After(DateTimeOffset.MinValue).Should().BeAfter(DateTimeOffset.MinValue).And.BeBefore(DateTimeOffset.MinValue.AddDays(5));
        schedule.After(DateTimeOffset.MaxValue).Should().Be(DateTimeOffset.MaxValue);
        schedule.After(DateTimeOffset.MaxValue.AddDays(-5)).Should().BeBefore(DateTimeOffset.MaxValue);
        schedule.After(DateTimeOffset.MaxValue.AddDays(-4)).Should().BeBefore(DateTimeOffset.MaxValue, "exactly there it is still looked for");
        schedule.After(DateTimeOffset.MaxValue.AddDays(-4).AddTicks(1)).Should().Be(DateTimeOffset.MaxValue);
    }

    private static DateTimeOffset After(string zone, string at, string now)
        => new DailySchedule(TimeOnly.Parse(at, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone)).After(Time(now));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
