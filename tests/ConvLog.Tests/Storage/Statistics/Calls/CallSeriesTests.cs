using ConvLog.Storage;
using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.Tests.Storage.Statistics.Calls;

public sealed class CallSeriesTests
{
    [Theory]
    [InlineData(1, 24)]
    [InlineData(7, 28)]
    [InlineData(28, 28)]
    [InlineData(91, 91)]
    [InlineData(364, 53)]
    public void It_has_hours_six_hours_days_or_weeks(int days, int intervals)
    {
        var series = Of("UTC", new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), days);

        series.Count.Should().Be(intervals);
        series.StartOf(0).UtcTicks.Should().Be(series.FirstTick);
        series.IndexOf(new DateTimeOffset(series.EndTick - 1, TimeSpan.Zero)).Should().Be(intervals - 1);
        series.IndexOf(series.StartOf(intervals - 1).AddTicks(-1)).Should().Be(intervals - 2);
    }

    [Fact]
    public void Days_are_those_of_the_time_zone_also_where_the_clock_changes()
    {
        var series = Of("Europe/Berlin", new DateTimeOffset(2025, 3, 16, 0, 0, 0, TimeSpan.FromHours(1)), days: 28);

        series.StartOf(14).Should().Be(new DateTimeOffset(2025, 3, 30, 0, 0, 0, TimeSpan.FromHours(1)));
        series.StartOf(15).Should().Be(new DateTimeOffset(2025, 3, 31, 0, 0, 0, TimeSpan.FromHours(2)));
    }

    private static CallSeries Of(string zone, DateTimeOffset from, int days)
        => new(new StatisticsQuery { From = from, To = from.AddDays(days), TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone) });
}
