using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>A permitted reader reveals personal data on request, without JavaScript and by keyboard alone.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class RevealWalkTests(ConsoleInBrowser console)
{
    private const string Personal = "maria.keller@example.com";

    private static string Review => Looks.Paths["review"];

    [BrowserFact]
    public async Task A_lock_reveals_the_page_in_place_and_hiding_redacts_it_again()
    {
        await using var opened = await OpenedPage.SignInAsync(console, ConsoleInBrowser.PiiKey, Review);
        var withheld = opened.Page.Locator(".entry.withheld").First;
        string id = (await withheld.GetAttributeAsync("id"))!;
        (await opened.Page.ContentAsync()).Should().NotContain(Personal);

        await withheld.GetByText("Reveal", new LocatorGetByTextOptions { Exact = true }).ClickThroughAsync();

        opened.Page.Url.Should().MatchRegex($"{Review}\\?reveal=[\\w-]+#{id}$");
        (await opened.Page.Locator($"#{id} .message").IsVisibleAsync()).Should().BeTrue();
        (await opened.Page.Locator(":target").BoundingBoxAsync())!.Y.Should().BeInRange(48, 800, "the page comes back where the lock was");
        (await opened.Page.ContentAsync()).Should().Contain(Personal);
        (await opened.Page.Locator(".entry.withheld").CountAsync()).Should().Be(0);

        await opened.Page.GetByText("Hide", new PageGetByTextOptions { Exact = true }).ClickThroughAsync();

        (await opened.Page.ContentAsync()).Should().NotContain(Personal);
        (await opened.Page.Locator(".entry.withheld").CountAsync()).Should().BePositive();
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_list_is_revealed_by_keyboard_alone_and_leaving_it_hides_the_data_again()
    {
        await using var opened = await OpenedPage.SignInAsync(console, ConsoleInBrowser.PiiKey, "/convlog/users");
        (await opened.Page.ContentAsync()).Should().NotContain("@example.com");

        await TabToAsync(opened.Page, "Reveal personal data");
        await opened.Page.LoadAsync(() => opened.Page.Keyboard.PressAsync("Enter"));

        await opened.Page.Locator(".reveal .chip.pii").WaitForAsync();
        opened.Page.Url.Should().Contain("/convlog/users?reveal=");
        (await opened.Page.ContentAsync()).Should().Contain("@example.com");

        await opened.Page.GotoAsync($"{console.Url}/convlog/users");
        (await opened.Page.ContentAsync()).Should().NotContain("@example.com");
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Reload_and_Back_hide_the_data_again(bool withScript)
    {
        await using var opened = await OpenedPage.SignInAsync(console, ConsoleInBrowser.PiiKey, Review, withScript);
        var page = opened.Page;
        var (shown, notice) = (page.Locator(".reveal .chip.pii"), page.GetByText("Personal data is hidden again."));
        await page.Locator("form.reveal button").ClickThroughAsync();
        await shown.WaitForAsync();
        page.Url.EndsWith(Review, StringComparison.Ordinal).Should().Be(withScript, "the script removes the used ticket from the address");

        await page.ReloadAsync();
        (await page.ContentAsync()).Should().NotContain(Personal);
        (await notice.CountAsync()).Should().Be(withScript ? 0 : 1);

        await page.Locator("form.reveal button").ClickThroughAsync();
        await shown.WaitForAsync();
        await page.GotoAsync($"{console.Url}/convlog/users");
        await page.GoBackAsync();
        (await page.ContentAsync()).Should().NotContain(Personal);
        (await notice.CountAsync()).Should().Be(withScript ? 0 : 1);
        opened.Complaints.Should().BeEmpty();
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [BrowserFact]
    public async Task Without_the_permission_no_reveal_is_offered()
    {
        await using var opened = await OpenedPage.SignInAsync(console, ConsoleInBrowser.ReaderKey, Review);

        (await opened.Page.Locator(".reveal, .unveil, button.lock, .entry.withheld").CountAsync()).Should().Be(0);
        (await opened.Page.Locator(".field.pii .lock").CountAsync()).Should().BePositive("what is masked is marked");
    }

    // Presses Tab until the control has the focus.
    private static async Task TabToAsync(IPage page, string name)
    {
        for (int i = 0; i < 40; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (string.Equals((await page.Locator(":focus").InnerTextAsync()).Trim(), name, StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException($"40 steps of Tab did not lead to \"{name}\".");
    }
}
