using System.Net;
using BlazorChat;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>
/// A host based on the official chat template with interactive Blazor Server. Circuit events belong to no request, so the component opens the conversation for
/// each message and makes it current.
/// </summary>
public sealed class BlazorChatWalkTests(ChatInBrowser chat) : IClassFixture<ChatInBrowser>
{
    private const string Said = "Book a table at Rosso";

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_chat_is_reviewed_in_the_console_of_the_same_app()
    {
        await using var opened = await OpenedPage.OpenAsync(chat.Url, OpenedPage.Look("light", 1_440, 900));
        var page = opened.Page;

        await SendAsync(page, Said);
        chat.Say(1);
        await page.GetByText("Your table", new PageGetByTextOptions { Exact = true }).WaitForAsync();
        chat.Say(6);
        await page.GetByText(ScriptedModel.Answer).WaitForAsync();
        await ShootAsync(page, "blazor-chat");

        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Conversations" }).ClickThroughAsync();
        await page.GetByLabel("API key").FillAsync(ConsoleInBrowser.PiiKey);
        (await chat.EndedTurnsAsync(Said, count: 1)).Should().OnlyContain(static turn => turn.EndedAt != null);
        await page.LoadAsync(() => page.Keyboard.PressAsync("Enter"));
        await ShootAsync(page, "blazor-list");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = Said }).ClickThroughAsync();
        (await page.ContentAsync()).Should().Contain("book_table").And.Contain(ScriptedModel.Answer).And.NotContain(ScriptedModel.Phone);
        await page.Locator(".entry .field.pii").GetByText("[redacted]").WaitForAsync();
        await ShootAsync(page, "blazor-review");

        await page.Locator("form.reveal button").ClickThroughAsync();
        await page.Locator(".entry .field.pii").GetByText(ScriptedModel.Phone).WaitForAsync();
        await ShootAsync(page, "blazor-revealed");
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_visitor_who_interrupts_an_answer_or_leaves_cancels_its_turn()
    {
        await using var opened = await OpenedPage.OpenAsync(chat.Url, OpenedPage.Look("light", 1_440, 900));
        var begun = opened.Page.GetByText("Your table", new PageGetByTextOptions { Exact = true });
        await SendAsync(opened.Page, "Book another table");
        chat.Say(1);
        await begun.WaitForAsync();

        await SendAsync(opened.Page, "No, two of them");
        await opened.Page.GetByText("No, two of them").WaitForAsync(); // The first answer is canceled by then; the next word belongs to the second answer.
        chat.Say(1);
        await begun.Nth(1).WaitForAsync();
        await opened.Page.GotoAsync(chat.Url + "/about");

        var turns = await chat.EndedTurnsAsync("Book another table", count: 2);
        turns.Should().OnlyContain(static turn => turn.Outcome == TurnOutcome.Canceled && !turn.HasFailed);
        turns.Select(static turn => turn.AgentResponse.ToString().Trim()).Should().Equal("Your table", "Your table");
        (turns[1].UserInput.ToString(), turns[1].CancelReason).Should().Be(("No, two of them", CancelReason.UserLeft));
    }

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_link_from_a_page_without_a_circuit_loads_the_console_as_a_full_page()
    {
        await using var opened = await OpenedPage.OpenAsync(chat.Url + "/about", OpenedPage.Look("light", 1_440, 900));
        await opened.Page.EvaluateAsync("() => { window.isOfTheHost = true; }");

        await opened.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Conversations" }).ClickThroughAsync();

        await opened.Page.GetByLabel("API key").WaitForAsync();
        await ShootAsync(opened.Page, "blazor-sign-in");
        (await opened.Page.EvaluateAsync<bool>("() => 'isOfTheHost' in window")).Should().BeFalse("the document is another one");
        opened.Complaints.Should().OnlyContain(static line => line.StartsWith("Enhanced navigation failed for destination"), "Blazor says so");
    }

    [Theory]
    [InlineData("/convlog", HttpStatusCode.Unauthorized, "API key")]
    [InlineData("/convlog/none", HttpStatusCode.Unauthorized, "API key")]
    [InlineData("/convlog/sign-out", HttpStatusCode.MethodNotAllowed, "ConvLog")]
    [InlineData("/convlog/v1/conversations", HttpStatusCode.Unauthorized, "\"status\":401")]
    [InlineData("/none", HttpStatusCode.NotFound, "This app has no such page")]
    [InlineData("/app.css", HttpStatusCode.OK, "color-scheme")]
    [InlineData("/_framework/blazor.web.js", HttpStatusCode.OK, "blazor")]
    public async Task The_console_handles_its_own_errors_and_the_host_its_own_pages_and_files(string path, HttpStatusCode status, string part)
    {
        using var client = new HttpClient();

        using var answer = await client.GetAsync(new Uri(chat.Url + path));

        answer.StatusCode.Should().Be(status);
        (await answer.Content.ReadAsStringAsync()).Should().Contain(part);
    }

    private static async Task SendAsync(IPage page, string message)
    {
        // Keys go to the focused field: FocusOnNavigate may move the focus between two key presses.
        var field = page.GetByLabel("Message");
        await field.FillAsync(message);
        await field.PressAsync("Enter");
    }

    private static async Task ShootAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CONVLOG_SHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png") });
        }
    }
}
