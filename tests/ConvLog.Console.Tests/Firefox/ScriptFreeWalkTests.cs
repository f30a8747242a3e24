namespace ConvLog.Console.Tests.Firefox;

/// <summary>From the list to a revealed conversation in a Firefox without scripts.</summary>
[Collection(KeysCollection.Name)]
[Trait(CiRun.Trait, CiRun.Only)]
public sealed class ScriptFreeWalkTests(ConsoleForKeys console, ScriptFreeFirefox firefox) : IClassFixture<ScriptFreeFirefox>
{
    private const string Personal = "maria.keller@example.com";

    [FirefoxFact]
    public async Task List_filter_conversation_and_reveal_work_without_scripts()
    {
        var page = await FirefoxPage.OpenAsync(firefox.Connection, $"{console.Url}/convlog/sign-in?return=/convlog");
        await page.ClickAsync("[name=key]");
        await page.TypeAsync(ConsoleInBrowser.PiiKey);
        await page.PressAsync("Enter");
        await page.UntilThereIsAsync("tbody a.open");

        await page.ClickAsync("#q");
        await page.TypeAsync("is:problem");
        await page.PressAsync("Enter");
        await page.UntilAsync("location.search.includes('problem') && document.querySelector('tbody a.open')");
        string title = await page.EvaluateAsync<string>("document.querySelector('tbody a.open').innerText");
        await page.ClickAsync("tbody a.open");
        await page.UntilThereIsAsync("section.turn");
        (await page.EvaluateAsync<string>("document.querySelector('h1').innerText")).Should().Be(title);

        await page.GoToAsync(console.Url + Looks.Paths["review"]);
        (await page.ContentAsync()).Should().NotContain(Personal);
        await page.ClickAsync("form.reveal button");
        await page.UntilThereIsAsync(".reveal .chip.pii");
        (await page.ContentAsync()).Should().Contain(Personal);
        (await page.UrlAsync()).Should().Contain("reveal=", "no script has removed the used ticket");
        await page.ReloadAsync();
        (await page.ContentAsync()).Should().NotContain(Personal);
    }
}
