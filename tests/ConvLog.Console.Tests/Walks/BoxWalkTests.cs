using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>Filters are typed into one box, by keyboard alone.</summary>
[Collection(RealCollection.Name)]
public sealed class BoxWalkTests(RealConsole console)
{
    [RealFact]
    public async Task The_first_row_is_at_most_the_8th_tab_stop_and_a_bar_is_one_stop()
    {
        await using var opened = await OpenAsync("/convlog");
        int stops = 0;
        while (!await opened.Page.EvaluateAsync<bool>("() => document.activeElement.closest('tbody tr:first-child') !== null"))
        {
            await opened.Page.Keyboard.PressAsync("Tab");
            (++stops).Should().BeLessThanOrEqualTo(8);
        }

        await opened.Page.Locator(".segment").First.FocusAsync();
        await opened.Page.Keyboard.PressAsync("ArrowRight");
        (await FocusedAsync(opened.Page)).Should().Be("24 hours");
        await opened.Page.Keyboard.PressAsync("ArrowLeft");
        await opened.Page.Keyboard.PressAsync("ArrowLeft");
        (await FocusedAsync(opened.Page)).Should().Be("Columns", "the arrow keys go round");
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    public async Task A_suggestion_becomes_a_chip_that_lists_as_many_conversations_as_it_counted()
    {
        await using var opened = await OpenAsync("/convlog");
        await opened.Page.Keyboard.PressAsync("Control+k");
        await opened.Page.Keyboard.TypeAsync("channel:vo");
        var option = opened.Page.Locator("#suggestions [role=option]:visible");
        (await opened.Page.Locator("#suggestions [role=group]:visible").GetAttributeAsync("aria-label")).Should().Be("Who");
        string count = await option.Locator(".n").InnerTextAsync();
        await opened.Page.Keyboard.PressAsync("ArrowDown");
        await opened.Page.LoadAsync(() => opened.Page.Keyboard.PressAsync("Enter"));

        (await opened.Page.Locator(".box .chip").InnerTextAsync()).Should().Contain("Channel: voice");
        (await opened.Page.Locator(".pager p").InnerTextAsync()).Should().Contain($"of {count} conversations");
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    public async Task A_typed_filter_has_the_exact_count_of_the_list_with_the_filters_that_are_set()
    {
        await using var opened = await OpenAsync("/convlog?api_status_class=4");
        await opened.Page.Keyboard.PressAsync("Control+k");
        await opened.Page.Keyboard.TypeAsync("turns:2..12");
        var option = opened.Page.Locator("[data-readings] [role=option]").First;
        (await option.Locator("b").InnerTextAsync()).Should().Be("turns:2..12");
        string count = await option.Locator(".n").InnerTextAsync();
        await opened.Page.Keyboard.PressAsync("ArrowDown");
        await opened.Page.LoadAsync(() => opened.Page.Keyboard.PressAsync("Enter"));

        (await opened.Page.Locator(".box .chip").CountAsync()).Should().Be(3, "both ends of the range are chips");
        (await opened.Page.Locator(".pager p").First.InnerTextAsync()).Should().Contain($"of {count} conversations");
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Ranges_are_chips_and_the_guide_and_other_pages_are_reached_by_keys()
    {
        await using var opened = await OpenAsync("/convlog?sort=duration");
        await opened.Page.Locator("#q").FillAsync("4xx turns:>=4 duration:>30");
        await opened.Page.LoadAsync(() => opened.Page.Keyboard.PressAsync("Enter"));

        opened.Page.Url.Should().Contain("api_status_class=4").And.Contain("min_turns=4").And.Contain("min_duration_ms=30001").And.Contain("sort=duration");
        (await opened.Page.Locator(".box .chip").AllInnerTextsAsync()).Should().SatisfyRespectively(
            static chip => chip.Should().Contain("API status: 4xx"), static chip => chip.Should().Contain("Duration > 30 s"),
            static chip => chip.Should().Contain("Turns ≥ 4"));
        (await opened.Page.Locator("tbody tr").CountAsync()).Should().BePositive();
        await opened.Page.Locator("[popovertarget=guide]").PressAsync("Enter");
        (await opened.Page.Locator("#guide section").CountAsync()).Should().Be(5);
        await opened.Page.Keyboard.PressAsync("Escape");
        await opened.Page.Keyboard.PressAsync("g");
        await opened.Page.LoadAsync(() => opened.Page.Keyboard.PressAsync("f"));
        new Uri(opened.Page.Url).AbsolutePath.Should().EndWith("/functions");
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_custom_range_takes_two_clicks()
    {
        await using var opened = await OpenAsync("/convlog?period=7d");
        await opened.Page.GetByText("Custom…").ClickAsync();
        await opened.Page.Locator("#range [name=started_from]").FillAsync("2020-01-01T10:00");
        await opened.Page.Locator("#range [name=to]").FillAsync("2030-01-01T10:00");
        await opened.Page.LoadAsync(() => opened.Page.Locator("#range button").ClickAsync());

        opened.Page.Url.Should().Contain("started_from=2020-01-01T").And.Contain("to=2030-01-01T").And.NotContain("period");
        (await opened.Page.Locator(".segment[aria-current]").InnerTextAsync()).Should().Be("Custom…");
        (await opened.Page.Locator("tbody tr").CountAsync()).Should().BePositive();
        opened.Complaints.Should().BeEmpty();
    }

    private Task<OpenedPage> OpenAsync(string path) => OpenedPage.OpenAsync(console, path);

    private static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>("() => document.activeElement.textContent.trim()");
}
