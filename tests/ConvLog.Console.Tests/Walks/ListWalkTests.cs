using System.Globalization;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>Finds real conversations with the list.</summary>
[Collection(RealCollection.Name)]
public sealed class ListWalkTests(RealConsole console)
{
    private const string Failed = "Can you help me find a therapist in Napa?";

    [RealFact]
    public async Task The_failed_booking_is_found_by_filters_kept_in_the_address()
    {
        await using var opened = await OpenAsync("/convlog");
        await opened.Page.Locator("#q").FillAsync("function:BookAppointment outcome:failed");
        await opened.Page.LoadAsync(() => opened.Page.Keyboard.PressAsync("Enter"));
        await opened.Page.Locator("a.switch", new PageLocatorOptions { HasText = "Problems" }).ClickThroughAsync();

        opened.Page.Url.Should().Contain("function=BookAppointment").And.Contain("function_outcome=failed").And.Contain("has_problem=true");
        int found = await TotalAsync(opened.Page);
        found.Should().BeInRange(20, 60);
        (await Rows(opened.Page).Locator(".about .mark.error").CountAsync()).Should().Be(await Rows(opened.Page).CountAsync());
        (await Rows(opened.Page).Filter(new LocatorFilterOptions { HasText = Failed }).CountAsync()).Should().Be(1);

        await using var same = await OpenAsync(new Uri(opened.Page.Url).PathAndQuery);
        (await TotalAsync(same.Page)).Should().Be(found, "an address that is passed on shows the same list");
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task The_failed_booking_is_found_by_its_words_with_highlighted_matches()
    {
        await using var opened = await OpenAsync("/convlog?function=BookAppointment&has_error=true");
        await opened.Page.GetByRole(AriaRole.Searchbox).FillAsync("therapist in napa");
        await opened.Page.Keyboard.PressAsync("Enter");
        await opened.Page.ArriveAsync("q=therapist");

        var row = Rows(opened.Page).Filter(new LocatorFilterOptions { HasText = Failed });
        (await row.Locator("mark").AllInnerTextsAsync()).Should()
            .NotBeEmpty().And.OnlyContain(static mark => "therapist in napa".Contains(mark, StringComparison.OrdinalIgnoreCase));
        opened.Page.Url.Should().Contain("function=BookAppointment", "a search keeps the filters").And.Contain("has_error=true");
        await row.Locator("a.open").ClickThroughAsync();
        (await opened.Page.Locator("h1").InnerTextAsync()).Should().Be(Failed);
        opened.Complaints.Should().BeEmpty();
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [RealFact]
    public async Task Pages_show_each_conversation_once_and_keep_the_filters()
    {
        await using var opened = await OpenAsync("/convlog?channel=voice&columns=channel");
        int total = await TotalAsync(opened.Page);
        HashSet<string> seen = new(StringComparer.Ordinal);
        int rows = 0;
        string first = opened.Page.Url;
        var next = opened.Page.Locator(".pager a[rel=next]");
        while (true)
        {
            var links = await Rows(opened.Page).Locator("a.open").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
            rows += links.Length;
            seen.UnionWith(links);
            (await Rows(opened.Page).Locator(".c-channel").AllInnerTextsAsync()).Should()
                .OnlyContain(static channel => string.Equals(channel, "voice", StringComparison.Ordinal));
            if (await next.CountAsync() == 0)
            {
                break;
            }

            await next.ClickThroughAsync();
            opened.Page.Url.Should().Contain("channel=voice");
        }

        (rows, seen.Count).Should().Be((total, total));
        total.Should().BeGreaterThan(100);
        await opened.Page.GoBackAsync();
        (await Rows(opened.Page).CountAsync()).Should().BeGreaterThan(0, "backwards leads the browser");
        await opened.Page.Locator(".pager a[rel=first]").ClickThroughAsync();
        opened.Page.Url.Should().Be(first);
        opened.Complaints.Should().BeEmpty();
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [RealFact]
    public async Task A_click_on_a_heading_sorts_and_a_second_click_reverses_the_order()
    {
        await using var opened = await OpenAsync("/convlog?period=7d&columns=tokens");

        await opened.Page.GetByRole(AriaRole.Columnheader, new PageGetByRoleOptions { Name = "Tokens" }).GetByRole(AriaRole.Link).ClickThroughAsync();
        (await TokensAsync(opened.Page)).Should().BeInDescendingOrder().And.HaveCountGreaterThan(20);
        (await opened.Page.Locator("th.c-tokens").GetAttributeAsync("aria-sort")).Should().Be("descending");

        await opened.Page.GetByRole(AriaRole.Columnheader, new PageGetByRoleOptions { Name = "Tokens" }).GetByRole(AriaRole.Link).ClickThroughAsync();
        (await TokensAsync(opened.Page)).Should().BeInAscendingOrder().And.HaveCountGreaterThan(20);
        opened.Page.Url.Should().Contain("period=7d");
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task An_empty_search_result_says_what_to_do()
    {
        await using var opened = await OpenAsync("/convlog?q=zzyzx");

        (await opened.Page.Locator(".empty").InnerTextAsync()).Should().NotBeNullOrWhiteSpace();
        await opened.Page.Locator(".empty .button").Last.ClickThroughAsync();
        (await TotalAsync(opened.Page)).Should().BeGreaterThan(300);
    }

    private Task<OpenedPage> OpenAsync(string path)
        => OpenedPage.OpenAsync(console, path,
        new BrowserNewContextOptions { JavaScriptEnabled = false, ViewportSize = new ViewportSize { Width = 1_440, Height = 900 } });

    private static ILocator Rows(IPage page) => page.Locator("tbody tr");

    private static async Task<int> TotalAsync(IPage page)
        => int.Parse((await page.Locator(".pager p").InnerTextAsync()).Split(" of ")[1].Split(' ')[0], NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture);

    private static async Task<IEnumerable<int>> TokensAsync(IPage page)
        => (await Rows(page).Locator(".c-tokens").AllInnerTextsAsync())
            .Select(static text => int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
}
