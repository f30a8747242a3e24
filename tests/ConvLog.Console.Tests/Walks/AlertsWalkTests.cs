using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>On call: an alert fires, its cause is one click away, and it can be silenced without JavaScript or without a mouse.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class AlertsWalkTests(ConsoleInBrowser console)
{
    // It is a plain form that the script does not affect.
    public static TheoryData<bool> WithScript { get; } = CiRun.IsOn ? [true, false] : [false];

    [Trait(CiRun.Trait, CiRun.Only)]
    [BrowserFact]
    public async Task Two_clicks_from_the_list_lead_to_the_function_with_failing_calls()
    {
        await using var opened = await OpenedPage.OpenAsync(console, "/convlog");

        await opened.Page.Locator("nav.rail").GetByText("Alerts").ClickThroughAsync();
        (await opened.Page.Locator("tbody tr").First.InnerTextAsync()).Should().Contain("Functions fail").And.Contain("Firing")
            .And.Contain("Not delivered to OnAlert");
        await opened.Page.GetByText("Functions fail").ClickThroughAsync();

        opened.Page.Url.Should().Contain("/convlog/functions?period=7d").And.Contain("sort=problems");
        (await opened.Page.Locator(".calls tbody tr").First.InnerTextAsync()).Should().Contain("%");
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserTheory]
    [MemberData(nameof(WithScript))]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task An_alert_is_silenced_by_keyboard_with_and_without_JavaScript(bool withScript)
    {
        await using var opened = await OpenAsync(withScript);
        var page = opened.Page;
        await page.GetByLabel("Silence Functions fail for").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Tab");
        await page.LoadAsync(() => page.Keyboard.PressAsync("Enter"));

        var row = page.Locator("tbody tr", new PageLocatorOptions { HasText = "Functions fail" });
        (await row.InnerTextAsync()).Should().Contain("Silenced by Quality team, until").And.Contain("20:09");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "End silence of Functions fail" }).FocusAsync();
        await page.LoadAsync(() => page.Keyboard.PressAsync("Enter"));
        (await page.GetByLabel("Silence Functions fail for").IsVisibleAsync()).Should().BeTrue();
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact(NeedsAxe = true)]
    public async Task Without_rules_the_page_has_copyable_code_that_adds_one()
    {
        await using var empty = await RunningConsole.StartAsync();
        await using var opened = await empty.LookAsync("/convlog/alerts", scriptPath: Chromium.Axe);

        await opened.Page.GetByText("Copy the code").ClickAsync();

        (await opened.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()")).Should().Contain("options.Alerts.Rules.Add(");
        (await Accessibility.FaultsAsync(opened.Page)).Should().BeEmpty();
        opened.Complaints.Should().BeEmpty();
    }

    private Task<OpenedPage> OpenAsync(bool withScript)
    {
        var options = OpenedPage.Look("light", 1_440, 900, ConsoleInBrowser.AnnotatorKey);
        options.JavaScriptEnabled = withScript;
        return OpenedPage.OpenAsync(console, "/convlog/alerts", options);
    }
}
