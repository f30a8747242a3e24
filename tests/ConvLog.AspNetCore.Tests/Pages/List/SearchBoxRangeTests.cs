using ConvLog.AspNetCore.Pages.List;

namespace ConvLog.AspNetCore.Tests.Pages.List;

public sealed class SearchBoxRangeTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 23, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("4", "min=4,max=4")]
    [InlineData(">4", "min=5")]
    [InlineData(">=4", "min=4")]
    [InlineData("<4", "max=3")]
    [InlineData("<=4", "max=4")]
    [InlineData("2..5", "min=2,max=5")]
    [InlineData("2..", "min=2")]
    [InlineData(">", "min=>")]
    [InlineData("..5", "min=..5")]
    [InlineData("many", "min=many")]
    [InlineData("-1", "min=-1")]
    [InlineData("9223372036854775807", "min=9223372036854775807")]
    public void Numbers(string typed, string expected) => Read(new("min", "max", RangeUnit.Count), typed).Should().Be(expected);

    [Theory]
    [InlineData(">30", "min=30001")]
    [InlineData("30", "min=30000")]
    [InlineData("<800ms", "max=799")]
    [InlineData("1.5m..2min", "min=90000,max=120000")]
    [InlineData(">=1h", "min=3600000")]
    [InlineData(">0.5s", "min=501")]
    [InlineData(">0.0005s", "min=>0.0005s")]
    [InlineData(">1d", "min=>1d")]
    public void Durations(string typed, string expected) => Read(new("min", "max", RangeUnit.Duration), typed).Should().Be(expected);

    [Theory]
    [InlineData(">0.01", "min=0.010000001")]
    [InlineData("<=0.25", "max=0.25")]
    [InlineData("1..2", "min=1,max=2")]
    [InlineData("0,5", "min=0,5")]
    public void Costs(string typed, string expected) => Read(new("min", "max", RangeUnit.Cost), typed).Should().Be(expected);

    [Theory]
    [InlineData("today", "min=2026-11-20T23:00:00Z,max=2026-11-21T23:00:00Z")]
    [InlineData("Yesterday", "min=2026-11-19T23:00:00Z,max=2026-11-20T23:00:00Z")]
    [InlineData(">2026-11-18", "min=2026-11-18T23:00:00Z")]
    [InlineData("<2026-11-18T17:00", "max=2026-11-18T16:00:00Z")]
    [InlineData("2026-10", "min=2026-09-30T22:00:00Z,max=2026-10-31T23:00:00Z")]
    [InlineData("2026-11-18..2026-11-19", "min=2026-11-17T23:00:00Z,max=2026-11-19T23:00:00Z")]
    [InlineData("2026-03-29T02:30", "min=2026-03-29T01:30:00Z,max=2026-03-29T01:31:00Z")]
    [InlineData("2026-02-30", "min=2026-02-30")]
    [InlineData("9999-12-31", "min=9999-12-31")]
    [InlineData("18.11.2026", "min=18.11.2026")]
    public void Times_are_those_of_the_viewer(string typed, string expected)
        => Read(new("min", "max", RangeUnit.Time), typed, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).Should().Be(expected);

    [Theory]
    [InlineData(">=5", "min=5")]
    [InlineData("5", "min=5")]
    [InlineData("<5", "min=<5")]
    [InlineData("2..5", "min=2..5")]
    public void A_range_without_an_upper_bound_reports_one(string typed, string expected)
        => Read(new("min", null, RangeUnit.Count), typed).Should().Be(expected);

    private static string Read(SearchBoxRange range, string typed, TimeZoneInfo? zone = null)
        => string.Join(',', range.Read(typed, zone ?? TimeZoneInfo.Utc, s_now).Select(static set => $"{set.Name}={set.Value}"));
}
