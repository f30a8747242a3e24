using System.Globalization;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Tests.Text;

public sealed class NumberFormTests
{
    [Theory]
    [InlineData(null, "1,234,567.8")]
    [InlineData("", "1,234,567.8")]
    [InlineData("en-US,en;q=0.9", "1,234,567.8")]
    [InlineData("de-DE,de;q=0.9,en;q=0.8", "1.234.567,8")]
    [InlineData("de", "1.234.567,8")]
    [InlineData("DE-de", "1.234.567,8")]
    [InlineData("de-CH", "1’234’567.8")]
    [InlineData("fr", "1\u202F234\u202F567,8")]
    [InlineData("en-IN", "12,34,567.8")]
    [InlineData("hi-IN", "12,34,567.8")]
    [InlineData("ja", "1,234,567.8")]
    [InlineData("en;q=0.5,pl;q=0.9", "1\u202F234\u202F567,8")]
    [InlineData("de;q=0,en", "1,234,567.8")]
    [InlineData("tlh-x-klingon,de;q=0.5", "1,234,567.8")]
    [InlineData("*", "1,234,567.8")]
    [InlineData("\"<script>;;;=,", "1,234,567.8")]
    public void Numbers_follow_the_preferred_browser_language(string? languages, string shown)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.AcceptLanguage = languages;

        AcceptedLanguages.NumbersOf(context.Request).Example.Should().Be(shown);
    }

    [Fact]
    public async Task Displayed_numbers_follow_the_viewer_and_machine_readable_ones_do_not()
    {
        string before = Shown();
        string within = await Task.Run(static () =>
        {
            NumberForm.Use(NumberForm.German);
            return Shown();
        });

        before.Should().Be("1,234 1,184 ms 1.50 s $0.0214 | 12.5% PT1.5S 409");
        within.Should().Be("1.234 1.184 ms 1,50 s $0,0214 | 12.5% PT1.5S 409");
        Shown().Should().Be(before, "a viewer's form ends with their page");
    }

    [Fact]
    public void Each_number_format_is_found_by_its_name()
        => NumberForm.All.Should().OnlyContain(static form => NumberForm.Named(form.Language) == form).And.OnlyHaveUniqueItems(static form => form.Example);

    private static string Shown() => string.Create(
        CultureInfo.InvariantCulture,
        $"{ShownNumber.Count(1_234)} {ShownDuration.Exact(TimeSpan.FromMilliseconds(1_184))} {ShownDuration.Seconds(TimeSpan.FromSeconds(1.5))} "
            + $"{ShownNumber.Money(0.0214m, "USD")} | {ShownNumber.SvgPercent(0.125)} {ShownDuration.Machine(TimeSpan.FromSeconds(1.5))} "
            + $"{ShownNumber.Plain(409)}");
}
