using System.Net;

namespace ConvLog.AspNetCore.Tests.Pages.Insight;

/// <summary>Statistics pages that a chart narrows to a time range.</summary>
public sealed class InsightRangeTests(SharedSites sites) : IClassFixture<SharedSites>
{
    [Fact]
    public async Task A_day_in_a_chart_table_narrows_the_page_and_a_link_resets_it()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "a");
        site.Clock.Advance(TimeSpan.FromDays(2));
        await PlayAsync(site, "b");
        await PlayAsync(site, "c");
        string day = site.Clock.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        string next = site.Clock.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        string narrowed = $"/convlog/insight?from={day}T00%3A00%3A00Z&to={next}T00%3A00%3A00Z&agent=bookings";

        string whole = (await site.GetAsync("/convlog/insight?agent=bookings")).Body;
        string body = (await site.GetAsync(narrowed)).Body;

        whole.Should().Contain($"href=\"{narrowed.Replace("&", "&amp;", StringComparison.Ordinal)}\"").And.Contain("data-edges=\"");
        whole.Should().MatchRegex("<dt>Conversations</dt><dd><a [^>]*>3</a></dd>");
        body.Should().MatchRegex("<dt>Conversations</dt><dd><a [^>]*>2</a></dd>");
        body.Should().MatchRegex("data-undo data-key=\"Escape\"|data-key=\"Escape\"").And.NotContain("class=\"segment\" aria-current")
            .And.Contain($"name=\"from\" value=\"{day}T00:00:00Z\"", "another agent is chosen for the same time").And.NotContain("name=\"period\"")
            .And.Contain("compared with the same length of time before").And.Contain("href=\"/convlog/insight?period=30d&amp;agent=bookings\"");
    }

    [Fact]
    public async Task Each_figure_of_a_time_range_links_to_its_conversations()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "a");
        site.Clock.Advance(TimeSpan.FromDays(1));
        var from = site.Clock.GetUtcNow().AddMinutes(-30);
        await PlayAsync(site, "b");
        string range = $"from={from:yyyy-MM-dd'T'HH:mm:ss'Z'}&to={from.AddHours(1):yyyy-MM-dd'T'HH:mm:ss'Z'}";

        string body = (await site.GetAsync($"/convlog/insight?{range}")).Body;
        string list = WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(
            body, "<dt>Conversations</dt><dd><a href=\"(?<to>[^\"]*)\">1</a>", System.Text.RegularExpressions.RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)).Groups["to"].Value);

        (await site.GetAsync(list)).Body.Should().Contain("conversations/b?").And.NotContain("conversations/a?");
    }

    [Fact]
    public async Task Call_pages_accept_the_same_time_range_and_their_links_keep_it()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "a");
        site.Clock.Advance(TimeSpan.FromHours(5));
        var from = site.Clock.GetUtcNow().AddMinutes(-30);
        await PlayAsync(site, "b");
        string range = $"from={from:yyyy-MM-dd'T'HH:mm:ss'Z'}&to={from.AddHours(1):yyyy-MM-dd'T'HH:mm:ss'Z'}".Replace(":", "%3A", StringComparison.Ordinal);

        string list = (await site.GetAsync($"/convlog/functions?{range}")).Body;
        string page = (await site.GetAsync($"/convlog/functions/details?{range}&name=save_guest")).Body;
        string whole = (await site.GetAsync("/convlog/functions/details?period=24h&name=save_guest")).Body;

        list.Should().Contain($"href=\"/convlog/functions/details?{range.Replace("&", "&amp;", StringComparison.Ordinal)}&amp;name=save_guest\"");
        page.Should().MatchRegex("<dt>Calls</dt><dd><a [^>]*>1</a></dd>").And.Contain("&amp;call_to=");
        whole.Should().MatchRegex("<dt>Calls</dt><dd><a [^>]*>2</a></dd>")
            .And.MatchRegex("<th scope=\"row\"><a href=\"/convlog/functions/details\\?from=[^\"&]*&amp;to=[^\"&]*&amp;name=save_guest\">");
    }

    [Theory]
    [InlineData("from=2026-11-20T00:00:00Z&to=2026-11-19T00:00:00Z", "to must be later than from")]
    [InlineData("from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", "at most 366 days")]
    [InlineData("from=0001-01-01T00:00:00Z", "1972")]
    [InlineData("from=2999-01-01T00:00:00Z", "not in the future")]
    [InlineData("to=0001-01-02T00:00:00Z", "1972")]
    [InlineData("from=yesterday", "from")]
    public async Task An_invalid_time_range_is_refused_with_the_reason(string range, string reason)
    {
        var site = await sites.GetAsync(static () => Site.StartAsync());

        foreach (string path in (string[])["insight", "insight/scores", "functions", "functions/details"])
        {
            var answer = await site.GetAsync($"/convlog/{path}?{range}{(path.EndsWith("details", StringComparison.Ordinal) ? "&name=x" : "")}");

            answer.Status.Should().Be(HttpStatusCode.BadRequest);
            answer.Body.Should().Contain(reason);
        }
    }

    private static Task PlayAsync(Site site, string id) => site.PlayAsync(new ConversationInfo(id) { AgentId = "bookings" }, static conv =>
    {
        using var call = conv.BeginFunction("save_guest");
        conv.Log.Info("Saved");
    });
}
