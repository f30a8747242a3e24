using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Console.Tests.Walks;

/// <summary>A console with a required access reason asks for it.</summary>
public sealed class ReasonWalkTests(ConsoleThatAsks console) : IClassFixture<ConsoleThatAsks>
{
    [Trait(CiRun.Trait, CiRun.Only)]
    [BrowserFact]
    public async Task A_lock_asks_for_a_reason_which_appears_in_the_access_log()
    {
        await using var opened = await OpenedPage.SignInAsync(console, ConsoleInBrowser.PiiKey, Looks.Paths["review"]);
        var why = opened.Page.GetByLabel("Reason for access");
        (await why.IsVisibleAsync()).Should().BeFalse();

        await opened.Page.Locator(".field.pii button.lock").First.ClickAsync();
        await why.FillAsync("Ticket 4711");
        await opened.Page.LoadAsync(() => opened.Page.Keyboard.PressAsync("Enter"));

        await opened.Page.Locator(".reveal .chip.pii").WaitForAsync();
        (await opened.Page.ContentAsync()).Should().Contain("maria.keller@example.com");
        var accesses = await console.Services.GetRequiredService<ConversationReader>()
            .ReadAccessLogAsync(new AccessQuery { ConversationId = StagedConversations.Rich, Limit = 1 });
        (accesses.Accesses[0].Reader, accesses.Accesses[0].Reason).Should().Be(("Ada Lindqvist", "Ticket 4711"));
        opened.Complaints.Should().BeEmpty();
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [BrowserFact]
    public async Task Without_a_reason_the_form_is_shown_again()
    {
        await using var opened = await OpenedPage.SignInAsync(console, ConsoleInBrowser.PiiKey, Looks.Paths["review"]);

        await opened.Page.Locator(".button.reveal").ClickAsync();
        await opened.Page.GetByLabel("Reason for access").FillAsync("   "); // The browser accepts white space as a value.
        await opened.Page.LoadAsync(() => opened.Page.Keyboard.PressAsync("Enter"));

        await opened.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert).WaitForAsync();
        (await opened.Page.GetByLabel("Reason for access").IsVisibleAsync()).Should().BeTrue();
        (await opened.Page.ContentAsync()).Should().NotContain("maria.keller@example.com");
        if (Environment.GetEnvironmentVariable("CONVLOG_SHOTS") is { Length: > 0 } folder)
        {
            await opened.Page.ScreenshotAsync(new Microsoft.Playwright.PageScreenshotOptions { Path = Path.Combine(folder, "reason.png") });
        }
    }
}
