using System.Net;
using ConvLog.Records;

namespace ConvLog.AspNetCore.Tests.Pages.Insight;

public sealed class InsightPageTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Path = "/convlog/insight";

    [Fact]
    public async Task Figures_are_shown_with_charts_and_one_table_of_their_values_by_day()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "a", "bookings");
        await PlayAsync(site, "b", "bookings");

        string body = (await site.GetAsync(Path)).Body;

        body.Should().Contain(">2</a></dd>").And.Contain(">0 of 2</a></dd>").And.Contain("2 in total");
        string[] charts = [.. body.Split("<figcaption><h2 id=\"").Skip(1).Select(static chart => chart.Split('>', 2)[1].Split('<')[0])];
        charts.Should().HaveCountGreaterThan(7);
        string table = body[body.IndexOf("<caption class=\"hidden\">Figures by day</caption>", StringComparison.Ordinal)..];
        charts.Should().OnlyContain(
            title => table.Contains($">{title}</th>", StringComparison.Ordinal) || table.Contains($">{title}: ", StringComparison.Ordinal));
        Count(table[..table.IndexOf("</table>", StringComparison.Ordinal)], "<tr>").Should().Be(8, "it has a row for each day below the head");
        body.Should().Contain("<code><bdi>save_guest</bdi></code>").And.Contain(">2</td>")
            .And.Contain("&amp;function_name=save_guest&amp;function_outcome=failed\"");
    }

    [Fact]
    public async Task Problems_are_shown_as_a_share_of_all_conversations()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "a", "bookings");
        await site.PlayAsync(new ConversationInfo("b"), static conv => conv.Log.Error("CRM upsert failed"));
        await using (var outside = site.Open(new ConversationInfo("without a turn")))
        {
            outside.Log.Error("CRM upsert failed");
        }

        string body = (await site.GetAsync(Path)).Body;

        body.Should().MatchRegex("<dt>Conversations</dt><dd><a [^>]*>2</a></dd>").And.Contain("% of 2</b>").And.NotContain("% of 3</b>")
            .And.MatchRegex("<a href=\"/convlog\\?from=[^\"]*turn_from=[^\"]*has_problem=true\">");
    }

    [Fact]
    public async Task A_day_of_a_chart_links_to_the_conversations_of_that_day()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "a", "bookings");
        string day = site.Clock.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        string body = (await site.GetAsync($"{Path}?period=24h&agent=bookings")).Body;

        body.Should().Contain($"href=\"/convlog?turn_from={day}T00%3A00%3A00Z&amp;turn_to=")
            .And.Contain($"href=\"/convlog/feedback?source=user&amp;turn_from={day}T00%3A00%3A00Z&amp;turn_to=");
        (await site.GetAsync($"/convlog?turn_from={day}T00%3A00%3A00Z&agent=bookings")).Body.Should().Contain("conversations/a?");
    }

    [Fact]
    public async Task Filters_exclude_other_agents_and_an_empty_period_is_reported()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "a", "bookings");
        await PlayAsync(site, "b", "weather");

        (await site.GetAsync($"{Path}?agent=weather&environment=")).Body.Should().Contain("agent=weather\">1</a></dd>");
        (await site.GetAsync($"{Path}?agent=nobody")).Body.Should().Contain("No activity in this period");
        site.Clock.Advance(TimeSpan.FromDays(3));
        (await site.GetAsync($"{Path}?period=24h")).Body.Should().Contain("No activity in this period");
        (await site.GetAsync($"{Path}?period=7d")).Body.Should().MatchRegex("<dt>Conversations</dt><dd><a [^>]*>2</a></dd>");
    }

    [Fact]
    public async Task A_reader_limited_to_one_agent_sees_only_its_figures()
    {
        await using var site = await Site.WithKeysAsync(static options
            => options.ApiKeys.Add("weather-key-0123456789", "Weather", ConvLogPermissions.Read, new ConversationScope { AgentIds = ["weather"] }));
        await PlayAsync(site, "a", "bookings");
        await PlayAsync(site, "b", "weather");

        string body = (await site.GetWithKeyAsync(Path, "weather-key-0123456789")).Body;

        body.Should().MatchRegex("<dt>Conversations</dt><dd><a [^>]*>1</a></dd>").And.NotContain("bookings");
    }

    [Fact]
    public async Task Frequent_errors_link_to_their_conversations_and_personal_ones_are_excluded()
    {
        await using var site = await Site.StartAsync();
        for (int i = 0; i < 3; i++)
        {
            await site.PlayAsync(new ConversationInfo($"c{i}"), static conv =>
            {
                conv.Log.Error("CRM upsert failed: \"409\" <b>");
                conv.Log.Error("secret of ada", isPii: true);
            });
        }

        await site.PlayAsync(new ConversationInfo("quiet"));
        string body = (await site.GetAsync(Path)).Body;

        body.Should().Contain("CRM upsert failed: &quot;409&quot; &lt;b&gt;").And.NotContain("secret of ada");
        string link = System.Text.RegularExpressions.Regex.Match(body, "(?<=href=\")[^\"]*&amp;q=CRM[^\"]*", System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(1)).Value;
        string list = (await site.GetAsync(WebUtility.HtmlDecode(link))).Body;
        list.Should().Contain("3 conversations").And.Contain("conversations/c0?").And.NotContain("conversations/quiet");
    }

    [Fact]
    public async Task Response_times_are_shown_with_stages_and_the_interruption_rate()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "a", "bookings");
        (await site.GetAsync(Path)).Body.Should().NotContain("Stages of turns").And.NotContain("Interrupted turns");
        await PhoneCall.PlayAsync(site, "call");

        string body = WebUtility.HtmlDecode((await site.GetAsync($"{Path}?agent={new ConversationInfo().AgentId}")).Body);

        body.Should().MatchRegex("<dt>Response time, p95</dt><dd><a [^>]*min_latency_ms=1[45][0-9][^>]*>0.15 s</a>")
            .And.Contain("1, 33.3\u00A0% of all turns")
            .And.MatchRegex("<th scope=\"row\" role=\"rowheader\">Model</th><td class=\"number\" role=\"cell\">1</td><td class=\"number\" role=\"cell\">60</td>")
            .And.Contain("&has_interruption=true").And.NotContain("rowheader\">Speech to text");
    }

    [Fact]
    public async Task Models_and_variants_are_shown_with_usage_and_link_to_their_conversations()
    {
        await using var site = await Site.StartAsync();
        foreach (var (id, variant, currency) in ((string, string?, string)[])[("a", "short <b>", "EUR"), ("b", null, "USD")])
        {
            await site.PlayAsync(new ConversationInfo(id) { VariantId = variant }, conv =>
            {
                using var turn = conv.BeginTurn("Hello");
                using var call = turn.BeginModelCall("gpt-<x>", provider: "openai");
                site.Clock.Advance(TimeSpan.FromMilliseconds(1_500));
                call.AddChunk();
                call.Complete(ModelMessage.Assistant("Hi"), new ModelUsage("", 1_000, 20, 0.25m, currency) { CachedInputTokens = 400 });
                using var failing = turn.BeginModelCall("gpt-<x>", provider: "openai");
                failing.Fail("No.");
            });
        }

        string body = (await site.GetAsync(Path)).Body;

        body.Should().Contain("<code><bdi>gpt-&lt;x&gt;</bdi></code>").And.Contain("<code><bdi>short &lt;b&gt;</bdi></code>");
        WebUtility.HtmlDecode(body).Should().Contain(">2 (50\u00A0%)<").And.Contain(">40\u00A0%<").And.Contain(">€0.25 + $0.25<").And.Contain(">€0.25<")
            .And.Contain("No variant").And.Contain(">1,500<").And.Contain(">3,000 ms<");
        string link = System.Text.RegularExpressions.Regex.Match(body, "(?<=href=\")[^\"]*&amp;model=[^\"]*", System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(1)).Value;
        link.Should().Contain("&amp;provider=openai").And.Contain("turn_from=");
        (await site.GetAsync(WebUtility.HtmlDecode(link))).Body.Should().Contain("2 conversations");
    }

    [Theory]
    [InlineData("CRM upsert failed", "CRM upsert failed")]
    [InlineData("  a\tb*  failed** ", "a b failed")]
    [InlineData("no", null)]
    [InlineData("… - ** !", null)]
    [InlineData("", null)]
    public void A_message_links_to_its_search(string message, string? words) => AspNetCore.Pages.Insight.MessageSearch.Of(message).Should().Be(words);

    [Fact]
    public void A_long_message_links_to_a_search_for_its_first_words()
        => AspNetCore.Pages.Insight.MessageSearch.Of(string.Join(' ', Enumerable.Range(100, 100))).Should().Be(string.Join(' ', Enumerable.Range(100, 12)));

    [Theory]
    [InlineData("period=2d")]
    [InlineData("environment=moon")]
    public async Task An_invalid_parameter_is_refused(string query)
    {
        var site = await sites.GetAsync(static () => Site.StartAsync());

        (await site.GetAsync($"{Path}?{query}")).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    private static Task PlayAsync(Site site, string id, string agent)
        => site.PlayAsync(new ConversationInfo(id) { AgentId = agent, UserId = "ada" }, static conv =>
    {
        using var call = conv.BeginFunction("save_guest");
        call.Fail("No.");
        conv.AddFeedback(FeedbackRating.Dislike);
    });

    private static int Count(string body, string part) => body.Split(part).Length - 1;
}
