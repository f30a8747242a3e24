using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Live;

/// <summary>Pages do not change under their reader, and announce new data.</summary>
public sealed class FreshTests
{
    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_row_of_a_running_conversation_updates_in_place()
    {
        await using var console = await RunningConsole.StartAsync();
        var conv = console.Open("c1");
        conv.BeginTurn("Hello").Complete("Hello.");
        await conv.FlushAsync();
        await using var opened = await OpenAsync(console, "/convlog");
        var row = opened.Page.Locator("tr[data-conversation=c1]");
        (await row.Locator(".c-turns").InnerTextAsync()).Should().Be("1");

        using (var turn = conv.BeginTurn("And then?"))
        {
            conv.Log.Error("No table");
            turn.Complete("Sorry.");
        }

        await conv.FlushAsync();
        await row.Locator(".about .mark.error").WaitForAsync();
        (await row.Locator(".c-turns").InnerTextAsync()).Should().Be("2");
        await conv.DisposeAsync();
        await row.Locator(".chip.ended").WaitForAsync();
        (await opened.Page.Locator(".fresh").InnerTextAsync()).Should().BeEmpty("it is not new");
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task New_conversations_are_counted_and_shown_on_request()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var opened = await OpenAsync(console, "/convlog");
        foreach (string id in new[] { "c1", "c2" })
        {
            await using var conv = console.Open(id);
            conv.BeginTurn("Hello").Complete("Hello.");
        }

        await opened.Page.GetByText("Show 2 new conversations").ClickAsync();

        await opened.Page.Locator("tbody tr").Nth(1).WaitForAsync();
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task A_review_page_grows_while_its_conversation_continues()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var conv = console.Open("c1");
        using var turn = conv.BeginTurn("Hello");
        conv.Log.Info("there already");
        await conv.FlushAsync();
        await using var opened = await OpenAsync(console, "/convlog/conversations/c1");
        await opened.Page.EvaluateAsync("() => { window.isSamePage = true; }");
        using (var call = conv.BeginFunction("save_guest"))
        {
            conv.Log.Info("one");
            conv.Log.Error("two");
        }

        turn.Complete("Done.");
        turn.Dispose();
        using var next = conv.BeginTurn("And then?");
        await conv.FlushAsync();

        await opened.Page.Locator(".entry.error", new PageLocatorOptions { HasText = "two" }).WaitForAsync();
        await opened.Page.Locator("#t2").GetByText("And then?").WaitForAsync();
        (await opened.Page.Locator("#t1 .say.agent").InnerTextAsync()).Should().Contain("Done.");
        (await opened.Page.Locator(".layer:has(#l-functions) .count").InnerTextAsync()).Should().Be("1", "there was none before");
        (await opened.Page.EvaluateAsync<bool>("() => window.isSamePage === true")).Should().BeTrue("the page was not loaded again");
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Text_being_typed_is_not_replaced_and_the_page_offers_to_load_updates()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var conv = console.Open("c1");
        using var turn = conv.BeginTurn("Hello");
        await conv.FlushAsync();
        await using var opened = await OpenAsync(console, "/convlog/conversations/c1", ConsoleInBrowser.PiiKey);
        await opened.Page.Keyboard.PressAsync("e");
        await opened.Page.Keyboard.TypeAsync("Say hello");
        conv.Log.Info("one");
        await conv.FlushAsync();

        await opened.Page.GetByText("Load updates").WaitForAsync();
        (await opened.Page.Locator("#t1 textarea:focus").InputValueAsync()).Should().Be("Say hello");
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_hidden_page_keeps_no_connection_open()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var opened = await OpenAsync(console, "/convlog");
        await HideAsync(opened.Page, isHidden: true);
        await using (var conv = console.Open("c1"))
        {
            conv.BeginTurn("Hello").Complete("Hello.");
        }

        console.Streams.Should().Be(1);
        await HideAsync(opened.Page, isHidden: false);

        await opened.Page.GetByText("Show 1 new conversation").WaitForAsync();
        console.Streams.Should().Be(2);
    }

    // Chromium reports every page of a test as visible. This reports the page as hidden in the same way as a browser.
    private static Task HideAsync(IPage page, bool isHidden) => page.EvaluateAsync(
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }", isHidden);

    private static async Task<OpenedPage> OpenAsync(RunningConsole console, string path, string key = ConsoleInBrowser.ReaderKey)
    {
        var opened = await console.LookAsync(path, key);
        await opened.Page.Locator(".fresh[data-state=live]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        return opened;
    }
}
