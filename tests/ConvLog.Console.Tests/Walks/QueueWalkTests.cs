using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>Reviews a list of conversations by keyboard.</summary>
public sealed class QueueWalkTests(ConsoleInBrowser console) : IClassFixture<ConsoleInBrowser>
{
    // Each conversation takes the same two keys and loads two pages.
    private static readonly int s_rated = Amount.Of(usual: 4, inCi: 10, inLongCampaign: 10);

    private int _keys;

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Ten_conversations_are_rated_with_at_most_25_keys_and_no_mouse()
    {
        await using var opened = await OpenAsync("/convlog?agent=therapy-web");
        var page = opened.Page;
        await page.Locator("tbody a.open").First.ClickThroughAsync();
        for (int i = 0; i < s_rated; i++)
        {
            string from = page.Url;
            await page.LoadAsync(() => KeyAsync(page, i % 2 == 0 ? "1" : "2"));
            (await page.Locator($".turn:target .team .stands").CountAsync()).Should().Be(1, $"conversation {i + 1} of {from} is rated by its last turn");
            await page.LoadAsync(() => KeyAsync(page, "m"));
        }

        _keys.Should().BeLessThanOrEqualTo(s_rated * 25 / 10);
        await page.Locator(".crumb a").ClickThroughAsync();
        (await page.Locator("tbody tr .judged .thumb.up").CountAsync()).Should().BeGreaterThanOrEqualTo(s_rated / 2);
        (await page.Locator("tbody tr .judged .thumb.down").CountAsync()).Should().BeGreaterThanOrEqualTo(s_rated / 2);
        opened.Complaints.Should().BeEmpty();
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [BrowserFact]
    public async Task A_rating_is_removed_by_the_same_key_and_labels_and_notes_are_added_without_a_mouse()
    {
        await using var opened = await OpenAsync($"/convlog/conversations/{StagedConversations.Rich}");
        var page = opened.Page;
        await page.LoadAsync(() => KeyAsync(page, "1"));
        (await page.Locator(".turn:target [data-key='1']").GetAttributeAsync("aria-pressed")).Should().Be("true");
        await page.LoadAsync(() => KeyAsync(page, "1"));
        (await page.Locator(".turn:target [data-key='1']").GetAttributeAsync("aria-pressed")).Should().Be("false");

        await KeyAsync(page, "l");
        await page.Keyboard.TypeAsync("stale calendar");
        await page.LoadAsync(() => page.Keyboard.PressAsync("Enter"));
        (await page.Locator("#judgments .chip").AllInnerTextsAsync()).Should().Contain(static label => label.Contains("stale calendar"));
        await KeyAsync(page, "n");
        await page.Keyboard.TypeAsync("Shorten the cache.");
        await page.LoadAsync(() => page.Keyboard.PressAsync("Control+Enter"));
        (await page.Locator("#notes .note").CountAsync()).Should().BeGreaterThanOrEqualTo(2);
        await KeyAsync(page, "e");
        (await page.Locator("textarea:focus").CountAsync()).Should().Be(1);
        await page.Keyboard.PressAsync("Escape");
        (await page.Locator("details.write[open]").CountAsync()).Should().Be(0);
        opened.Complaints.Should().BeEmpty();
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [BrowserFact]
    public async Task A_conversation_is_assigned_to_a_colleague_and_to_the_reader_without_a_mouse()
    {
        await using var opened = await OpenAsync($"/convlog/conversations/{StagedConversations.Rich}");
        var page = opened.Page;

        await AssignAsync(page, "ben");
        (await page.Locator("#assignment .link").InnerTextAsync()).Should().Be("ben");
        await AssignAsync(page, "me");
        string me = await page.Locator("#assignment .link").InnerTextAsync();
        me.Should().Be("Ada Lindqvist");
        (await page.Locator("#assignment").InnerTextAsync()).Should().Contain($"by {me}");

        await KeyAsync(page, "a");
        (await page.Locator("#assignee:focus").CountAsync()).Should().Be(1);
        await page.Keyboard.PressAsync("Escape");
        (await page.Locator("#assignment details[open]").CountAsync()).Should().Be(0);
        opened.Complaints.Should().BeEmpty();
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [BrowserFact]
    public async Task Selected_rows_are_assigned_without_a_mouse_and_undo_restores_the_assignees()
    {
        await using var opened = await OpenAsync("/convlog?agent=therapy-web");
        var page = opened.Page;
        string before = string.Join(';', await page.Locator("tbody .c-title").AllInnerTextsAsync());
        foreach (string key in (string[])["j", "x", "j", "x"])
        {
            await KeyAsync(page, key);
        }

        await AssignAsync(page, "ben");

        (await page.Locator(".selection-result").InnerTextAsync()).Should().Contain("Assigned 2 conversations to ben.");
        (await page.Locator("tbody .assigned", new PageLocatorOptions { HasText = "ben" }).CountAsync()).Should().Be(2);

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Undo" }).FocusAsync();
        await page.LoadAsync(() => page.Keyboard.PressAsync("Enter"));
        (await page.Locator(".selection-result").InnerTextAsync()).Should().Contain("Restored the assignment of 2 conversations.");
        string.Join(';', await page.Locator("tbody .c-title").AllInnerTextsAsync()).Should().Be(before);
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task An_entry_is_shared_by_one_click_and_its_link_opens_it_unfolded_and_marked()
    {
        await using var opened = await OpenedPage.OpenAsync(console, $"/convlog/conversations/{StagedConversations.Rich}?agent=therapy-web",
            new BrowserNewContextOptions { Permissions = ["clipboard-read", "clipboard-write"] });
        await opened.Page.Locator(".entry.warning").First.GetByTitle("Copy link to entry").ClickAsync();
        await opened.Page.GetByText("Link copied").WaitForAsync();
        string link = await opened.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");

        await using var shared = await OpenedPage.OpenAsync(link, new BrowserNewContextOptions { JavaScriptEnabled = false });

        var entry = shared.Page.Locator(".entry.hit:target");
        (await entry.IsVisibleAsync()).Should().BeTrue();
        (await entry.InnerTextAsync()).Should().Contain("Offering the nearest slot");
        (await shared.Page.Locator(".inspector h3").AllInnerTextsAsync()).Should().Contain("Selected entry");
        shared.Complaints.Should().BeEmpty();
    }

    private Task<OpenedPage> OpenAsync(string path) => OpenedPage.OpenAsync(console, path, OpenedPage.Look("light", 1_440, 900, ConsoleInBrowser.PiiKey));

    private async Task AssignAsync(IPage page, string colleague)
    {
        await KeyAsync(page, "a");
        await page.Keyboard.TypeAsync(colleague);
        await page.LoadAsync(() => page.Keyboard.PressAsync("Enter"));
    }

    private Task KeyAsync(IPage page, string key)
    {
        _keys++;
        return page.Keyboard.PressAsync(key);
    }
}
