namespace ConvLog.Console.Tests.Firefox;

/// <summary>The main walks in Firefox: what differs between browsers is history, popovers, cookies and questions before a page is left.</summary>
[Collection(KeysCollection.Name)]
[Trait(CiRun.Trait, CiRun.Only)]
public sealed class FirefoxWalkTests(ConsoleForKeys console, FirefoxBrowser firefox) : IClassFixture<FirefoxBrowser>
{
    private const string Personal = "maria.keller@example.com";

    private static string Review => Looks.Paths["review"];

    [FirefoxFact]
    public async Task From_the_list_to_a_revealed_conversation_and_Back_after_signing_out()
    {
        var page = await SignInAsync("/convlog");
        await page.ClickAsync("tbody a.open");
        await page.UntilThereIsAsync("section.turn");
        await page.GoToAsync(console.Url + Review);
        (await page.ContentAsync()).Should().NotContain(Personal);

        await page.ClickAsync("form.reveal button");
        await page.UntilThereIsAsync(".reveal .chip.pii");
        (await page.ContentAsync()).Should().Contain(Personal);
        (await page.UrlAsync()).Should().EndWith(Review, "the script removes the used ticket");

        await page.GoToAsync($"{console.Url}/convlog/users");
        await page.BackAsync();
        await page.UntilThereIsAsync("section.turn");
        (await page.ContentAsync()).Should().NotContain(Personal);
        await page.ClickAsync("form.reveal button");
        await page.UntilThereIsAsync(".reveal .chip.pii");
        await page.GoToAsync($"{console.Url}/convlog/users");
        await page.EvaluateAsync<bool>("document.querySelector('form[action$=sign-out]').requestSubmit() ?? true");
        await page.UntilThereIsAsync("[name=key]");
        await page.BackAsync();
        await page.BackAsync();
        await page.UntilAsync($"location.href.endsWith('{Review}')");
        (await page.ContentAsync()).Should().NotContain(Personal);
        await page.UntilThereIsAsync("[name=key]");
    }

    [FirefoxFact]
    public async Task The_list_by_keyboard()
    {
        var page = await SignInAsync("/convlog");

        for (int i = 0; i < 120 && !await page.EvaluateAsync<bool>("document.activeElement.matches('tbody a.open')"); i++)
        {
            await page.PressAsync("Tab");
        }

        string title = await page.EvaluateAsync<string>("document.activeElement.innerText");
        await page.PressAsync("Enter");
        await page.UntilThereIsAsync("section.turn");
        (await page.EvaluateAsync<string>("document.querySelector('h1').innerText")).Should().Be(title);
        await page.PressAsync("j");
        await page.UntilAsync($"document.querySelector('section.turn') && document.querySelector('h1').innerText !== '{title}'");
    }

    [FirefoxFact]
    public async Task A_popover_is_within_the_window()
    {
        var page = await SignInAsync("/convlog");

        await page.ClickAsync("[popovertarget=columns]");

        double[] ends = await page.EvaluateAsync<double[]>(
            "[...document.querySelectorAll('#columns, #columns button')].map(element => element.getBoundingClientRect().bottom)");
        ends.Should().HaveCountGreaterThan(1).And.OnlyContain(static end => end > 0 && end <= 900);
        (await page.EvaluateAsync<double>("document.querySelector('#columns').getBoundingClientRect().height")).Should().BeLessThan(800);
    }

    [FirefoxFact]
    public async Task A_half_written_note_is_not_lost_without_a_question()
    {
        var page = await SignInAsync(Review);
        await page.PressAsync("n");
        await page.TypeAsync("Half a no");

        (await page.CancelLeavingAsync("/convlog")).Should().Be("beforeunload");

        (await page.EvaluateAsync<string>("document.querySelector('#note').value")).Should().Be("Half a no");
    }

    [FirefoxFact]
    public async Task A_link_on_another_site_arrives_signed_in()
    {
        var page = await SignInAsync("/convlog");

        await page.GoToAsync($"data:text/html,<a href='{console.Url}{Review}%23t2'>the call</a>");
        await page.ClickAsync("a");

        await page.UntilThereIsAsync("section.turn");
        (await page.UrlAsync()).Should().EndWith(Review + "#t2");
    }

    [FirefoxFact]
    public async Task A_printed_conversation_begins_on_the_first_sheet()
    {
        var page = await SignInAsync(Review);

        var printed = await page.PrintAsync();

        printed.Texts.Should().HaveCountGreaterThan(1).And.OnlyContain(static count => count > 0);
        printed.Texts[0].Should().BeGreaterThan(printed.Texts.Max() / 3, "no part of the page is moved to the second sheet as a whole");
    }

    private async Task<FirefoxPage> SignInAsync(string path)
    {
        var page = await FirefoxPage.OpenAsync(firefox.Connection, $"{console.Url}/convlog/sign-in?return={Uri.EscapeDataString(path)}");
        await page.ClickAsync("[name=key]");
        await page.TypeAsync(ConsoleInBrowser.PiiKey);
        await page.PressAsync("Enter");
        await page.UntilAsync($"location.href === '{console.Url}{path}'");
        return page;
    }
}
