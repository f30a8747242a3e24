using System.Net;
using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Pages.Parts;

/// <summary>The periods of pages.</summary>
public sealed partial class PeriodTests(SharedSites sites) : IClassFixture<SharedSites>
{
    [Theory]
    [InlineData("/convlog")]
    [InlineData("/convlog/insight")]
    [InlineData("/convlog/insight/scores")]
    [InlineData("/convlog/functions")]
    [InlineData("/convlog/functions/details?name=save_guest")]
    [InlineData("/convlog/functions/calls?name=save_guest")]
    public async Task Every_page_offers_the_same_periods(string path)
    {
        var site = await sites.GetAsync(static () => Site.StartAsync());

        string body = (await site.GetAsync(path)).Body;

        Links().Matches(body).Select(static link => $"{link.Groups["word"].Value} {link.Groups["label"].Value}")
            .Should().Equal("24h 24 hours", "7d 7 days", "30d 30 days", "90d 90 days");
    }

    [Theory]
    [InlineData("/convlog/insight?period=2d")]
    [InlineData("/convlog/functions?period=a+week")]
    public async Task An_unknown_period_is_refused_with_the_known_ones(string path)
    {
        var site = await sites.GetAsync(static () => Site.StartAsync());

        var answer = await site.GetAsync(path);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Body.Should().Contain("period must be one of 24h, 7d, 30d, 90d.");
    }

    [GeneratedRegex("<a class=\"segment\" href=\"[^\"]*period=(?<word>[0-9]+[dh])[^>]*>\\s*(?<label>[^<]*?)\\s*</a>", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Links();
}
