using System.Globalization;
using ConvLog.AspNetCore.Text;

namespace ConvLog.AspNetCore.Tests.Text;

public sealed class ShownNumberTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 12, 9, 30, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(0.4, "0 ms")]
    [InlineData(412, "412 ms")]
    [InlineData(1_184, "1,184 ms")]
    [InlineData(12_440, "12.4 s")]
    [InlineData(134_000, "2:14")]
    public void A_short_duration_is_shown_with_fitting_precision(double milliseconds, string shown)
        => ShownDuration.Exact(TimeSpan.FromMilliseconds(milliseconds)).Should().Be(shown);

    [Theory]
    [InlineData(-5, "0:00")]
    [InlineData(7, "0:07")]
    [InlineData(134, "2:14")]
    [InlineData(3_734, "1:02:14")]
    [InlineData(262_920, "3 d 1:02")]
    public void A_duration_is_shown_as_a_clock_time(int seconds, string shown) => ShownDuration.Clock(TimeSpan.FromSeconds(seconds)).Should().Be(shown);

    [Fact]
    public void A_negative_offset_is_shown_with_a_minus_sign()
    {
        ShownDuration.Since(s_now, s_now.AddMilliseconds(6)).Should().Be("+6 ms");
        ShownDuration.Since(s_now, s_now.AddMilliseconds(-3)).Should().Be("−3 ms");
    }

    [Theory]
    [InlineData("2026-11-20T09:05:00+02:00", "07:05")]
    [InlineData("2026-11-19T23:59:00Z", "19 Nov 23:59")]
    [InlineData("2025-12-31T23:59:00Z", "31 Dec 2025")]
    public void A_time_in_a_list_is_as_short_as_possible(string time, string shown)
        => ShownTime.Short(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture), s_now, TimeZoneInfo.Utc).Should().Be(shown);

    [Theory]
    [InlineData("Asia/Kathmandu", "20 Nov 2026, 17:54:30 UTC+5:45", "17:54:30", "17:54")]
    [InlineData("America/Los_Angeles", "20 Nov 2026, 04:09:30 UTC−8", "04:09:30", "04:09")]
    public void Times_are_shown_in_the_zone_of_the_viewer(string zone, string full, string clock, string inList)
    {
        var known = TimeZoneInfo.FindSystemTimeZoneById(zone);

        ShownTime.Full(s_now, known).Should().Be(full);
        ShownTime.Clock(s_now, known).Should().Be(clock);
        ShownTime.Short(s_now, s_now, known).Should().Be(inList);
        ShownTime.Machine(s_now).Should().Be("2026-11-20T12:09:30.000Z");
    }

    [Theory]
    [InlineData("0.0214", "USD", "$0.0214")]
    [InlineData("0.00004", "USD", "$0.00004")]
    [InlineData("1234.5", "EUR", "€1,234.50")]
    [InlineData("0.75", "CHF", "0.75 CHF")]
    [InlineData("0", "GBP", "£0.00")]
    [InlineData("0.10005", "USD", "$0.1001")]
    [InlineData("-1.5", "USD", "$-1.50")]
    public void A_price_keeps_its_significant_digits(string amount, string currency, string shown)
        => ShownNumber.Money(decimal.Parse(amount, CultureInfo.InvariantCulture), currency).Should().Be(shown);

    [Fact]
    public async Task Formatting_does_not_depend_on_the_system_culture()
    {
        string shown = "";
        var thread = new Thread(()
            => shown = $"{ShownNumber.Count(1_234)} {ShownDuration.Seconds(TimeSpan.FromSeconds(1.5))} {ShownNumber.SvgPercent(0.125)} "
            + $"{ShownTime.Full(s_now, TimeZoneInfo.Utc)}") { CurrentCulture = CultureInfo.GetCultureInfo("de-DE") };
        thread.Start();
        await Task.Run(thread.Join);

        shown.Should().Be("1,234 1.50 s 12.5% 20 Nov 2026, 12:09:30 UTC");
    }

    [Theory]
    [InlineData(double.NaN, "0")]
    [InlineData(double.PositiveInfinity, "0")]
    [InlineData(1e300, "1000000")]
    [InlineData(33.333333, "33.33")]
    public void An_SVG_number_is_always_finite_and_invariant(double number, string shown) => ShownNumber.Svg(number).Should().Be(shown);
}
