using System.Globalization;
using System.Net;
using ConvLog.Records;

namespace ConvLog.AspNetCore.Tests.Pages.Views;

/// <summary>Saved views: their content, their audience, and how the list shows the current one. Everything works without JavaScript.</summary>
public sealed class ViewsPagesTests
{
    [Fact]
    public async Task A_view_is_saved_from_the_list_and_opened_by_its_link()
    {
        await using var site = await PlayedAsync();

        string saved = await SaveAsync(site, "Bookings & more", "agent=bookings&period=7d&from=2025-01-01T00:00:00Z&columns=channel,started&page=2");

        saved.Should().MatchRegex("^/convlog\\?view=[0-9a-f]{12}&agent=bookings&columns=channel%2Cstarted&period=7d$");
        string body = (await site.GetWithKeyAsync(saved)).Body;
        body.Should().Contain("aria-current=\"page\" title=\"Your view\"").And.Contain("<bdi>Bookings &amp; more</bdi>").And.NotContain(">Changed<");
        body.Should().Contain("class=\"c-channel\" scope").And.NotContain("class=\"c-turns number\" scope").And.NotContain("class=\"c-problems\"");
    }

    [Fact]
    public async Task A_changed_list_is_marked_and_can_update_its_view()
    {
        await using var site = await PlayedAsync();
        string saved = await SaveAsync(site, "Mine", "agent=bookings");
        string id = IdOf(saved);

        string changed = (await site.GetWithKeyAsync($"/convlog?agent=weather&view={id}")).Body;
        changed.Should().Contain(">Changed<").And.Contain("Update view").And.Contain($"href=\"{WebUtility.HtmlEncode(saved)}\">Reset<");
        var answer = await PostAsync(site, $"/convlog/views?agent=weather&view={id}", Site.ReaderKey, ("do", "update"), ("view", id));

        answer.Header("Location").Should().Be($"/convlog?view={id}&agent=weather");
        (await site.GetWithKeyAsync(answer.Header("Location")!)).Body.Should().NotContain(">Changed<");
    }

    [Fact]
    public async Task The_list_opens_with_the_default_view_at_its_own_address_and_unfiltered_at_another()
    {
        await using var site = await PlayedAsync();
        string team = await SaveAsync(site, "Team's", "agent=weather", Site.PiiKey, ("of", "team"));
        await PostAsync(site, "/convlog/views", Site.PiiKey, ("do", "default"), ("view", IdOf(team)), ("of", "team"));
        (await site.GetWithKeyAsync("/convlog")).Header("Location").Should().Be(team);

        string own = await SaveAsync(site, "Mine", "agent=bookings");
        await PostAsync(site, "/convlog/views", Site.ReaderKey, ("do", "default"), ("view", IdOf(own)));

        (await site.GetWithKeyAsync("/convlog")).Header("Location").Should().Be(own, "the reader's own comes first");
        (await site.GetWithKeyAsync("/convlog", Site.PiiKey)).Header("Location").Should().Be(team);
        var whole = await site.GetWithKeyAsync("/convlog?view=all");
        whole.Status.Should().Be(HttpStatusCode.OK);
        whole.Body.Should().Contain("href=\"/convlog?view=all\" aria-current=\"page\">All<");
        (await site.GetWithKeyAsync(own)).Body.Should().Contain("href=\"/convlog?view=all\">Clear</a>");
    }

    [Fact]
    public async Task Views_are_renamed_moved_shared_and_deleted()
    {
        await using var site = await PlayedAsync();
        string[] ids = [IdOf(await SaveAsync(site, "a", "", Site.PiiKey)), IdOf(await SaveAsync(site, "b", "", Site.PiiKey)),
            IdOf(await SaveAsync(site, "c", "", Site.PiiKey))];

        await PostAsync(site, "/convlog/views", Site.PiiKey, ("do", "up"), ("view", ids[2]));
        await PostAsync(site, "/convlog/views", Site.PiiKey, ("do", "down"), ("view", ids[0]));
        (await NamesAsync(site, Site.PiiKey)).Should().Equal("c", "a", "b");
        await PostAsync(site, "/convlog/views", Site.PiiKey, ("do", "rename"), ("view", ids[0]), ("name", " d "));
        await PostAsync(site, "/convlog/views", Site.PiiKey, ("do", "share"), ("view", ids[0]));
        await PostAsync(site, "/convlog/views", Site.PiiKey, ("do", "delete"), ("view", ids[1]));

        (await NamesAsync(site, Site.PiiKey)).Should().Equal("c", "d", "d");
        (await NamesAsync(site, Site.ReaderKey)).Should().Equal("d");
    }

    [Fact]
    public async Task An_invalid_view_reports_the_reason()
    {
        await using var site = await PlayedAsync();
        var nameless = await PostAsync(site, "/convlog/views", Site.ReaderKey, ("do", "save"), ("name", " "));
        nameless.Status.Should().Be(HttpStatusCode.BadRequest);
        nameless.Body.Should().Contain("A view needs a name.");
        (await PostAsync(site, "/convlog/views", Site.ReaderKey, ("do", "save"), ("name", new string('x', 61)))).Body.Should().Contain("at most 60 characters");
        (await PostAsync(site, $"/convlog/views?agent={new string('x', 1_000)}", Site.ReaderKey, ("do", "save"), ("name", "x"))).Body.Should()
            .Contain("too long to save");
        (await PostAsync(site, "/convlog/views", Site.ReaderKey, ("do", "rename"), ("name", "x"), ("view", "none"))).Body.Should().Contain("has been deleted");
        (await PostAsync(site, "/convlog/views", Site.ReaderKey, ("do", "save"), ("name", "x"), ("of", "team"))).Status.Should().Be(HttpStatusCode.Forbidden);
        (await site.PostAsync("/convlog/views", [("do", "save"), ("name", "x")], ("X-API-KEY", Site.ReaderKey), ("Sec-Fetch-Site", "cross-site"))).Status
            .Should().Be(HttpStatusCode.Forbidden);
        for (int i = 0; i < 50; i++)
        {
            await SaveAsync(site, i.ToString(CultureInfo.InvariantCulture), "");
        }

        (await PostAsync(site, "/convlog/views", Site.ReaderKey, ("do", "save"), ("name", "x"))).Body.Should().Contain("There are 50 views already.");
        (await NamesAsync(site, Site.ReaderKey)).Should().HaveCount(50);
    }

    [Fact]
    public async Task Personal_search_text_stays_in_own_views_and_the_form_says_so()
    {
        await using var site = await PlayedAsync();
        // An ID is hexadecimal and may contain "ada".
        const string Typed = "agent=bookings&q=grace%40example.com&field=mail%3Agrace";

        (await SaveAsync(site, "own", Typed, Site.PiiKey)).Should().Contain("q=grace%40example.com");
        string own = IdOf((await SaveAsync(site, "own too", Typed, Site.PiiKey))!);
        (await SaveAsync(site, "team", Typed, Site.PiiKey, ("of", "team"))).Should().EndWith("&agent=bookings");
        await PostAsync(site, "/convlog/views", Site.PiiKey, ("do", "share"), ("view", own));

        (await site.GetWithKeyAsync("/convlog/views")).Body.Should().Contain("own too").And.NotContain("grace");
        (await site.GetWithKeyAsync($"/convlog?{Typed}", Site.PiiKey)).Body.Should().Contain("For the team, it is saved without");
        (await site.GetWithKeyAsync("/convlog?agent=bookings", Site.PiiKey)).Body.Should().NotContain("it is saved without")
            .And.Contain("User IDs and phone numbers are never kept");
    }

    [Fact]
    public async Task View_counts_match_the_list_and_include_unread_conversations()
    {
        await using var site = await PlayedAsync();
        string all = IdOf(await SaveAsync(site, "all", "", Site.PiiKey));
        string weather = IdOf(await SaveAsync(site, "weather", "agent=weather", Site.PiiKey));
        string text = IdOf(await SaveAsync(site, "text", "q=table", Site.PiiKey));
        await site.PostPermittedAsync("/convlog/review/read?id=a");

        var counts = (await site.GetWithKeyAsync("/convlog/views/counts", Site.PiiKey)).Json;

        counts.GetProperty(all).EnumerateArray().Select(static value => value.GetString()).Should().Equal("3", "2");
        counts.GetProperty(weather).EnumerateArray().Select(static value => value.GetString()).Should().Equal("1", "1");
        counts.GetProperty(text).EnumerateArray().Select(static value => value.GetString()).Should().Equal("", "");
        (await site.GetWithKeyAsync("/convlog/views", Site.PiiKey)).Body.Should().Contain("<td class=\"n\">3</td>");
    }

    [Fact]
    public async Task Team_views_are_hidden_from_readers_with_another_scope_and_own_views_from_all_others()
    {
        await using var site = await Site.StartAsync(configure: static options =>
        {
            options.ApiKeys.Add("key-of-acme-0123456789", "acme", ConvLogPermissions.All,
                new ConversationScope { AccountIds = ["acme"] });
            options.ApiKeys.Add("key-of-all-0123456789", "all", ConvLogPermissions.All);
        });
        await SaveAsync(site, "for acme", "agent=x", "key-of-acme-0123456789", ("of", "team"));
        await SaveAsync(site, "for all", "agent=x", "key-of-all-0123456789", ("of", "team"));
        await SaveAsync(site, "own", "agent=x", "key-of-all-0123456789");

        (await NamesAsync(site, "key-of-acme-0123456789")).Should().Equal("for acme");
        (await NamesAsync(site, "key-of-all-0123456789")).Should().Equal("own", "for all");
    }

    [Fact]
    public async Task A_view_pages_through_its_conversations_and_shows_position_and_filters()
    {
        await using var site = await PlayedAsync();
        string saved = await SaveAsync(site, "Bookings", "agent=bookings&order=asc");
        string id = IdOf(saved);

        string list = (await site.GetWithKeyAsync(saved)).Body;
        list.Should().Contain($"/convlog/conversations/a?agent=bookings&amp;order=asc&amp;queue=1-2&amp;view={id}");
        string first = (await site.GetWithKeyAsync($"/convlog/conversations/a?agent=bookings&order=asc&queue=1-2&view={id}")).Body;

        first.Should().Contain("<strong>1 of 2</strong>").And.Contain("<li class=\"chip\"><span>Agent: <bdi>bookings</bdi></span></li>")
            .And.Contain("<bdi>Bookings</bdi></a>");
        first.Should().Contain($"/convlog/conversations/b?agent=bookings&amp;order=asc&amp;queue=2-2&amp;view={id}\" rel=\"next\"");
        var read = await site.PostPermittedAsync($"/convlog/review/read?id=a&agent=bookings&order=asc&queue=1-2&view={id}", ("next", "b"));
        read.Header("Location").Should().StartWith($"/convlog/conversations/b?agent=bookings&order=asc&queue=2-2&view={id}");
        (await site.GetWithKeyAsync("/convlog/conversations/a?queue=9-2")).Body.Should().NotContain(" of 2</strong>");
    }

    [Fact]
    public async Task The_page_after_marking_as_read_can_undo_it_and_returns_to_the_same_position()
    {
        await using var site = await PlayedAsync();

        string next = (await site.PostPermittedAsync("/convlog/review/read?id=a&agent=bookings&order=asc&queue=1-2", ("next", "b"))).Header("Location")!;
        next.Should().Be("/convlog/conversations/b?agent=bookings&order=asc&queue=2-2&marked=a");
        (await site.GetWithKeyAsync(next, Site.PiiKey)).Body.Should()
            .Contain("action=\"/convlog/review/unread?id=a&amp;agent=bookings&amp;order=asc&amp;queue=1-2\"").And.Contain("data-key=\"u\"");
        (await site.GetWithKeyAsync(next)).Body.Should().NotContain("/review/unread");

        var undone = await site.PostPermittedAsync("/convlog/review/unread?id=a&agent=bookings&order=asc&queue=1-2");
        undone.Header("Location").Should().Be("/convlog/conversations/a?agent=bookings&order=asc&queue=1-2");
        (await site.GetWithKeyAsync("/convlog?is_unread=true", Site.PiiKey)).Body.Should().Contain("value=\"a\"");

        (await site.PostPermittedAsync("/convlog/review/read?id=b")).Header("Location").Should().Be("/convlog/conversations/b?marked=b");
        (await site.PostPermittedAsync("/convlog/review/read?id=b")).Header("Location").Should().Be("/convlog/conversations/b", "it was read before");
    }

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.WithKeysAsync();
        foreach (var (id, agent) in ((string, string)[])[("a", "bookings"), ("b", "bookings"), ("c", "weather")])
        {
            await site.PlayAsync(new ConversationInfo(id) { AgentId = agent, UserId = "ada@example.com" });
        }

        return site;
    }

    private static async Task<string> SaveAsync(Site site, string name, string query, string key = Site.ReaderKey, params (string, string)[] more)
    {
        var answer = await PostAsync(site, $"/convlog/views?{query}", key, [("do", "save"), ("name", name), .. more]);
        answer.Status.Should().Be(HttpStatusCode.SeeOther);
        return answer.Header("Location")!;
    }

    private static Task<Answer> PostAsync(Site site, string path, string key, params (string, string)[] form) => site.PostAsync(path, form, ("X-API-KEY", key));

    private static string IdOf(string address) => address[(address.IndexOf("view=", StringComparison.Ordinal) + 5)..].Split('&')[0];

    private static async Task<string[]> NamesAsync(Site site, string key)
    {
        string body = (await site.GetWithKeyAsync("/convlog/views", key)).Body;
        return [.. body.Split("<th scope=\"row\">").Skip(1).Select(static row => row.Split("<bdi>")[1].Split('<')[0])];
    }
}
