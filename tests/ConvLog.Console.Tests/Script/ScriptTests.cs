using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Script;

/// <summary>Features that scripts add to pages, and pages without JavaScript.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class ScriptTests(ConsoleInBrowser console)
{
    private static readonly string s_review = Looks.Paths["review"];

    [BrowserFact]
    public async Task A_question_mark_shows_the_keyboard_shortcuts_and_Escape_closes_them()
    {
        await using var opened = await OpenedPage.OpenAsync(console, s_review);
        await opened.Page.Keyboard.PressAsync("?");

        (await opened.Page.Locator("#keys").InnerTextAsync()).Should().MatchRegex("Shift\\+I\\s+Info").And.MatchRegex("\\?\\s+Keyboard shortcuts");
        await opened.Page.Keyboard.PressAsync("Shift+I");
        (await opened.Page.Locator("#l-info").IsCheckedAsync()).Should().BeTrue("keys are those of the dialog while it is open");
        await opened.Page.Keyboard.PressAsync("Escape");
        (await opened.Page.Locator("#keys").IsVisibleAsync()).Should().BeFalse();
        await opened.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Keyboard shortcuts", Exact = true }).ClickAsync();
        (await opened.Page.Locator("#keys").IsVisibleAsync()).Should().BeTrue();
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_key_triggers_its_control_but_not_while_typing()
    {
        await using var opened = await OpenedPage.OpenAsync(console, s_review);
        await opened.Page.Keyboard.PressAsync("Shift+I");
        (await opened.Page.Locator("#l-info").IsCheckedAsync()).Should().BeFalse();
        (await opened.Page.Locator(".entry.info").First.IsVisibleAsync()).Should().BeFalse();

        await opened.Page.GotoAsync($"{console.Url}/convlog");
        await opened.Page.Keyboard.PressAsync("/");
        await opened.Page.Keyboard.TypeAsync("a/?b");
        (await opened.Page.Locator("#q").InputValueAsync()).Should().Be("a/?b");
        (await opened.Page.Locator("#keys").IsVisibleAsync()).Should().BeFalse();
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_link_to_an_entry_copies_its_address_and_a_copy_button_its_text()
    {
        await using var opened =
            await OpenedPage.OpenAsync(console, s_review, new BrowserNewContextOptions { Permissions = ["clipboard-read", "clipboard-write"] });
        var entry = opened.Page.Locator(".entry.error").First;
        await entry.HoverAsync();
        await entry.GetByTitle("Copy link to entry").ClickAsync();

        await opened.Page.Locator("#done", new PageLocatorOptions { HasText = "Link copied" }).WaitForAsync();
        (await ClipboardAsync(opened.Page)).Should().MatchRegex($"^{Regex.Escape(console.Url + s_review)}\\?at=(?<id>[0-9a-f]{{32}})#e-\\k<id>$");
        await entry.GetByTitle("Copy entry", new LocatorGetByTitleOptions { Exact = true }).ClickAsync();
        await opened.Page.GetByText("Entry copied").WaitForAsync();
        (await ClipboardAsync(opened.Page)).Should().StartWith("Slot unavailable").And.Contain("409");
        await entry.GetByTitle("Copy entry as Markdown").ClickAsync();
        await opened.Page.WaitForFunctionAsync("async () => (await navigator.clipboard.readText()).startsWith('### Log entry in `BookAppointment`, turn 8')");
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Dragging_over_the_overview_zooms_in_and_a_key_resets_it()
    {
        await using var opened = await OpenedPage.OpenAsync(console, s_review);
        var view = opened.Page.Locator(".strip .view");
        var box = (await view.BoundingBoxAsync())!;
        await opened.Page.Mouse.MoveAsync(box.X + (box.Width * 0.6f), box.Y + 10);
        await opened.Page.Mouse.DownAsync();
        await opened.Page.Mouse.MoveAsync(box.X + (box.Width * 0.8f), box.Y + 12, new MouseMoveOptions { Steps = 4 });
        await opened.Page.Mouse.UpAsync();

        (await ZoomAsync(opened.Page)).Should().BeInRange(4.5, 5.5);
        opened.Page.Url.Should().NotContain("#", "the end of a drag is no click");
        (await view.EvaluateAsync<double>("view => view.scrollLeft / view.scrollWidth")).Should().BeInRange(0.55, 0.65);
        await opened.Page.Keyboard.PressAsync("0");
        (await ZoomAsync(opened.Page)).Should().BeInRange(0.95, 1.05);
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Forced_colours_keep_bars_and_marks()
    {
        await using var opened = await OpenedPage.OpenAsync(console, s_review, new BrowserNewContextOptions { ForcedColors = ForcedColors.Active });

        string[] fills = await opened.Page.EvaluateAsync<string[]>("""
            () => ['.track .bar', '.strip .call', '.strip .turn'].map(part => {
              const look = getComputedStyle(document.querySelector(part));
              return look.fill === getComputedStyle(document.body).backgroundColor && look.stroke === 'none' ? 'unseen' : 'seen';
            })
            """);

        fills.Should().OnlyContain(static fill => fill == "seen");
    }

    [BrowserTheory]
    [InlineData("/convlog?period=7d", "Conversations, 7 days")]
    [InlineData("/convlog/insight?period=30d", "Insight, Overview, 30 days")]
    [InlineData("/convlog/functions?period=24h&kind=model", "Functions, Models, 24 hours")]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Forced_colours_outline_the_current_page_tab_and_period(string path, string current)
    {
        await using var opened = await OpenedPage.OpenAsync(console, path, new BrowserNewContextOptions { ForcedColors = ForcedColors.Active });

        string[] outlined = await opened.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('nav a')].filter(link => getComputedStyle(link).outlineStyle === 'solid')
              .map(link => link.firstChild.textContent.trim() || link.textContent.trim())
            """);

        outlined.Order(StringComparer.Ordinal).Should().Equal(current.Split(", ").Order(StringComparer.Ordinal));
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Layer_settings_persist_with_and_without_JavaScript(bool withScript)
    {
        await using var opened = await OpenedPage.OpenAsync(console, s_review, new BrowserNewContextOptions { JavaScriptEnabled = withScript });
        (await opened.Page.GetByText("Save", new PageGetByTextOptions { Exact = true }).IsVisibleAsync()).Should().Be(!withScript);
        if (withScript)
        {
            await opened.Page.RunAndWaitForResponseAsync(() => opened.Page.Locator("#l-info").UncheckAsync(),
                static answer => answer.Url.EndsWith("/preferences/layers", StringComparison.Ordinal));
        }
        else
        {
            await opened.Page.Locator("#l-info").UncheckAsync();
            await opened.Page.GetByText("Save", new PageGetByTextOptions { Exact = true }).ClickThroughAsync();
            opened.Page.Url.Should().EndWith(s_review);
        }

        await opened.Page.GotoAsync(console.Url + Looks.Paths["review-open"]);
        (await opened.Page.Locator("#l-info").IsCheckedAsync()).Should().BeFalse();
        (await opened.Page.Locator("#l-error").IsCheckedAsync()).Should().BeTrue();
        (await opened.Page.Locator(".entry.info").First.IsVisibleAsync()).Should().BeFalse();
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Times_and_numbers_follow_the_browser_from_the_second_page_on()
    {
        await using var opened = await OpenedPage.OpenAsync(console, "/convlog?columns=tokens",
            new BrowserNewContextOptions { TimezoneId = "Asia/Tokyo", Locale = "de-DE" });
        (await opened.Page.Locator("body").InnerTextAsync()).Should().Contain("Times in UTC");

        await opened.Page.ReloadAsync();

        (await opened.Page.Locator("body").InnerTextAsync()).Should().Contain("Times in Asia/Tokyo");
        (await opened.Page.Locator(".c-tokens").AllTextContentsAsync()).Should().Contain(static tokens => tokens.Contains('.'));
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_note_that_was_not_saved_is_not_left_without_a_question()
    {
        await using var opened = await OpenedPage.SignInAsync(console, ConsoleInBrowser.AnnotatorKey, Looks.Paths["review"], withScript: true);
        var page = opened.Page;

        await page.Keyboard.PressAsync("n");
        await page.Keyboard.TypeAsync("Half a no");
        await page.ReloadAsync();
        opened.Questions.Should().Be(1);

        await page.Keyboard.PressAsync("n");
        await page.Keyboard.TypeAsync("A note");
        await page.LoadAsync(() => page.Keyboard.PressAsync("Control+Enter"));
        await page.ReloadAsync();
        opened.Questions.Should().Be(1, "a saved note is not lost");
        opened.Complaints.Should().BeEmpty();
    }

    // Chromium does not keep these pages, so the event is raised here.
    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_page_that_the_browser_kept_is_loaded_again_without_personal_data()
    {
        await using var opened = await OpenedPage.SignInAsync(console, ConsoleInBrowser.PiiKey, Looks.Paths["review"], withScript: true);
        await opened.Page.Locator("form.reveal button").First.ClickThroughAsync();
        await opened.Page.GetByText("Personal data shown").WaitForAsync();

        await opened.Page.LoadAsync(() => opened.Page.EvaluateAsync("() => { dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })); }"));

        (await opened.Page.GetByText("Personal data shown").CountAsync()).Should().Be(0);
        opened.Complaints.Should().BeEmpty();
    }

    private static Task<double> ZoomAsync(IPage page)
        => page.EvaluateAsync<double>("""
            () => document.querySelector('.strip svg').getBoundingClientRect().width / (document.querySelector('.strip .view').clientWidth - 16)
            """);

    private static Task<string> ClipboardAsync(IPage page) => page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
}
