using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ConvLog.AspNetCore.Tests.Pages.Insight;

namespace ConvLog.AspNetCore.Tests.Pages.Calls;

public sealed partial class CallChangedTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const int Conversations = 160;
    private const string Path = "/convlog/functions/details?period=7d&name=save_guest";

    [Fact]
    public async Task The_page_begins_with_since_when_the_function_is_slower_and_in_which_variant()
    {
        var site = await sites.GetAsync(PlayedAsync);

        string body = WebUtility.HtmlDecode((await site.GetAsync(Path)).Body);

        body.Should().MatchRegex("Slower since <time [^>]*>[^<]*</time>, almost only in variant <bdi>B <b></bdi></h2>")
            .And.MatchRegex("p95 in <bdi>B <b></bdi> rose from 2[0-9]{2} ms to [78][0-9]{2} ms; in <bdi>A</bdi> it went from 2[0-9]{2} ms to 2[0-9]{2} ms\\. "
                + "40 of the 40 calls of at least [0-9]+ ms since then are in <bdi>B <b></bdi>\\.\\s+The share of problems did not change\\.");
        body.IndexOf("Slower since", StringComparison.Ordinal).Should().BeLessThan(body.IndexOf("class=\"kpis\"", StringComparison.Ordinal));
        string link = Link().Match(body).Value;
        link.Should().Contain("variant=B%20%3Cb%3E").And.Contain("min_function_ms=");
        (await site.GetAsync(link)).Body.Should().Contain("40 calls on this page");
    }

    [Fact]
    public async Task The_plot_marks_the_moment_of_the_change()
    {
        var site = await sites.GetAsync(PlayedAsync);

        string body = WebUtility.HtmlDecode((await site.GetAsync(Path)).Body);

        var mark = Mark().Match(body);
        mark.Groups["since"].Value.Should().Be(Since().Match(body).Value);
        double.Parse(mark.Groups["x"].Value, CultureInfo.InvariantCulture).Should().BeInRange(80, 90, "it was a day before the end of seven days");
        (await site.GetAsync("/convlog/functions/details?period=7d&name=find_table")).Body.Should().NotContain("<g class=\"change");
    }

    [Fact]
    public async Task The_moment_is_shown_in_the_time_zone_of_the_viewer()
    {
        var site = await sites.GetAsync(PlayedAsync);

        string utc = Since().Match(await InsightLinks.BodyAsync(site, Path)).Value;
        string tokyo = Since().Match(await InsightLinks.BodyAsync(site, Path, "Asia/Tokyo")).Value;

        utc.Should().MatchRegex("^[0-9]+ [A-Z][a-z]+ [0-9]{2}:[0-9]{2}$").And.NotBe(tokyo);
    }

    [Fact]
    public async Task The_API_returns_the_same_change()
    {
        var site = await sites.GetAsync(PlayedAsync);

        const string Details = "/convlog/v1/statistics/calls/details?name=save_guest";
        string answer = (await site.GetAsync($"{Details}&from=2025-01-01T00:00:00Z&to=2025-01-08T00:00:00Z")).Body;

        answer.Should().Contain("\"shifts\":[{\"measure\":\"duration\",\"rise\":true,").And.Contain("\"dimension\":\"variant\"")
            .And.Contain("\"slow_of_value\":40");
    }

    [Fact]
    public async Task Without_a_change_the_page_has_no_sentence_of_one()
    {
        var site = await sites.GetAsync(PlayedAsync);

        (await site.GetAsync("/convlog/functions/details?period=7d&name=find_table")).Body.Should().Contain("class=\"kpis\"")
            .And.NotContain("class=\"finding\"");
    }

    // In the second half, calls of variant B take three times as long.
    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.StartAsync();
        for (int i = 0; i < Conversations; i++)
        {
            bool isB = i % 2 == 1;
            int milliseconds = (200 + (i * 37 % 80)) * (isB && i >= Conversations / 2 ? 3 : 1);
            await site.PlayAsync(new ConversationInfo($"c{i}") { VariantId = isB ? "B <b>" : "A" }, conv =>
            {
                using var turn = conv.BeginTurn("Hello");
                foreach (var (name, took) in ((string, int)[])[("save_guest", milliseconds), ("find_table", 50 + (i % 7))])
                {
                    using var call = conv.BeginFunction(name);
                    site.Clock.Advance(TimeSpan.FromMilliseconds(took));
                }
            });
            site.Clock.Advance(TimeSpan.FromMinutes(20));
        }

        return site;
    }

    [GeneratedRegex("(?<=class=\"button\" href=\")[^\"]*(?=\">Show the 40 calls)", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Link();

    [GeneratedRegex("<g class=\"change worse\" role=\"img\"><title>Slower since (?<since>[^<]*)</title><line x1=\"(?<x>[0-9.]+)%\"", RegexOptions.None,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Mark();

    [GeneratedRegex("(?<=Slower since <time [^>]*>)[^<]*", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Since();
}
