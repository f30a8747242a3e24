using System.Net;
using BlazorChat;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>
/// A host in the shape of the official template for chats: interactive Blazor Server. Its circuits have no request, so that the component opens the
/// conversation and makes it current in each event handler.
/// </summary>
public sealed class BlazorChatWalkTests(ChatInBrowser chat) : IClassFixture<ChatInBrowser>
{
    private const string Said = "Book a table at Rosso";

    [BrowserFact]
    public async Task A_chat_is_reviewed_in_the_console_of_the_same_app()
    {
        await using var opened = await OpenedPage.OpenAsync(chat.Url, OpenedPage.Look("light", 1_440, 900));
        var page = opened.Page;

        await page.GetByLabel("Message").FillAsync(Said);
        await page.Keyboard.PressAsync("Enter");
        chat.Say(1);
        await page.GetByText("Your table", new PageGetByTextOptions { Exact = true }).WaitForAsync();
        chat.Say(6);
        await page.GetByText(ScriptedModel.Answer).WaitForAsync();
        await ShootAsync(page, "blazor-chat");

        // Leaving the page ends the circuit, and with it the conversation.
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Conversations" }).ClickAsync();
        await page.GetByLabel("API key").FillAsync(ConsoleInBrowser.PiiKey);
        await Waiting.UntilAsync(async () => await EndedAsync());
        await page.Keyboard.PressAsync("Enter");
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
    public async Task A_link_of_a_page_without_a_circuit_leads_to_the_console_as_a_page_of_its_own()
    {
        await using var opened = await OpenedPage.OpenAsync(chat.Url + "/about", OpenedPage.Look("light", 1_440, 900));
        await opened.Page.EvaluateAsync("() => { window.isOfTheHost = true; }");

        await opened.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Conversations" }).ClickAsync();

        await opened.Page.GetByLabel("API key").WaitForAsync();
        await ShootAsync(opened.Page, "blazor-sign-in");
        (await opened.Page.EvaluateAsync<bool>("() => 'isOfTheHost' in window")).Should().BeFalse("the document is another one");
        opened.Complaints.Should().OnlyContain(static line => line.StartsWith("Enhanced navigation failed for destination"), "Blazor says that it opens a page");
    }

    private async Task<bool> EndedAsync()
        => (await chat.Reading.ListAsync(new Reader("test", canReadPii: false), new ConversationQuery())).Conversations is [{ InProgress: false }];

    private static async Task ShootAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CONVLOG_SHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png") });
        }
    }
}
