using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>Links to the console from other sites, such as a ticket. A browser follows them without the session's cookie.</summary>
[Collection(KeysCollection.Name)]
public sealed class ForeignLinkTests(ConsoleForKeys console)
{
    private static string Review => Looks.Paths["review"];

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_link_on_another_site_arrives_signed_in(bool withScript)
    {
        await using var opened = await OpenedPage.SignInAsync(console, ConsoleInBrowser.ReaderKey, Review, withScript);
        var page = opened.Page;
        List<int> statuses = [];
        page.Response += (_, response) => statuses.AddRange(response.Url.EndsWith(Review, StringComparison.Ordinal) ? [response.Status] : []);

        await FollowAsync(page);

        await page.Locator(".turn").First.WaitForAsync();
        statuses.Should().Equal(401, 200);
        page.Url.Should().EndWith(withScript ? Review + "#t2" : Review);
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Without_a_session_the_link_leads_to_the_sign_in_page()
    {
        await using var opened = await OpenedPage.OpenAsync(console, "/convlog/sign-in");

        await FollowAsync(opened.Page);

        await opened.Page.Locator("html:not([data-again])").GetByLabel("API key").WaitForAsync();
        opened.Page.Url.Should().EndWith(Review + "#t2");
        opened.Complaints.Should().BeEmpty();
    }

    private async Task FollowAsync(IPage page)
    {
        await page.RouteAsync("http://elsewhere.example/", route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "text/html",
            Body = $"<a href='{console.Url}{Review}#t2'>the call</a>",
        }));
        await page.GotoAsync("http://elsewhere.example/");
        await page.GetByText("the call").ClickAsync();
    }
}
