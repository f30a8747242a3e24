using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>Manages personal data as a data protection officer does, without JavaScript, and by keyboard where that matters.</summary>
public sealed class PrivacyWalkTests : IAsyncLifetime
{
    // Each test has its own console, because it changes data.
    private readonly ConsoleInBrowser _console = new();

    public Task InitializeAsync() => _console.InitializeAsync();

    public Task DisposeAsync() => _console.DisposeAsync();

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_run_above_the_safety_limit_requires_a_check_box_after_showing_the_numbers()
    {
        await using var opened = await SignInAsync();
        await opened.Page.GetByText("Run now…").ClickThroughAsync();

        (await opened.Page.Locator("h2").InnerTextAsync()).Should().MatchRegex("This run would affect [0-9.]+\\s% of all conversations$");
        await opened.Page.GetByText("Run anyway").ClickAsync();
        opened.Page.Url.Should().EndWith("/privacy/runs", "the browser asks for the tick first");
        await opened.Page.GetByRole(AriaRole.Checkbox).FocusAsync();
        await opened.Page.Keyboard.PressAsync("Space");
        await opened.Page.Keyboard.PressAsync("Enter");

        await opened.Page.ArriveAsync("/privacy#retention$");
        (await opened.Page.Locator("#retention tr", new PageLocatorOptions { HasText = "Ada Lindqvist" })
            .Filter(new LocatorFilterOptions { HasText = "Completed" }).CountAsync()).Should().Be(1);
        (await opened.Page.Locator("#retention .preview").InnerTextAsync()).Should().MatchRegex("Conversations to delete.*\\s0");
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_user_is_erased_by_keyboard_and_the_receipt_lists_the_deleted_data()
    {
        await using var opened = await SignInAsync();
        await opened.Page.GetByLabel("ID", new PageGetByLabelOptions { Exact = true }).FillAsync("visitor-3@example.com");
        await opened.Page.GetByLabel("Reason for the receipt").FillAsync("Request 4712");
        await opened.Page.LoadAsync(() => opened.Page.Keyboard.PressAsync("Enter"));

        (await opened.Page.Locator(".question").InnerTextAsync()).Should().Contain("visitor-3@example.com").And.Contain("conv-old-3");
        await opened.Page.GetByText("Erase permanently").FocusAsync();
        await opened.Page.Keyboard.PressAsync("Enter");
        opened.Page.Url.Should().Contain("/privacy/erasures/question?", "the browser asks for the word first");
        await opened.Page.GetByLabel("Type erase to confirm").FillAsync("erase");
        await opened.Page.Keyboard.PressAsync("Enter");

        await opened.Page.ArriveAsync("/privacy/erasures/[0-9a-f]{8}-");
        string receipt = await opened.Page.Locator(".receipt").InnerTextAsync();
        receipt.Should().Contain("Unreadable").And.Contain("Request 4712").And.Contain("Total records").And.NotContain("visitor-3@");
        var file = await opened.Page.RunAndWaitForDownloadAsync(() => opened.Page.GetByText("JSON").ClickAsync());
        file.SuggestedFilename.Should().StartWith("erasure-").And.EndWith(".json");
        await opened.Page.GotoAsync($"{_console.Url}/convlog/conversations/conv-old-3");
        (await opened.Page.Locator("h1").InnerTextAsync()).Should().Be("This conversation was erased");
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [BrowserFact]
    public async Task A_hold_with_a_pending_erasure_is_released_after_confirmation()
    {
        await using var opened = await SignInAsync();
        await opened.Page.Locator("#holds tr", new PageLocatorOptions { HasText = "conv-weeks-1" }).GetByRole(AriaRole.Button).ClickThroughAsync();

        (await opened.Page.Locator("h2").InnerTextAsync()).Should().Be("Releasing this hold erases the conversation");
        await opened.Page.GetByText("Release and erase").ClickThroughAsync();

        (await opened.Page.Locator("#holds").InnerTextAsync()).Should().NotContain("conv-weeks-1");
        opened.Complaints.Should().BeEmpty();
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [BrowserFact]
    public async Task A_link_opens_older_access_records()
    {
        await using var opened = await SignInAsync();
        await opened.Page.GetByText("Show all").ClickThroughAsync();
        await opened.Page.GetByText("Older").ClickThroughAsync();

        (await opened.Page.Locator(".pager").InnerTextAsync()).Should().Contain("Newest").And.NotContain("Older");
        opened.Complaints.Should().BeEmpty();
    }

    private async Task<OpenedPage> SignInAsync()
    {
        var opened = await OpenedPage.OpenAsync(_console, "/convlog/sign-in?return=/convlog/privacy",
            new BrowserNewContextOptions { JavaScriptEnabled = false });
        await opened.Page.GetByLabel("API key").FillAsync(ConsoleInBrowser.PiiKey);
        await opened.Page.LoadAsync(() => opened.Page.Keyboard.PressAsync("Enter"));
        await opened.Page.Locator("h1", new PageLocatorOptions { HasText = "Privacy" }).WaitForAsync();
        return opened;
    }
}
