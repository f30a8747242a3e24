using System.Globalization;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>Finds conversations with the search box, its suggestions and the facets, and reviews them by keyboard.</summary>
[Collection(RealCollection.Name)]
public sealed class FindWalkTests(RealConsole console)
{
    // A facet is a link; the other walks follow links with JavaScript.
    public static TheoryData<bool> WithScript { get; } = CiRun.IsOn ? [true, false] : [false];

    [Trait(CiRun.Trait, CiRun.Only)]
    [RealFact]
    public async Task One_search_finds_all_conversations_where_a_function_got_a_409()
    {
        await using var opened = await OpenAsync();
        await SearchAsync(opened.Page, "function:BookAppointment status:409");

        await opened.Page.ArriveAsync(@"/convlog\?api_status=409&function=BookAppointment$");
        (await TotalAsync(opened.Page)).Should().BeInRange(10, 60);
        (await opened.Page.Locator("tbody .about .mark.error").CountAsync()).Should().Be(await opened.Page.Locator("tbody tr").CountAsync());
        (await opened.Page.Locator(".box").InnerTextAsync()).Should().Contain("BookAppointment").And.Contain("in the same call").And.Contain("409");

        await opened.Page.GetByTitle("Remove this filter").First.ClickThroughAsync();
        opened.Page.Url.Should().NotContain("function=").And.Contain("api_status=409");
        opened.Complaints.Should().BeEmpty();
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [RealFact]
    public async Task A_suggestion_is_selected_by_keyboard_and_applied_immediately()
    {
        await using var opened = await OpenAsync();
        await opened.Page.Keyboard.PressAsync("/");
        await opened.Page.Keyboard.TypeAsync("bookapp");
        var box = opened.Page.GetByRole(AriaRole.Combobox);
        (await box.GetAttributeAsync("aria-expanded")).Should().Be("true");
        await opened.Page.Keyboard.PressAsync("ArrowDown");
        string active = (await box.GetAttributeAsync("aria-activedescendant"))!;
        (await opened.Page.Locator($"#{active}").InnerTextAsync()).Should().Contain("function:BookAppointment");

        await opened.Page.Keyboard.PressAsync("Enter");

        await opened.Page.ArriveAsync(@"/convlog\?function=BookAppointment$");
        await opened.Page.Keyboard.PressAsync("/");
        await opened.Page.Keyboard.TypeAsync("-is:fai");
        await opened.Page.Keyboard.PressAsync("ArrowUp");
        await opened.Page.Keyboard.PressAsync("Enter");
        await opened.Page.ArriveAsync(@"/convlog\?function=BookAppointment&has_problem=false$");
        opened.Complaints.Should().BeEmpty();
    }

    [RealTheory]
    [MemberData(nameof(WithScript))]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_facet_lists_as_many_conversations_as_it_states(bool withScript)
    {
        await using var opened = await OpenAsync(withScript);
        var facet = opened.Page.Locator(".facets a", new PageLocatorOptions { HasText = "BookAppointment" });
        int said = int.Parse(await facet.Locator(".n").InnerTextAsync(), CultureInfo.InvariantCulture);

        await facet.ClickThroughAsync();

        opened.Page.Url.Should().EndWith("/convlog?function_name=BookAppointment");
        (await TotalAsync(opened.Page)).Should().Be(said);
        (await opened.Page.Locator(".facets a", new PageLocatorOptions { HasText = "ReserveRestaurant" }).CountAsync()).Should().Be(1, "others can be chosen");
        await opened.Page.Locator(".facets a[aria-current]").ClickThroughAsync();
        opened.Page.Url.Should().EndWith("/convlog");
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Rows_are_navigated_opened_selected_and_labelled_by_keyboard()
    {
        await using var opened = await OpenedPage.OpenAsync(console, "/convlog", Wide(withScript: true, ConsoleInBrowser.PiiKey));
        var page = opened.Page;
        foreach (string key in (string[])["j", "j", "x", "k", "x", "l"])
        {
            await page.Keyboard.PressAsync(key);
        }

        (await page.Locator(".c-pick [name]:checked").CountAsync()).Should().Be(2);
        (await page.Locator(".selected-count").InnerTextAsync()).Should().Be("2 selected");
        await page.Keyboard.TypeAsync("walked");
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync("result=");
        (await page.Locator(".selection-result").InnerTextAsync()).Should().Contain("Added the label \"walked\" to 2 conversations.");
        (await page.Locator("tbody .chip.label", new PageLocatorOptions { HasText = "walked" }).CountAsync()).Should().Be(2);

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Undo" }).ClickThroughAsync();
        (await page.Locator("tbody .chip.label", new PageLocatorOptions { HasText = "walked" }).CountAsync()).Should().Be(0);
        await page.Keyboard.PressAsync("j");
        string title = await page.EvaluateAsync<string>("() => document.activeElement.textContent");
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync("/conversations/");
        (await page.Locator("h1").InnerTextAsync()).Should().Be(title);
        opened.Complaints.Should().BeEmpty();
    }

    private Task<OpenedPage> OpenAsync(bool withScript = true) => OpenedPage.OpenAsync(console, "/convlog", Wide(withScript));

    private static BrowserNewContextOptions Wide(bool withScript, string? key = null)
    {
        var options = OpenedPage.Look("light", 1_440, 900, key);
        options.JavaScriptEnabled = withScript;
        return options;
    }

    private static async Task SearchAsync(IPage page, string text)
    {
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task<int> TotalAsync(IPage page)
        => int.Parse((await page.Locator(".pager p").InnerTextAsync()).Split(" of ")[1].Split(' ')[0], NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture);
}
