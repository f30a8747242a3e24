using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>
/// Reviews a real conversation as the quality team does: rates, comments, improves, adds a note, marks as read and continues, without JavaScript.
/// </summary>
[Collection(RealCollection.Name)]
public sealed class TeamWalkTests(RealConsole console)
{
    private const string List = "/convlog?function=ReserveRestaurant&has_error=true";

    [RealFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_failed_booking_is_rated_improved_noted_and_marked_as_read_and_the_next_one_follows()
    {
        await using var opened = await OpenedPage.SignInAsync(console, ConsoleInBrowser.PiiKey, List);
        var page = opened.Page;
        await page.Locator("tbody a.open").Nth(1).ClickThroughAsync();
        string review = page.Url;
        string title = await page.Locator("h1").InnerTextAsync();
        var turn = page.Locator("section.turn").Filter(new LocatorFilterOptions { Has = page.Locator("details.call.failed") }).Last;

        await turn.GetByTitle("Thumbs down").ClickThroughAsync();
        (await turn.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Thumbs down" }).And(page.GetByTitle("Remove rating"))
            .GetAttributeAsync("aria-pressed")).Should().Be("true");
        page.Url.Should().Contain("#t", "the page comes back at the turn");

        await turn.GetByText("Improve answer").ClickAsync();
        await turn.Locator("textarea:visible").FillAsync("It is full at that time. Shall I try 30 minutes later?\nOr another day?");
        await turn.Locator("button:visible", new LocatorLocatorOptions { HasText = "Save" }).ClickThroughAsync();
        await turn.Locator("details.write summary", new LocatorLocatorOptions { HasText = "· Edit" }).WaitForAsync();

        await page.Locator("#notes summary, .side summary").Filter(new LocatorFilterOptions { HasText = "Add note" }).ClickAsync();
        await page.GetByLabel("Note", new PageGetByLabelOptions { Exact = true }).FillAsync("Ask for the listing's age.");
        await page.Locator(".side button:visible", new PageLocatorOptions { HasText = "Save" }).ClickThroughAsync();

        await page.Locator("form.reveal button").First.ClickThroughAsync();
        await page.GetByText("Personal data shown").WaitForAsync();
        string shown = await page.Locator("main").InnerTextAsync();
        shown.Should().Contain("Shall I try 30 minutes later?").And.Contain("Ask for the listing's age.");

        await page.GotoAsync(review);
        await page.GetByText("Mark as read, next").ClickThroughAsync();
        (await page.Locator("h1").InnerTextAsync()).Should().NotBe(title);
        await page.GetByTitle("Previous conversation").ClickThroughAsync();
        (await page.Locator("h1").InnerTextAsync()).Should().Be(title);
        await page.Locator(".crumb a").ClickThroughAsync();
        page.Url.Should().EndWith(List, "the way back is to the list it was opened from");
        var row = page.Locator("tbody tr").Nth(1);
        (await row.Locator(".unread-dot").CountAsync()).Should().Be(0);
        (await row.Locator(".annotation").CountAsync()).Should().Be(1);
        (await row.Locator(".judged .thumb.down").CountAsync()).Should().BePositive();
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Saving_a_label_keeps_the_turn_in_view()
    {
        await using var opened = await OpenedPage.OpenAsync(
            console, "/convlog/conversations/3_00035", OpenedPage.Look("light", Screens.Desktop, 700, ConsoleInBrowser.PiiKey));
        var page = opened.Page;
        await page.Locator(".side summary", new PageLocatorOptions { HasText = "Add label" }).ClickAsync();
        await page.Locator(".side [name=label]").FillAsync("kept");

        const string InView = "() => { document.querySelector('#t5')?.scrollIntoView(); return document.elementFromPoint(400, 300).closest('.turn').id; }";
        string turn = await page.EvaluateAsync<string>(InView);

        // Submitted without a click, for which the browser of the test would scroll to the button.
        await page.LoadAsync(() => page.EvaluateAsync("() => document.querySelector('.side [name=label]').form.requestSubmit()"));

        await page.Locator("#judgments", new PageLocatorOptions { HasText = "kept" }).WaitForAsync();
        (await page.EvaluateAsync<double>("id => document.getElementById(id).getBoundingClientRect().top", turn)).Should()
            .BeInRange(-350, 700, "it is on the screen");
        opened.Complaints.Should().BeEmpty();
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [RealFact]
    public async Task A_reader_without_the_annotate_permission_sees_no_form()
    {
        await using var opened = await OpenedPage.SignInAsync(console, ConsoleInBrowser.ReaderKey, "/convlog/conversations/3_00035");

        (await opened.Page.Locator("main form:not(.keeps), main textarea").CountAsync()).Should().Be(0);
    }
}
