using System.Globalization;
using ConvLog.Storage;
using ConvLog.Storage.Statistics;

namespace ConvLog.Tests.Storage.Statistics;

public sealed class CalendarMonthsTests
{
    [Theory]
    [InlineData("UTC", "2026-11-01T00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-31T23:00Z")]
    [InlineData("America/St_Johns", "2026-11-01T02:30Z")]
    [InlineData("Asia/Kathmandu", "2026-10-31T18:15Z")]
    public void A_month_begins_at_midnight_in_the_time_zone(string zone, string november)
    {
        var months = CalendarMonths.Of(Query("2026-10-20T10:00Z", "2026-12-24T10:00Z", zone));

        months.Select(static month => month.Month).Should().Equal(new DateOnly(2026, 10, 1), new DateOnly(2026, 11, 1), new DateOnly(2026, 12, 1));
        months[1].Part.From.Should().Be(At(november));
        months[0].Part.From.Should().Be(At("2026-10-20T10:00Z"));
        months[2].Part.To.Should().Be(At("2026-12-24T10:00Z"));
        months.Zip(months.Skip(1)).Should().OnlyContain(static pair => pair.First.Part.To == pair.Second.Part.From, "no time is left out or counted twice");
    }

    [Fact]
    public void A_period_within_a_month_is_one_part_and_is_widened_to_quarters()
        => CalendarMonths.Of(Query("2026-11-30T10:07Z", "2026-11-30T10:08Z", "UTC")).Should().ContainSingle().Which.Part.Should().Match<StatisticsQuery>(
            static part => part.From == At("2026-11-30T10:00Z") && part.To == At("2026-11-30T10:15Z"));

    [Fact]
    public void Months_follow_each_other_where_the_clock_is_set_back_around_midnight()
    {
        foreach (var zone in (TimeZoneInfo[])[Zones.Central, Zones.AtMidnight, Zones.JustAfterMidnight, Zones.HalfHour])
        {
            for (int quarter = -16; quarter <= 16; quarter++)
            {
                // On the last Sunday of October, the 31st in 2027, the clock is set back.
                var from = At("2027-11-01T04:00Z").AddMinutes(15 * quarter);
                var months = CalendarMonths.Of(new StatisticsQuery { From = from, To = from.AddDays(40), TimeZone = zone });

                months.Select(static month => month.Month.Month).Should().OnlyHaveUniqueItems().And.BeInAscendingOrder();
                months.Zip(months.Skip(1)).Should().OnlyContain(static pair => pair.First.Part.To == pair.Second.Part.From);
            }
        }
    }

    [Fact]
    public void More_than_25_months_are_refused_and_the_last_month_of_the_calendar_has_an_end()
    {
        CalendarMonths.Of(Query("2024-01-31T00:00Z", "2026-02-01T00:00Z", "UTC")).Should().HaveCount(25);
        FluentActions.Invoking(static () => CalendarMonths.Of(Query("2024-01-31T00:00Z", "2026-02-01T00:01Z", "UTC"))).Should().Throw<ArgumentException>()
            .WithMessage("*more than 25 months*");
        CalendarMonths.Of(Query("9999-11-30T00:00Z", "9999-12-31T00:00Z", "UTC")).Should().HaveCount(2);
    }

    private static StatisticsQuery Query(string from, string to, string zone)
        => new() { From = At(from), To = At(to), TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone) };

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
}
