using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>Narrows pages to a time range on their charts: by dragging, by keyboard and without JavaScript.</summary>
[Collection(RealCollection.Name)]
public sealed partial class BrushWalkTests(RealConsole console)
{
    private const string FirstFigure = ".figure-row:has(.chart) > summary >> nth=0";
    private const string FirstPlot = ".figure-row .chart >> nth=0";

    // A bar is a link, which the script for dragging could break.
    public static TheoryData<bool> WithScript { get; } = CiRun.IsOn ? [true, false] : [true];

    [Trait(CiRun.Trait, CiRun.Only)]
    [RealFact]
    public async Task Dragging_over_a_chart_narrows_the_page_and_Escape_undoes_it()
    {
        await using var opened = await OpenAsync("/convlog/insight?period=7d&agent=&environment=");
        await opened.Page.Locator(FirstFigure).ClickAsync();
        await DragAsync(opened.Page, FirstPlot, 0.3f, 0.65f, isReleased: false);
        (await opened.Page.Locator(".zoom").CountAsync()).Should().Be(1);
        await opened.Page.Keyboard.PressAsync("Escape");
        await opened.Page.Mouse.UpAsync();
        (await opened.Page.Locator(".zoom").CountAsync()).Should().Be(0);
        opened.Page.Url.Should().Contain("period=7d", "Escape cancels a drag");

        await opened.Page.LoadAsync(() => DragAsync(opened.Page, FirstPlot, 0.3f, 0.65f));

        opened.Page.Url.Should().MatchRegex(@"/convlog/insight\?from=[^&]*&to=[^&]*$", "an address says only what is set");
        (await opened.Page.Locator(FirstPlot).Locator("a").CountAsync()).Should().Be(3);
        await opened.Page.LoadAsync(() => opened.Page.Keyboard.PressAsync("Escape"));
        opened.Page.Url.Should().Contain("period=7d&agent=", "it leads back to where the reader was");
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_chart_is_narrowed_by_keyboard()
    {
        await using var opened = await OpenAsync("/convlog/insight?period=7d");
        await opened.Page.Locator(FirstFigure).ClickAsync();
        var bar = opened.Page.Locator(FirstPlot).Locator("a").Nth(5);
        await bar.FocusAsync();
        await opened.Page.BrushIsThereAsync();
        await opened.Page.Keyboard.PressAsync("Shift+ArrowLeft");
        await opened.Page.Keyboard.PressAsync("Shift+ArrowLeft");
        (await opened.Page.Locator("#done").InnerTextAsync()).Should().Contain(" to ").And.Contain("Enter applies, Escape cancels");

        await opened.Page.LoadAsync(() => opened.Page.Keyboard.PressAsync("Enter"));

        opened.Page.Url.Should().MatchRegex(@"/convlog/insight\?from=[^&]*&to=[^&]*$");
        (await opened.Page.Locator(FirstPlot).Locator("a").CountAsync()).Should().Be(2);
        opened.Complaints.Should().BeEmpty();
    }

    [RealTheory]
    [MemberData(nameof(WithScript))]
    public async Task A_bar_of_the_list_states_the_number_of_conversations_it_selects(bool withScript)
    {
        await using var opened = await OpenAsync("/convlog?period=30d&has_problem=true", withScript);
        var bars = opened.Page.Locator(".starts a");
        var bar = bars.Nth(await bars.CountAsync() / 2);
        string words = (await bar.GetAttributeAsync("aria-label"))!;
        string told = Told().Match(words).Groups["count"].Value;
        await bar.ClickAsync(new LocatorClickOptions { Force = true });
        await opened.Page.ArriveAsync("started_from=");

        words.Should().Contain($"{told} with problems", "the list has only such");
        (await opened.Page.Locator(".pager").InnerTextAsync()).Should().Contain($"of {told} conversation");
        opened.Page.Url.Should().NotContain("period=").And.Contain("has_problem=true").And.Contain("to=");
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Dragging_over_the_bars_narrows_the_list_and_the_bars_stay_visible()
    {
        await using var opened = await OpenAsync("/convlog?period=30d&channel=webchat");
        await opened.Page.LoadAsync(() => DragAsync(opened.Page, ".starts .chart", 0.5f, 0.98f));

        opened.Page.Url.Should().MatchRegex(@"/convlog\?channel=webchat&started_from=[^&]*&to=[^&]*$");
        await opened.Page.LoadAsync(() => opened.Page.Keyboard.PressAsync("Escape"));
        opened.Page.Url.Should().Contain("period=30d");
        await opened.Page.Mouse.WheelAsync(0, 900);
        await opened.Page.WaitForFunctionAsync("() => scrollY > 400");
        (await opened.Page.Locator(".starts").EvaluateAsync<double>("strip => strip.getBoundingClientRect().top")).Should().BeApproximately(0, 1);
        opened.Complaints.Should().BeEmpty();
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [RealFact]
    public async Task A_function_page_is_narrowed_too_and_its_expanded_parts_stay_open()
    {
        await using var opened = await OpenAsync("/convlog/functions/details?name=BookAppointment&period=28d");
        await opened.Page.LoadAsync(() => DragAsync(opened.Page, "#over-time .chart", 0.5f, 0.98f));

        opened.Page.Url.Should().MatchRegex(@"/convlog/functions/details\?name=BookAppointment&from=[^&]*&to=[^&]*$");
        await opened.Page.Locator("#over-time .chart a").First.ClickAsync(new LocatorClickOptions { Force = true });
        await opened.Page.ArriveAsync("/convlog");
        opened.Complaints.Should().BeEmpty();
    }

    private static async Task DragAsync(IPage page, string plot, float from, float to, bool isReleased = true)
    {
        await page.Locator(plot).ScrollIntoViewIfNeededAsync();
        var box = (await page.Locator(plot).BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width * from), box.Y + 12);
        await page.BrushIsThereAsync();
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width * to), box.Y + 16, new MouseMoveOptions { Steps = 5 });
        if (isReleased)
        {
            await page.Mouse.UpAsync();
        }
    }

    private Task<OpenedPage> OpenAsync(string path, bool withScript = true) => OpenedPage.OpenAsync(
        console, path, new BrowserNewContextOptions { JavaScriptEnabled = withScript, ViewportSize = new ViewportSize { Width = 1_440, Height = 900 } });

    [GeneratedRegex(": (?<count>[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Told();
}
