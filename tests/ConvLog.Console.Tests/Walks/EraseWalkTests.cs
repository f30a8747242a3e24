using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>Erases one of the real users, who then appears on no page.</summary>
[Trait(CiRun.Trait, CiRun.Only)]
[Collection(RealCollection.Name)]
public sealed class EraseWalkTests(RealConsole console)
{
    [RealFact]
    public async Task An_erased_user_and_their_conversations_are_on_no_page()
    {
        await using var opened = await OpenedPage.SignInAsync(console, ConsoleInBrowser.PiiKey, "/convlog/users");
        var page = opened.Page;
        var link = await RevealedUsersAsync(page);
        string user = (await link.InnerTextAsync()).Trim();
        string address = (await link.GetAttributeAsync("href"))!;
        await page.GotoAsync(console.Url + address);
        string[] conversations = await page.Locator(".journey a.open").EvaluateAllAsync<string[]>("links => links.map(link => link.href)");
        conversations.Should().NotBeEmpty();

        await page.GotoAsync($"{console.Url}/convlog/privacy");
        await page.GetByLabel("ID", new PageGetByLabelOptions { Exact = true }).FillAsync(user);
        await page.GetByText("Erase…").ClickThroughAsync();
        (await page.Locator(".question tbody tr").CountAsync()).Should().Be(conversations.Length);
        await page.GetByLabel("Type erase to confirm").FillAsync("erase");
        await page.GetByText("Erase permanently").ClickThroughAsync();

        string receipt = await page.Locator(".receipt").InnerTextAsync();
        receipt.Should().Contain("Unreadable").And.NotContain(user);
        foreach (string conversation in conversations)
        {
            (await page.GotoAsync(conversation))!.Status.Should().Be(410, "whoever may manage is led to the receipt");
        }

        (await page.GotoAsync(console.Url + address))!.Status.Should().Be(404, "there is no journey of theirs");
        await page.GotoAsync($"{console.Url}/convlog/users");
        await RevealedUsersAsync(page);
        (await page.Locator("main").InnerTextAsync()).Should().NotContain(user);
        opened.Complaints.Should().BeEmpty();
    }

    private static async Task<ILocator> RevealedUsersAsync(IPage page)
    {
        await page.Locator("form.reveal button").First.ClickThroughAsync();
        await page.Locator(".reveal .chip").WaitForAsync();
        return page.Locator("tbody tr").Nth(3).Locator("th a.link");
    }
}
