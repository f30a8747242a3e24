using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Naughty;

/// <summary>Strings that are known to break software stay strings, on every page and in every field.</summary>
public sealed class NaughtyPageTests(NaughtyConsole console) : IClassFixture<NaughtyConsole>
{
    private static readonly int[] s_widths = [360, 1_440, 3_840];
    private static readonly int[] s_narrow = [360];

    public static TheoryData<int> Batches { get; } = [.. Enumerable.Range(0, NaughtyStrings.Batches)];

    public static TheoryData<string> Pages { get; } =
    [
        "/convlog", "/convlog?sort=errors", "/convlog?period=24h&has_error=true&q=%3Cscript%3E", "/convlog/users", "/convlog/feedback", "/convlog/feedback/improved", "/convlog/insight", "/convlog/privacy", "/convlog/privacy/access",
    ];

    [RealTheory]
    [MemberData(nameof(Batches))]
    public async Task A_conversation_that_holds_them_in_every_field_is_text_from_top_to_bottom(int batch)
    {
        await using var opened = await OpenAsync($"/convlog/conversations/{NaughtyConsole.IdOf(batch)}");
        (await opened.Page.Locator("section.turn").CountAsync()).Should().Be(NaughtyStrings.Batch(batch).Count);
        await ShouldBeTextAsync(opened, s_narrow);

        await RevealAsync(opened.Page);
        await ShouldBeTextAsync(opened, s_widths);
    }

    [RealTheory]
    [MemberData(nameof(Pages))]
    public async Task A_page_that_lists_them_is_text_from_top_to_bottom(string path)
    {
        await using var opened = await OpenAsync(path);
        await ShouldBeTextAsync(opened, s_widths);

        if (await opened.Page.Locator("form.reveal button").CountAsync() > 0)
        {
            await RevealAsync(opened.Page);
            await ShouldBeTextAsync(opened, s_widths);
        }
    }

    [RealFact]
    public async Task Each_is_an_id_that_its_link_leads_to()
    {
        await using var opened = await OpenAsync("/convlog");
        int followed = 0;
        for (var next = opened.Page.Locator(".pager a[rel=next]"); ; await next.ClickAsync())
        {
            foreach (string link in await opened.Page.Locator("tbody a.open").EvaluateAllAsync<string[]>("links => links.map(link => link.href)"))
            {
                var answer = await opened.Context.APIRequest.GetAsync(link);
                answer.Status.Should().Be(200, link);
                followed++;
            }

            if (await next.CountAsync() == 0)
            {
                break;
            }
        }

        followed.Should().BeGreaterThan(NaughtyStrings.All.Distinct(StringComparer.Ordinal).Count() - 20, "those of white space alone get an id made for them, and so do some that differ in nothing that can be stored");
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    public async Task They_can_be_searched_for()
    {
        await using var opened = await OpenAsync("/convlog");
        foreach (string text in NaughtyStrings.All.Where(static (_, number) => number % 4 == 0))
        {
            var answer = await opened.Context.APIRequest.GetAsync($"{console.Url}/convlog?q={Uri.EscapeDataString(text)}");
            answer.Status.Should().BeOneOf([200, 400], text);
            (await answer.TextAsync()).Should().NotContain("<script>").And.NotContain("<img").And.NotContain("onerror=\"").And.Contain("</html>");
        }
    }

    private static async Task RevealAsync(IPage page)
    {
        await page.Locator("form.reveal button").First.ClickAsync();
        await page.Locator(".reveal .chip").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
    }

    private async Task ShouldBeTextAsync(OpenedPage opened, IReadOnlyList<int> widths)
    {
        (await Elements.ForeignAsync(opened.Page)).Should().BeEmpty();
        foreach (int width in widths)
        {
            await opened.Page.SetViewportSizeAsync(width, 900);
            (await Layout.OutliersAsync(opened.Page)).Should().BeEmpty();
        }

        opened.Page.Url.Should().StartWith(console.Url);
        opened.Complaints.Should().BeEmpty();
    }

    private Task<OpenedPage> OpenAsync(string path) => OpenedPage.OpenAsync(console, path, OpenedPage.Look("light", 1_440, 900, ConsoleInBrowser.PiiKey));
}
