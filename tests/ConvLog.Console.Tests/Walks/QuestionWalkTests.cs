using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace ConvLog.Console.Tests.Walks;

/// <summary>
/// Answers questions from the list of conversations within the promised number of clicks and keys. Uses the real conversations, or as many as
/// <c>CONVLOG_WALK_CONVERSATIONS</c> sets.
/// </summary>
[Trait(CiRun.Trait, CiRun.Only)]
[Collection(RealCollection.Name)]
public sealed class QuestionWalkTests(RealConsole console, ITestOutputHelper output)
{
    // The limit from the click to the last byte and frame of a page. On a busy machine only a page that does not scale reaches it.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);

    private int _clicks;
    private int _keys;

    [RealFact]
    public async Task Two_clicks_show_why_a_booking_failed()
    {
        await using var opened = await OpenAsync();
        var page = opened.Page;

        await ClickAsync(page.Locator(".facets a[href*='problem=function']"));
        await ClickAsync(page.Locator("tbody a.open").First);

        (await page.Locator(".cause").InnerTextAsync()).Should().MatchRegex("(?i)fail|abandoned|canceled|threw");
        _clicks.Should().BeLessThanOrEqualTo(2);
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    public async Task All_conversations_where_a_function_got_a_409_take_one_search()
    {
        await using var opened = await OpenAsync();
        var page = opened.Page;

        await EnterAsync(page, "function:BookAppointment status:409");

        await page.ArriveAsync(@"/convlog\?api_status=409&function=BookAppointment$");
        (await page.Locator("tbody tr").CountAsync()).Should().BeGreaterThan(9);
        (await page.Locator("tbody .about .mark.error").CountAsync()).Should().Be(await page.Locator("tbody tr").CountAsync());
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    public async Task Two_clicks_show_whether_a_function_is_getting_slower()
    {
        await using var opened = await OpenAsync();
        var page = opened.Page;

        await ClickAsync(page.Locator("nav.rail").GetByText("Functions"));
        await ClickAsync(page.Locator("tbody").GetByText("BookAppointment", new LocatorGetByTextOptions { Exact = true }));

        var p95 = page.Locator(".kpi", new PageLocatorOptions { HasText = "p95" });
        (await p95.Locator("dd").First.InnerTextAsync()).Should().MatchRegex("[0-9] m?s$");
        (await p95.Locator(".change").CountAsync()).Should().Be(1, "it is compared with the time before");
        _clicks.Should().Be(2);
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    public async Task One_search_finds_a_customer_by_id()
    {
        await using var opened = await OpenAsync();
        var page = opened.Page;
        await page.Locator("tbody a.open").First.ClickThroughAsync();
        string user = (await page.Locator("main a[href*='/users/']").First.TextContentAsync())!.Trim();

        await page.GotoAsync(console.Url + "/convlog");
        await EnterAsync(page, user);

        await page.ArriveAsync($@"/convlog\?user={user}$");
        (await page.Locator(".set-filters").InnerTextAsync()).Should().Contain(user);
        (await page.Locator("tbody tr").CountAsync()).Should().BePositive();
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    public async Task One_entry_and_one_range_find_a_conversation_by_a_word_and_an_hour()
    {
        await using var opened = await OpenAsync();
        var page = opened.Page;

        await EnterAsync(page, "apartment");
        var wanted = page.Locator("tbody tr").Last;
        string about = await wanted.Locator("a.open").InnerTextAsync();
        var started = DateTimeOffset.Parse((await wanted.Locator("time").Last.GetAttributeAsync("datetime"))!, CultureInfo.InvariantCulture);
        await page.GetByText("Custom…").ClickAsync();
        await page.Locator("#range [name=started_from]").FillAsync(Minute(started.AddMinutes(-30)));
        await page.Locator("#range [name=to]").FillAsync(Minute(started.AddMinutes(30)));
        await ClickAsync(page.Locator("#range button"));

        (await page.Locator("tbody a.open").AllInnerTextsAsync()).Should().Contain(about);
        (await page.Locator("#q").InputValueAsync()).Should().Be("apartment");
        opened.Complaints.Should().BeEmpty();

        static string Minute(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
    }

    [RealFact]
    public async Task One_click_lists_the_dislikes_of_the_week_with_their_reasons()
    {
        await using var opened = await OpenAsync(ConsoleInBrowser.AnnotatorKey);
        var page = opened.Page;
        await page.GotoAsync(console.Url + "/convlog?rating=dislike&period=7d");
        await page.Keyboard.PressAsync("v");
        await page.Keyboard.TypeAsync("Disliked this week");
        await LoadAsync(page, () => page.Keyboard.PressAsync("Enter"));
        await page.GotoAsync(console.Url + "/convlog");

        await ClickAsync(page.Locator(".views a", new PageLocatorOptions { HasText = "Disliked this week" }));

        (await page.Locator("tbody tr .reason").AllInnerTextsAsync()).Should().Contain("wrong information").And.Contain("wrong tool");
        (await page.Locator("tbody tr").CountAsync()).Should().Be(await page.Locator("tbody tr .thumb.down").CountAsync()).And.BePositive();
        _clicks.Should().Be(1);
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    public async Task Ten_conversations_are_rated_with_at_most_25_keys()
    {
        await using var opened = await OpenAsync(ConsoleInBrowser.PiiKey);
        var page = opened.Page;
        await KeyAsync(page, "j");
        await LoadAsync(page, () => KeyAsync(page, "Enter"));
        for (int i = 0; i < 10; i++)
        {
            await LoadAsync(page, () => KeyAsync(page, "1"));
            (await page.Locator(".turn:target .team .stands").CountAsync()).Should().Be(1, "conversation {0} is rated", i + 1);
            await LoadAsync(page, () => KeyAsync(page, "m"));
        }

        _keys.Should().BeLessThanOrEqualTo(25);
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    public async Task An_entry_is_shared_by_one_click()
    {
        await using var opened = await OpenAsync();
        var page = opened.Page;
        await page.Locator("tbody a.open").First.ClickThroughAsync();

        _clicks++;
        await page.Locator(".entry").First.GetByTitle("Copy link to entry").ClickAsync();

        await page.GetByText("Link copied").WaitForAsync();
        await using var shared = await OpenedPage.OpenAsync(await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        (await shared.Page.Locator(".entry.hit:target").IsVisibleAsync()).Should().BeTrue();
        _clicks.Should().Be(1);
        shared.Complaints.Should().BeEmpty();
    }

    [RealFact]
    public async Task One_click_shows_what_changed()
    {
        await using var opened = await OpenAsync();
        var page = opened.Page;

        await ClickAsync(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Insight", Exact = true }));

        (await page.Locator("main").InnerTextAsync()).Should().MatchRegex("before\n|Nothing changed").And.MatchRegex("Other figures|Figures");
        _clicks.Should().Be(1);
        opened.Complaints.Should().BeEmpty();
    }

    private async Task<OpenedPage> OpenAsync(string? key = null)
    {
        var look = OpenedPage.Look("light", 1_440, 900, key);
        look.Permissions = ["clipboard-read", "clipboard-write"];
        return await OpenedPage.OpenAsync(console, "/convlog", look);
    }

    private Task ClickAsync(ILocator what)
    {
        _clicks++;
        return LoadAsync(what.Page, () => what.ClickAsync());
    }

    private Task KeyAsync(IPage page, string key)
    {
        _keys++;
        return page.Keyboard.PressAsync(key);
    }

    private Task EnterAsync(IPage page, string text) => LoadAsync(page, async () =>
    {
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Enter");
    });

    private async Task LoadAsync(IPage page, Func<Task> act)
    {
        var took = await TimeAsync(page, act);
        if (took >= s_longest)
        {
            // Other processes may have used the machine: a page that does not scale is slow again.
            took = await TimeAsync(page, () => page.ReloadAsync());
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{took.TotalMilliseconds:0} ms to {new Uri(page.Url).PathAndQuery}"));
        took.Should().BeLessThan(s_longest, "{0} is read by whoever waits for it", page.Url);
    }

    private static async Task<TimeSpan> TimeAsync(IPage page, Func<Task> act)
    {
        long begun = Stopwatch.GetTimestamp();
        await page.LoadAsync(act);
        return Stopwatch.GetElapsedTime(begun);
    }
}
