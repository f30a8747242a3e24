using System.Net;
using System.Text.RegularExpressions;
using ConvLog.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Pages;

public sealed class ConversationsPageTests(SharedSites sites) : IClassFixture<SharedSites>
{
    [Fact]
    public async Task A_row_describes_the_conversation_and_its_problem()
    {
        await using var site = await Site.StartAsync();
        await using (var conv =
            site.Open(new ConversationInfo("conv-42")
            {
                AgentId = "bookings",
                Channel = "webchat",
                UserId = "ada@example.com",
                Environment = ConversationEnvironment.PreRelease
            }))
        {
            using var turn = conv.BeginTurn("Book a table for two");
            using (var call = conv.BeginFunction("save_guest"))
            {
                conv.Log.Error("CRM upsert failed");
                conv.Log.Warning("Trying again");
                call.Fail("No.");
            }

            site.Clock.Advance(TimeSpan.FromSeconds(75));
            turn.Complete("Done.", new ModelUsage("gpt-x", 1_200, 34));
            conv.AddFeedback(FeedbackRating.Dislike);
        }

        string body = (await site.GetAsync("/convlog?columns=channel,functions,problems,duration,tokens")).Body;

        body.Should().Contain("<bdi>Book a table for two</bdi></a>").And.Contain("<bdi>webchat</bdi>").And.Contain("pre-release")
            .And.Contain("aria-label=\"1 failed\"").And.Contain("2<span class=\"hidden\"> problems: 1 function call failed or abandoned, 1 error entry</span>")
            .And.Contain("1<span class=\"hidden\"> warning</span>")
            .And.Contain("Thumbs down by the user").And.Contain("1:15").And.Contain("1,234")
            .And.NotContain("ada@example.com");
    }

    [Fact]
    public async Task A_row_with_a_problem_starts_with_it_and_other_rows_show_none()
    {
        await using var site = await Site.WithKeysAsync();
        await using (var conv = site.Open(new ConversationInfo("bad")))
        {
            using var call = conv.BeginFunction("book");
            conv.Log.Error("The guest is Ada", isPii: true);
            conv.Log.Error("Slot <taken>");
            call.Fail("Ada cannot come.");
        }

        await using (var conv = site.Open(new ConversationInfo("hidden")))
        {
            conv.Log.Error("The guest is Ada", isPii: true);
        }

        await using (var conv = site.Open(new ConversationInfo("good")))
        {
            using var call = conv.BeginFunction("book");
            call.Complete();
        }

        foreach (string key in (string[])[Site.ReaderKey, Site.PiiKey])
        {
            string body = (await site.GetWithKeyAsync("/convlog", key)).Body;

            FirstProblems(body).Should().ContainSingle("only one has a problem that everyone may see")
                .Which.Should().Contain("<code><bdi>book</bdi></code>").And.Contain("<bdi>Slot &lt;taken&gt;</bdi>").And.NotContain("Ada");
        }
    }

    [Fact]
    public async Task A_running_call_is_not_a_problem_until_its_conversation_ends()
    {
        await using var site = await Site.StartAsync();
        await using var conv = site.Open(new ConversationInfo("running"));
        using var call = conv.BeginFunction("wait");
        await conv.FlushAsync();

        FirstProblems((await site.GetAsync("/convlog")).Body).Should().BeEmpty();
        site.Clock.Advance(TimeSpan.FromDays(1));
        FirstProblems((await site.GetAsync("/convlog")).Body).Should().ContainSingle().Which.Should().Contain("wait").And.Contain("Abandoned");
    }

    [Fact]
    public async Task A_row_has_labels_and_the_first_score_and_the_column_is_hidden_without_scores()
    {
        await using var site = await Site.StartAsync();
        await using (var conv = site.Open(new ConversationInfo("judged")))
        {
            using var turn = conv.BeginTurn("Book a table for two");
            turn.Complete("Done.");
            turn.Score("groundedness", 0.5, ScoreSource.Model, "the comment is personal");
            conv.Score("groundedness", 1);
            conv.Score("csat", 4.126);
            conv.Score("resolved", true);
            conv.Score("resolved", false, ScoreSource.User);
            conv.Score("tone", "<b>warm</b>");
            turn.AddLabel("<i>vip</i>");
            conv.AddLabel("bug");
            conv.AddLabel("later");
        }

        string body = (await site.GetAsync("/convlog?columns=scores")).Body;

        body.Should().Contain("title=\"&lt;i&gt;vip&lt;/i&gt;, bug, later\"><bdi>&lt;i&gt;vip&lt;/i&gt;</bdi>").And.Contain(">&#x2B;1</li>")
            .And.Contain("title=\"csat 4.13, groundedness 0.75 (2 scores), resolved 50&#xA0;% yes (2 scores), tone &lt;b&gt;warm&lt;/b&gt;\"")
            .And.Contain("<bdi>csat 4.13 &#x2B;3</bdi>").And.NotContain("the comment is personal").And.Contain("class=\"grid\"");

        await using var plain = await Site.StartAsync();
        await plain.PlayAsync(new ConversationInfo("plain"));
        (await plain.GetAsync("/convlog")).Body.Should().Contain("class=\"grid unscored\"");
    }

    [Fact]
    public async Task All_costs_of_a_page_have_the_same_number_of_decimals()
    {
        await using var site = await Site.StartAsync();
        foreach (decimal? cost in (decimal?[])[0.0214m, 1_234.5m, null])
        {
            await using var conv = site.Open(new ConversationInfo($"costs {cost}"));
            using var turn = conv.BeginTurn("Hi");
            turn.Complete("Hello.", new ModelUsage("m", cost: cost));
        }

        string body = (await site.GetAsync("/convlog?columns=cost")).Body;

        body.Should().ContainAll(">Cost</th>", "<td class=\"c-cost\" role=\"cell\">0.0214</td>", ">1,234.5000</td>",
            "<td class=\"c-cost\" role=\"cell\"></td>");
        (await site.GetAsync("/convlog")).Body.Should().NotContain("c-cost");
    }

    [Fact]
    public async Task The_environment_is_shown_only_if_it_is_not_live_and_debug_conversations_are_hidden()
    {
        await using var site = await Site.StartAsync();
        await site.PlayAsync(new ConversationInfo("live"), said: "for real");
        await site.PlayAsync(new ConversationInfo("debugging") { Environment = ConversationEnvironment.Debug }, said: "a test of the prompt");

        string body = (await site.GetAsync("/convlog")).Body;

        body.Should().Contain("for real").And.NotContain("a test of the prompt").And.NotContain("chip env");
    }

    [Fact]
    public async Task A_running_conversation_is_marked_live_until_it_ends()
    {
        await using var site = await Site.StartAsync();
        var conv = site.Open(new ConversationInfo("conv-42"));
        conv.BeginTurn("Hello");
        await conv.FlushAsync();

        (await site.GetAsync("/convlog")).Body.Should().Contain("chip live");
        (await site.GetAsync("/convlog/conversations/conv-42")).Body.Should().Contain("chip live").And.Contain("in progress");

        await conv.DisposeAsync();
        (await site.GetAsync("/convlog")).Body.Should().NotContain("chip live");
    }

    [Fact]
    public async Task A_page_lists_50_conversations_with_links_to_the_next_and_first_page()
    {
        await using var site = await Site.StartAsync();
        for (int i = 0; i < 120; i++)
        {
            await site.PlayAsync(new ConversationInfo($"conv-{i}"));
        }

        string first = (await site.GetAsync("/convlog")).Body;
        string second = (await site.GetAsync(NextOf(first))).Body;
        string third = (await site.GetAsync(NextOf(second))).Body;

        first.Should().Contain("1–50 of 120 conversations").And.NotContain("rel=\"first\"");
        second.Should().Contain("51–100 of 120").And.Contain("href=\"/convlog\" rel=\"first\"");
        third.Should().Contain("101–120 of 120").And.NotContain("rel=\"next\"");
        new[] { first, second, third }.SelectMany(Listed).Should().HaveCount(120).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Filters_and_sort_order_are_in_the_address_and_on_every_page()
    {
        await using var site = await Site.StartAsync();
        for (int i = 0; i < 60; i++)
        {
            await site.PlayAsync(new ConversationInfo($"bad-{i}") { AgentId = "bookings" }, conv => conv.Log.Error("CRM upsert failed", ("status", 409)));
            await site.PlayAsync(new ConversationInfo($"good-{i}") { AgentId = "weather" });
        }

        string first = (await site.GetAsync("/convlog?has_problem=true&agent=bookings&period=7d&sort=errors&field=status%3A409&nonsense=1")).Body;
        string second = (await site.GetAsync(NextOf(first))).Body;

        Listed(first).Concat(Listed(second)).Should().HaveCount(60).And.OnlyContain(static id => id.StartsWith("bad-", StringComparison.Ordinal));
        first.Should().Contain("aria-current=\"true\">Problems</a>").And.Contain("aria-current=\"true\">7 days</a>").And.Contain(
            "value=\"status:409\"").And.Contain("aria-sort=\"descending\"");
        second.Should().Contain("51–60 of 60").And.Contain("aria-current=\"true\">7 days</a>").And.NotContain("nonsense");
    }

    [Fact]
    public async Task A_filter_is_kept_as_a_chip()
    {
        await using var site = await Site.StartAsync();
        await site.PlayAsync(new ConversationInfo("long"), conv => site.Clock.Pass(90_000));
        await site.PlayAsync(new ConversationInfo("short"));

        string body = WebUtility.HtmlDecode((await site.GetAsync("/convlog?min_duration_ms=60000&max_duration_ms=600000&has_comment=false&field=a%3Ab")).Body);
        string found = (await site.GetAsync("/convlog?min_duration_ms=60000&max_duration_ms=600000")).Body;

        Listed(found).Should().Equal("long");
        body.Should().Contain("Duration ≥ <bdi>1 min</bdi>").And.Contain("<input type=\"hidden\" name=\"min_duration_ms\" value=\"60000\" />")
            .And.Contain("Duration ≤ <bdi>10 min</bdi>").And.Contain("Comment: <bdi>Without comment</bdi>")
            .And.Contain("Log field: <bdi>a:b</bdi>").And.Contain("<input type=\"hidden\" name=\"field\" value=\"a:b\" />");
    }

    [Fact]
    public async Task Search_matches_are_highlighted()
    {
        await using var site = await Site.StartAsync();
        await site.PlayAsync(new ConversationInfo("a"), static conv => conv.Log.Error("The booking engine <refused> the table"));
        await site.PlayAsync(new ConversationInfo("b"), static conv => conv.Log.Warning("Secret engine", isPii: true));

        string found = (await site.GetAsync("/convlog?q=engine")).Body;
        string nothing = (await site.GetAsync("/convlog?q=zeppelin")).Body;

        Listed(found).Should().Equal("a");
        found.Should().Contain("The booking <mark>engine</mark> &lt;refused&gt; the table").And.NotContain("Secret");
        nothing.Should().Contain("No matching conversations").And.Contain("of the last 7 days").And.Contain("period=all");
    }

    [Fact]
    public async Task A_match_is_highlighted_near_the_start_of_a_truncated_row()
    {
        await using var site = await Site.StartAsync();
        await site.PlayAsync(new ConversationInfo("a"), static conv => conv.Log.Error($"{new string('x', 50)} The table for two is at 20:30, as said"));

        (await site.GetAsync("/convlog?q=20%3A30")).Body.Should().Contain("<bdi>…two is at <mark>20:30</mark>, as said</bdi>");
        (await site.GetAsync("/convlog?q=%22table%20for%20two%22")).Body.Should().Contain("Book a <mark>table for two</mark>");
        Listed((await site.GetAsync("/convlog?q=%22two%20for%20table%22")).Body).Should().BeEmpty();
    }

    [Fact]
    public async Task A_search_that_reaches_its_limit_shows_its_start_time_and_continues_on_request()
    {
        var reached = ManualClock.DefaultStart.AddDays(1);
        await using var site = await Site.StartAsync(services: services => services.AddSingleton(BoundedStore.Create(reached)));
        await site.PlayAsync(new ConversationInfo("old"), static conv => conv.Log.Info("The booking engine started"));
        site.Clock.Advance(TimeSpan.FromDays(2));
        await site.PlayAsync(new ConversationInfo("new"), static conv => conv.Log.Info("The booking engine started"));

        string first = (await site.GetAsync("/convlog?q=engine&period=30d")).Body;
        string link = Regex.Match(first, "href=\"(?<link>[^\"]*)\">Search older ones", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["link"].Value;
        string rest = (await site.GetAsync(WebUtility.HtmlDecode(link))).Body;

        Listed(first).Should().Equal("new");
        first.Should().Contain("too many matches to search at once: searched conversations that started since ").And.NotContain("narrow the filters");
        link.Should().Contain("period=30d");
        Listed(rest).Should().Equal("old");
        rest.Should().NotContain("Search older ones");

        var hits = (await site.GetAsync("/convlog/v1/search?q=engine")).Json;
        hits.GetProperty("hits").EnumerateArray().Should().ContainSingle();
        hits.GetProperty("stopped").GetBoolean().Should().BeTrue();
        hits.GetProperty("from").GetDateTimeOffset().Should().Be(reached);
        (await site.GetAsync($"/convlog/v1/search?q=engine&to={hits.GetProperty("from").GetString()}")).Json.GetProperty("hits").EnumerateArray().Should()
            .ContainSingle().Which.GetProperty("conversation_id").GetString().Should().Be("old");
    }

    [Fact]
    public async Task A_search_shows_its_period_and_links_to_all_time()
    {
        await using var site = await Site.StartAsync();
        await site.PlayAsync(new ConversationInfo("old"), static conv => conv.Log.Info("The booking engine started"));
        site.Clock.Advance(TimeSpan.FromDays(20));
        await site.PlayAsync(new ConversationInfo("new"), static conv => conv.Log.Info("The booking engine started"));

        string recent = (await site.GetAsync("/convlog?q=engine")).Body;
        string all = (await site.GetAsync("/convlog?q=engine&period=all")).Body;
        string dated = (await site.GetAsync("/convlog?q=engine&from=2026-01-01")).Body;
        string unsearched = (await site.GetAsync("/convlog?period=all")).Body;

        Listed(recent).Should().Equal("new");
        recent.Should().Contain("of the last 7 days").And.Contain("href=\"/convlog?period=all&amp;q=engine\">Search all time").And.Contain(
            "aria-current=\"true\">7 days</a>");
        Listed(all).Should().Equal("new", "old");
        all.Should().Contain("of all time").And.Contain("aria-current=\"true\">All time</a>").And.NotContain("Search all time");
        dated.Should().Contain("href=\"/convlog?period=all&amp;q=engine\">Search all time");
        Listed(unsearched).Should().Equal("new", "old");
        unsearched.Should().NotContain("search-notice").And.Contain("aria-current=\"true\">All time</a>");
        dated.Should().NotContain("class=\"segment\" aria-current").And.Contain("From: ");
        (await site.GetAsync("/convlog?q=engine&from=yesterday")).Body.Should().Contain("aria-current=\"true\">7 days</a>").And.Contain("of the last 7 days");
        (await site.GetAsync("/convlog?q=engine&to=2099-01-01")).Body.Should().Contain("aria-current=\"true\">7 days</a>").And.Contain("of the last 7 days");
        (await site.GetAsync("/convlog")).Body.Should().Contain("aria-current=\"true\">All time</a>");
    }

    [Fact]
    public async Task A_search_links_to_a_conversation_a_function_and_a_user_by_name()
    {
        await using var site = await Site.StartAsync();
        await site.PlayAsync(new ConversationInfo("conv-42") { UserId = "ada@example.com" }, static conv =>
        {
            using var call = conv.BeginFunction("Book_Table");
        });
        string user = (await site.Reading.GetSummaryAsync(Reader.Anonymous, "conv-42"))!.UserPseudonym!;

        (await site.GetAsync("/convlog?q=conv-42&agent=default")).Body.Should().Contain(
            "<a class=\"link\" href=\"/convlog/conversations/conv-42\">Conversation <bdi>conv-42");
        (await site.GetAsync("/convlog?q=book_&agent=default")).Body.Should().Contain("href=\"/convlog?agent=default&amp;function=book_\">");
        (await site.GetAsync($"/convlog?q={user}&agent=default")).Body.Should().Contain($"<a class=\"link\" href=\"/convlog/users/{user}\">");
        (await site.GetAsync("/convlog?q=ada%40example.com")).Body.Should().NotContain("class=\"link\" href=\"/convlog/users/")
            .And.NotContain("class=\"link\" href=\"/convlog/conversations/");
        (await site.GetAsync("/convlog?q=%3Cimg%20src%3Dx%3E")).Body.Should().NotContain("<img");
    }

    [Fact]
    public async Task Times_without_a_zone_are_in_the_zone_of_the_viewer()
    {
        await using var site = await Site.StartAsync();
        await site.PlayAsync(new ConversationInfo("a"));
        var begun = TimeZoneInfo.ConvertTime(site.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu"));
        string minuteAfter = begun.AddMinutes(1).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);

        Listed(await ShownAsync($"/convlog?to={minuteAfter}")).Should().Equal("a");
        Listed(await ShownAsync($"/convlog?from={minuteAfter}")).Should().BeEmpty();

        async Task<string> ShownAsync(string address)
        {
            var redirect = await site.GetAsync(address, ("Cookie", "convlog-zone=Asia/Kathmandu"));
            redirect.Header("Location").Should().EndWith("Z", "another reader sees the same list");
            return (await site.GetAsync(redirect.Header("Location")!)).Body;
        }
    }

    [Fact]
    public async Task Agents_are_suggested_and_are_a_facet_if_there_is_more_than_one()
    {
        await using var site = await Site.StartAsync();
        await site.PlayAsync(new ConversationInfo("a") { AgentId = "bookings" }, said: "for bookings");
        (await site.GetAsync("/convlog")).Body.Should().Contain("<li><b>agent:bookings</b>").And.NotContain("<h2>Agent</h2>");

        await site.PlayAsync(new ConversationInfo("b") { AgentId = "weather & more" }, said: "for the weather");
        string all = (await site.GetAsync("/convlog")).Body;
        string chosen = (await site.GetAsync("/convlog?agent=weather%20%26%20more")).Body;

        all.Should().Contain("data-text=\"agent:&quot;weather &amp; more&quot;\"").And.Contain("<h2>Agent</h2>")
            .And.Contain("for bookings").And.Contain("for the weather");
        chosen.Should().Contain("for the weather").And.NotContain("for bookings").And.Contain("Agent: <bdi>weather &amp; more</bdi>");
    }

    [Fact]
    public async Task An_empty_list_says_what_to_do_next()
    {
        var site = await sites.GetAsync(static () => Site.StartAsync());

        (await site.GetAsync("/convlog")).Body.Should().Contain("No conversations yet").And.Contain("data-copy=\"app.MapGet(")
            .And.Contain("LogField.Pii(").And.NotContain("<table")
            .And.Contain("Where conversations come from").And.Contain("This console reads the store that <code>AddConvLog</code> names");
        (await site.GetAsync("/convlog?agent=nobody")).Body.Should().Contain("No matching conversations").And.Contain("Show all conversations");
    }

    [Fact]
    public async Task An_invalid_address_is_reported()
    {
        var site = await sites.GetAsync(static () => Site.StartAsync());

        (await site.GetAsync("/convlog?min_tokens=-1")).Body.Should().Contain("min_tokens is &quot;-1&quot;; it must be one integer from 0 to");
        (await site.GetAsync("/convlog?period=fortnight")).Body.Should().Contain("period must be one of 24h, 7d, 30d, 90d, all.");
        (await site.GetAsync("/convlog?cursor=abc")).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_conversation_without_messages_can_be_opened()
    {
        await using var site = await Site.StartAsync();
        await site.Open(new ConversationInfo("silent")).DisposeAsync();

        (await site.GetAsync("/convlog")).Body.Should().Contain("No messages").And.NotContain("No messages yet");
        (await site.GetAsync("/convlog/conversations/silent")).Body.Should().Contain("<h1><bdi>silent</bdi></h1>").And.Contain("No messages")
            .And.NotContain("No messages yet", "it has ended");
    }

    private static IEnumerable<string> FirstProblems(string body)
        => Regex.Matches(body, "<p class=\"about first-problem\">.*?</p>", RegexOptions.Singleline, TimeSpan.FromSeconds(1))
            .Select(static match => match.Value);

    private static string NextOf(string body)
        => WebUtility.HtmlDecode(Regex.Match(body, "href=\"(?<to>[^\"]+)\" rel=\"next\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["to"].Value);

    private static IEnumerable<string> Listed(string body)
        => Regex.Matches(body, "class=\"open\" href=\"/convlog/conversations/(?<id>[^\"?]+)", RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(static match => match.Groups["id"].Value);
}
