using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Naughty;

/// <summary>Strings that are known to break software stay strings, on every page and in every field.</summary>
public sealed partial class NaughtyPageTests(NaughtyConsole console) : IClassFixture<NaughtyConsole>
{
    private const int Narrow = 360;

    // Laid out in a real page, a conversation of 28,000 elements costs seconds at each width. What is too long is so first where there is least room.
    private static readonly int[] s_wide = [1_440, 3_840];

    public static TheoryData<int> Batches { get; } = [.. Enumerable.Range(0, NaughtyStrings.Batches)];

    public static TheoryData<string> Pages { get; } =
    [
        "/convlog", "/convlog?sort=errors", "/convlog?period=24h&has_error=true&q=%3Cscript%3E", "/convlog/users", "/convlog/feedback", "/convlog/feedback/improved", "/convlog/insight", "/convlog/privacy", "/convlog/privacy/access",
    ];

    [RealTheory]
    [MemberData(nameof(Batches))]
    public async Task A_conversation_that_holds_them_in_every_field_is_text_from_top_to_bottom(int batch)
    {
        string path = $"/convlog/conversations/{NaughtyConsole.IdOf(batch)}";
        await using var opened = await OpenAsync("/convlog/preferences");

        var (withheld, turns) = await Elements.ForeignOfAsync(opened.Page, path, "section.turn");
        turns.Should().Be(NaughtyStrings.Batch(batch).Count);
        Named(withheld, batch).Should().BeEmpty();

        await OpenRevealedAsync(opened.Page, path);
        (await opened.Page.Locator("section.turn").CountAsync()).Should().Be(turns);
        await ShouldBeTextAsync(opened, batch == 0 || LongCampaign.IsOn ? s_wide : [], faults => Named(faults, batch));
    }

    [RealTheory]
    [MemberData(nameof(Pages))]
    public async Task A_page_that_lists_them_is_text_from_top_to_bottom(string path)
    {
        await using var opened = await OpenAsync(path);
        bool canReveal = await opened.Page.Locator("form.reveal button").CountAsync() > 0;
        await ShouldBeTextAsync(opened, canReveal ? [] : s_wide);

        if (canReveal)
        {
            await opened.Page.Locator("form.reveal button").First.ClickThroughAsync();
            await IsRevealedAsync(opened.Page);
            await ShouldBeTextAsync(opened, s_wide);
        }
    }

    [RealFact]
    public async Task Each_is_an_id_that_its_link_leads_to()
    {
        await using var opened = await OpenAsync("/convlog");
        int listed = 0;
        for (var next = opened.Page.Locator(".pager a[rel=next]"); ; await opened.Page.GotoAsync(await next.EvaluateAsync<string>("link => link.href")))
        {
            string[] links = await opened.Page.Locator("tbody a.open").EvaluateAllAsync<string[]>("links => links.map(link => link.href)");
            var followed = links.Where(static (_, place) => LongCampaign.IsOn || place % 4 == 0);
            await Parallel.ForEachAsync(followed, async (link, _) => (await console.GetAsync(link)).Status.Should().Be(HttpStatusCode.OK, link));
            listed += links.Length;
            if (await next.CountAsync() == 0)
            {
                break;
            }
        }

        listed.Should().BeGreaterThan(NaughtyStrings.All.Distinct(StringComparer.Ordinal).Count() - 20, "those of white space alone get an id made for them, and so do some that differ in nothing that can be stored");
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    public async Task They_can_be_searched_for()
    {
        foreach (string text in NaughtyStrings.All.Where(static (_, number) => LongCampaign.IsOn || number % 4 == 0))
        {
            var (status, page) = await console.GetAsync($"{console.Url}/convlog?q={Uri.EscapeDataString(text)}");
            status.Should().BeOneOf([HttpStatusCode.OK, HttpStatusCode.BadRequest], text);
            page.Should().NotContain("<script>").And.NotContain("<img").And.NotContain("onerror=\"").And.Contain("</html>");
        }
    }

    // As the form of the page does, but without a layout of the page before it is revealed.
    private static async Task OpenRevealedAsync(IPage page, string path)
    {
        const string Post = """
            path => {
              const form = document.createElement('form');
              const field = document.createElement('input');
              [form.method, form.action, field.type, field.name, field.value] = ['post', path, 'hidden', 'reveal', 'yes'];
              form.append(field);
              document.body.append(form);
              form.submit();
            }
            """;
        await page.EvaluateAsync(Post, path);
        await IsRevealedAsync(page);
    }

    private static async Task IsRevealedAsync(IPage page)
    {
        await page.Locator(".reveal .chip").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        await page.WaitForLoadStateAsync();
    }

    private async Task ShouldBeTextAsync(OpenedPage opened, IReadOnlyList<int> alsoAt, Func<IReadOnlyList<string>, IEnumerable<string>>? name = null)
    {
        name ??= static faults => faults;
        name(await Elements.ForeignAsync(opened.Page)).Should().BeEmpty();
        foreach (int width in alsoAt.Prepend(Narrow))
        {
            await opened.Page.SetViewportSizeAsync(width, 900);
            name(await Layout.OutliersAsync(opened.Page)).Should().BeEmpty();
        }

        await opened.Page.SetViewportSizeAsync(Narrow, 900);
        opened.Page.Url.Should().StartWith(console.Url);
        opened.Complaints.Should().BeEmpty();
    }

    // A turn holds one string.
    private static IEnumerable<string> Named(IEnumerable<string> faults, int batch) => faults.Select(fault => Turn().Match(fault) is { Success: true } match
        ? $"{fault}, which holds {NaughtyStrings.Batch(batch)[int.Parse(match.Groups["ordinal"].ValueSpan, CultureInfo.InvariantCulture) - 1]}"
        : fault);

    [GeneratedRegex(@" in #t(?<ordinal>\d+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Turn();

    private Task<OpenedPage> OpenAsync(string path) => OpenedPage.OpenAsync(console, path, OpenedPage.Look("light", Narrow, 900, ConsoleInBrowser.PiiKey));
}
