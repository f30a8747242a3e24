using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>Saves views of the list, opens them and reviews their conversations.</summary>
public sealed class ViewWalkTests(ConsoleInBrowser console) : IClassFixture<ConsoleInBrowser>
{
    private int _keys;

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_view_is_saved_by_keyboard_and_opened_by_one_click_with_its_counts_and_columns()
    {
        await using var opened = await OpenAsync("/convlog?has_problem=true&columns=channel,problems", ConsoleInBrowser.AnnotatorKey);
        var page = opened.Page;
        await page.Keyboard.PressAsync("v");
        await page.Keyboard.TypeAsync("Problems first");
        await page.LoadAsync(() => page.Keyboard.PressAsync("Enter"));
        page.Url.Should().MatchRegex("\\?view=[0-9a-f]{12}&columns=channel%2Cproblems&has_problem=true$");
        string total = (await page.Locator(".pager p").InnerTextAsync()).Split(" of ")[1].Split(' ')[0];

        await page.GotoAsync(console.Url + "/convlog");
        await page.Locator(".views a", new() { HasText = "Problems first" }).ClickThroughAsync();

        (await page.Locator(".views a[aria-current=page] bdi").InnerTextAsync()).Should().Be("Problems first");
        await page.Locator(".views a[aria-current=page] .n:not(:empty)").WaitForAsync();
        (await page.Locator(".views a[aria-current=page] .n").InnerTextAsync()).Should().MatchRegex($"^{total} · [1-9][0-9]* unread$");
        (await page.Locator("thead th").AllInnerTextsAsync()).Where(static text => text.Trim().Length > 0).Should()
            .Equal("Conversation", "Channel", "Problems");
        (await page.TitleAsync()).Should().StartWith("Problems first");
        opened.Complaints.Should().BeEmpty();
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [BrowserFact]
    public async Task Ten_conversations_of_a_view_are_rated_with_at_most_25_keys_and_the_last_mark_is_undone_by_another()
    {
        await using var opened = await OpenAsync("/convlog?agent=therapy-web&is_unread=true", ConsoleInBrowser.PiiKey);
        var page = opened.Page;
        await page.Locator(".filter-bar [popovertarget]", new() { HasText = "Save view" }).ClickAsync();
        await page.Locator("#save-view [name=name]").FillAsync("To rate");
        await page.LoadAsync(() => page.Locator("#save-view button[value=save]").ClickAsync());
        await page.Locator("tbody a.open").First.ClickThroughAsync();
        string total = (await page.Locator(".queue strong").InnerTextAsync()).Split(" of ")[1];
        for (int i = 0; i < 10; i++)
        {
            (await page.Locator(".queue strong").InnerTextAsync()).Should().Be($"{i + 1} of {total}");
            await page.LoadAsync(() => KeyAsync(page, i % 2 == 0 ? "1" : "2"));
            await page.LoadAsync(() => KeyAsync(page, "m"));
        }

        _keys.Should().BeLessThanOrEqualTo(25);
        (await page.Locator(".queue .chip").AllInnerTextsAsync()).Should().Equal("Agent: therapy-web", "Unread");
        await page.LoadAsync(() => KeyAsync(page, "m"));
        string marked = page.Url;
        marked.Should().Contain("marked=");
        await page.LoadAsync(() => KeyAsync(page, "u"));
        (await page.Locator(".queue strong").InnerTextAsync()).Should().Be($"11 of {total}");
        marked.Should().Contain(Uri.EscapeDataString(new Uri(page.Url).AbsolutePath.Split('/')[^1]), "it leads back to what is unread again");
        (await page.GetByTitle("Mark as read, next").CountAsync()).Should().Be(1);
        opened.Complaints.Should().BeEmpty();
    }

    private Task<OpenedPage> OpenAsync(string path, string key) => OpenedPage.OpenAsync(console, path, OpenedPage.Look("light", 1_440, 900, key));

    private Task KeyAsync(IPage page, string key)
    {
        _keys++;
        return page.Keyboard.PressAsync(key);
    }
}
