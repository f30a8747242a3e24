using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using static ConvLog.AspNetCore.Tests.Pages.Insight.InsightLinks;

namespace ConvLog.AspNetCore.Tests.Pages.Insight;

/// <summary>
/// Each figure links to exactly the items it counts. The conversations span the start of the period: calls and turns that started earlier are not counted, even
/// if they ended in the period.
/// </summary>
public sealed partial class InsightPageLinkTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Insight = "/convlog/insight";

    [Theory]
    [InlineData("Conversations", 3)]
    [InlineData("Turns", 3)]
    [InlineData("Users", 2)]
    [InlineData("Conversations with problems", 3)]
    public async Task Each_count_equals_the_length_of_its_linked_list(string figure, int expected)
    {
        var site = await sites.GetAsync(PlayedAsync);

        var (link, shown) = Figure(await BodyAsync(site, $"{Insight}?period=24h"), figure);

        shown.Should().Be(expected.ToString(CultureInfo.InvariantCulture));
        (await ListedAsync(site, link)).Should().Be(expected);
    }

    [Theory]
    [InlineData("Cost", 3)]
    [InlineData("Response time, p95", 1)]
    [InlineData("Satisfaction", 2)]
    public async Task Other_figures_link_to_the_conversations_they_are_computed_from(string figure, int expected)
    {
        var site = await sites.GetAsync(PlayedAsync);

        (await ListedAsync(site, Figure(await BodyAsync(site, $"{Insight}?period=24h"), figure).Link)).Should().Be(expected);
    }

    [Fact]
    public async Task A_response_time_links_to_its_turn_within_the_period()
    {
        var site = await sites.GetAsync(PlayedAsync);

        string list = await BodyAsync(site, Figure(await BodyAsync(site, $"{Insight}?period=24h"), "Response time, p95").Link);

        list.Should().Contain("conversations/today?").And.NotContain("conversations/straddle?").And.NotContain("conversations/before?");
    }

    [Fact]
    public async Task Page_filters_apply_to_each_linked_list()
    {
        var site = await sites.GetAsync(PlayedAsync);
        string body = await BodyAsync(site, $"{Insight}?period=24h&agent=other&environment=live&channel=fax");

        foreach (string figure in (string[])["Conversations", "Turns", "Users"])
        {
            var (link, shown) = Figure(body, figure);
            shown.Should().Be("1");
            (await ListedAsync(site, link)).Should().Be(1, "{0} counts one", figure);
        }
    }

    [Theory]
    [InlineData("conversations")]
    [InlineData("messages")]
    [InlineData("users")]
    [InlineData("ratings")]
    public async Task A_day_of_a_chart_links_to_the_counted_conversations(string plot)
    {
        // In other zones, one conversation has both of its messages on the same day.
        foreach (string zone in plot is "messages" ? (string[])["UTC"] : ["UTC", "Asia/Kathmandu", "America/New_York"])
        {
            var site = await sites.GetAsync(PlayedAsync);
            var days = Days(await BodyAsync(site, $"{Insight}?period=7d", zone), plot);

            days.Should().HaveCount(7);
            days.Sum(static day => day.Count).Should().BeGreaterThan(2);
            foreach (var (link, count) in days)
            {
                (await ListedAsync(site, link, zone)).Should().Be(count, "the plot of {0} counts so many in {1}: {2}", plot, zone, link);
            }
        }
    }

    [Fact]
    public async Task A_failing_function_links_to_its_failed_calls_of_the_period()
    {
        var site = await sites.GetAsync(PlayedAsync);

        var functions = Functions(await BodyAsync(site, $"{Insight}?period=24h"), "failing");

        functions.Select(static function => (function.Name, function.Failed, function.Calls)).Should().Equal(("book_table", 1, 2), ("book", 1, 1));
        foreach (var (name, failed, _, link) in functions)
        {
            (await ListedAsync(site, link)).Should().Be(failed, "so many calls of {0} failed, each in its own conversation", name);
        }
    }

    [Fact]
    public async Task A_slow_function_links_to_all_its_calls_of_the_period()
    {
        var site = await sites.GetAsync(PlayedAsync);
        string body = await BodyAsync(site, $"{Insight}?period=24h");

        foreach (var (name, calls) in ((string, int)[])[("book", 1), ("book_table", 2)])
        {
            string link = Links(Section(body, "slowest-h")).Single(link => link.EndsWith($"function_name={name}", StringComparison.Ordinal));
            (await ListedAsync(site, link)).Should().Be(calls, "{0} was called so often", name);
        }
    }

    [Fact]
    public async Task The_list_of_users_says_that_it_is_limited_and_links_to_all()
    {
        var site = await sites.GetAsync(PlayedAsync);

        string body = await BodyAsync(site, Figure(await BodyAsync(site, $"{Insight}?period=24h&channel=fax"), "Users").Link);

        body.Should().Contain("Limited to turns since 2 Jan 2025, 00:01:00 UTC, channel fax.").And.Contain("href=\"/convlog/users\">Show all users</a>");
        (await BodyAsync(site, "/convlog/users")).Should().NotContain("Limited to").And.Contain("Users with a conversation in the last 30 days");
    }

    [Fact]
    public async Task Filters_of_a_link_can_be_removed_and_persist_when_others_are_applied()
    {
        var site = await sites.GetAsync(PlayedAsync);

        string list = await BodyAsync(site, Figure(await BodyAsync(site, $"{Insight}?period=24h"), "Conversations").Link);
        string ratings = await BodyAsync(site, Figure(await BodyAsync(site, $"{Insight}?period=24h"), "Satisfaction").Link);

        list.Should().Contain("<input type=\"hidden\" name=\"turn_from\" value=\"2025-01-02T00:01:00Z\" />")
            .And.MatchRegex("Turn since: <time [^>]*>2 Jan 2025, 00:01:00 UTC</time>")
            .And.Contain("href=\"/convlog?from=2025-01-02T00%3A01%3A00Z\" title=\"Remove this filter\"");
        ratings.Should().Contain("<input type=\"hidden\" name=\"turn_from\" value=\"2025-01-02T00:01:00Z\" />").And.Contain("title=\"Remove this filter\"");
    }

    [Fact]
    public async Task An_error_message_links_to_a_search_and_says_so()
    {
        var site = await sites.GetAsync(PlayedAsync);

        (await BodyAsync(site, $"{Insight}?period=24h")).Should().MatchRegex("<a [^>]*title=\"Search for conversations with this message\">");
    }

    // The slowest turn and most failures are before the last 24 hours; conversations that began before them end or continue in them.
    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.StartAsync();
        var clock = site.Clock;
        clock.Advance(TimeSpan.FromHours(13)); // 23:00 UTC.
        await using var before = site.Open(new ConversationInfo("before") { UserId = "ada" });
        await using var straddle = site.Open(new ConversationInfo("straddle") { UserId = "bob" });
        foreach (var conversation in new[] { before, straddle })
        {
            Say(conversation, clock, seconds: 30, "book", fails: true);
            conversation.AddFeedback(FeedbackRating.Like);
        }

        clock.Advance(TimeSpan.FromHours(2));
        before.Log.Error("Closed late");
        await before.DisposeAsync();
        Say(straddle, clock, seconds: 2, "find", fails: false);
        straddle.AddFeedback(FeedbackRating.Dislike);
        await straddle.DisposeAsync();

        await using (var today = site.Open(new ConversationInfo("today") { UserId = "cat" }))
        {
            Say(today, clock, seconds: 9, "book", fails: true);
            today.AddFeedback(FeedbackRating.Like);
            today.Log.Error("CRM upsert failed");
            using var call = today.BeginFunction("book_table");
            clock.Advance(TimeSpan.FromMilliseconds(5));
            call.Complete();
        }

        await using (var other = site.Open(new ConversationInfo("other") { AgentId = "other", Channel = "fax", UserId = "bob" }))
        {
            Say(other, clock, seconds: 1, "book_table", fails: true);
        }

        await using (site.Open(new ConversationInfo("silent") { UserId = "eve" }))
        {
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        clock.Advance(TimeSpan.FromHours(23)); // 24 hours ago is between the first turns and the others.
        return site;
    }

    private static void Say(Conversation conversation, ManualClock clock, int seconds, string function, bool fails)
    {
        using var turn = conversation.BeginTurn("Book a table for two");
        using (var call = conversation.BeginFunction(function))
        {
            clock.Advance(TimeSpan.FromSeconds(seconds));
            if (fails)
            {
                call.Fail("No.");
            }
        }

        turn.Complete("Done.", new ModelUsage("gpt-x", inputTokens: 10, outputTokens: 5, cost: 0.01m, currency: "EUR"));
    }

    private static (string Link, string Shown) Figure(string body, string name)
    {
        var match = Regex.Match(body, $"<dt>{name}</dt><dd><a href=\"(?<link>[^\"]*)\">(?<shown>[^<]*)</a>", RegexOptions.None, TimeSpan.FromSeconds(1));
        return (WebUtility.HtmlDecode(match.Groups["link"].Value), match.Groups["shown"].Value);
    }

    private static List<(string Name, int Failed, int Calls, string Link)> Functions(string body, string section)
        => [.. Row().Matches(Section(body, $"{section}-h")).Select(static row => (row.Groups["name"].Value,
            int.Parse(row.Groups["failed"].Value, CultureInfo.InvariantCulture),
            int.Parse(row.Groups["calls"].Value, CultureInfo.InvariantCulture), WebUtility.HtmlDecode(row.Groups["link"].Value)))];

    private static IEnumerable<string> Links(string part) => Link().Matches(part).Select(static link => WebUtility.HtmlDecode(link.Groups["link"].Value));

    [GeneratedRegex("<a class=\"link\" href=\"(?<link>[^\"]*)\"><code><bdi>(?<name>[^<]*)<.*?cell\">(?<failed>\\d+)</td>.*?>(?<calls>\\d+)</td>",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Row();

    [GeneratedRegex("href=\"(?<link>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Link();
}
