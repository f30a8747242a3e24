using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>Reviews user feedback on real conversations and follows one user.</summary>
[Collection(RealCollection.Name)]
public sealed class FeedbackWalkTests(RealConsole console)
{
    private static readonly BrowserNewContextOptions s_withoutScript =
        new() { JavaScriptEnabled = false, ViewportSize = new ViewportSize { Width = 1_440, Height = 900 } };

    [RealFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Dislikes_with_a_comment_link_to_their_turn_and_the_comment_requires_the_permission()
    {
        await using var opened = await OpenedPage.SignInAsync(console, ConsoleInBrowser.PiiKey, "/convlog/feedback");
        var page = opened.Page;
        await page.Locator("select[name=rating]").SelectOptionAsync("Thumbs down");
        await page.Locator("select[name=has_comment]").SelectOptionAsync("With comment");
        await page.GetByText("Apply").ClickThroughAsync();
        var cases = page.Locator("article.case");
        (await cases.CountAsync()).Should().BePositive();
        (await cases.Locator("blockquote").CountAsync()).Should().Be(await cases.CountAsync());
        (await page.Locator("main").InnerTextAsync()).Should().NotContain("Why offer it if it can't be booked?");

        await page.Locator("form.reveal button").First.ClickThroughAsync();
        await page.GetByText("Personal data shown").WaitForAsync();
        page.Url.Should().Contain("rating=dislike").And.Contain("has_comment=true");
        (await cases.Locator("blockquote").AllInnerTextsAsync()).Should()
            .OnlyContain(static comment => comment.Contains("booked?") || comment.Contains("not free"));

        string said = await cases.First.Locator(".say.agent p").InnerTextAsync();
        await cases.First.GetByText("Open turn").ClickThroughAsync();
        (await page.Locator(":target .say.agent p").InnerTextAsync()).Should().Be(said);
        opened.Complaints.Should().BeEmpty();
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [RealFact]
    public async Task A_user_journey_leads_from_conversation_to_conversation()
    {
        await using var opened = await OpenedPage.OpenAsync(console, "/convlog/users", s_withoutScript);
        var page = opened.Page;
        int conversations = int.Parse(await page.Locator("tbody tr").First.Locator("td").First.InnerTextAsync(),
            System.Globalization.CultureInfo.InvariantCulture);
        await page.Locator("tbody a.link").First.ClickThroughAsync();

        var visits = page.Locator(".journey a.open");
        (await visits.CountAsync()).Should().Be(conversations);
        string latest = (await visits.First.GetAttributeAsync("href"))!;
        await page.GetByText("Oldest first").ClickThroughAsync();
        (await visits.Last.GetAttributeAsync("href")).Should().StartWith(latest);
        await visits.Last.ClickThroughAsync();
        page.Url.Should().Contain(latest);
        opened.Complaints.Should().BeEmpty();
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [RealFact]
    public async Task A_user_is_found_by_id_which_appears_in_no_address()
    {
        await using var opened = await OpenedPage.SignInAsync(console, ConsoleInBrowser.PiiKey, "/convlog/users");
        var page = opened.Page;
        await page.Locator("form.reveal button").First.ClickThroughAsync();
        await page.GetByText("Personal data shown").WaitForAsync();
        var row = page.Locator("tbody a.link").Nth(6);
        string user = (await row.InnerTextAsync()).Trim();
        string journey = (await row.GetAttributeAsync("href"))!;

        await page.GetByLabel("User ID or phone number").FillAsync(user);
        await page.Keyboard.PressAsync("Enter");

        await page.ArriveAsync($"{Regex.Escape(console.Url + journey)}$");
        page.Url.Should().NotContain(user);
        opened.Complaints.Should().BeEmpty();
    }
}
