using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Naughty;

/// <summary>Strings that are known to break software are displayed as text on every page and in every field.</summary>
public sealed partial class NaughtyPageTests(NaughtyConsole console) : IClassFixture<NaughtyConsole>
{
    private const int Narrow = 360;

    private static readonly int[] s_wide = LongCampaign.IsOn ? [1_440, 3_840] : [];

    // Every nth string is opened and searched for, because each needs a page load.
    private static readonly int s_everyNth = Amount.Of(usual: 128, inCi: 32, inLongCampaign: 1);

    // In a real page, laying out a conversation of 28,000 elements takes seconds per width. Overlong text overflows first at the narrowest width.
    public static TheoryData<int> LaidOut { get; } = [.. Enumerable.Range(0, LongCampaign.IsOn ? NaughtyStrings.Batches : 1)];

    // Two kinds of lists; all of them in CI.
    public static TheoryData<string> Pages { get; } = CiRun.IsOn ? AllPages : ["/convlog", "/convlog/feedback/improved"];

    private static TheoryData<string> AllPages =>
    [
        "/convlog", "/convlog?sort=errors", "/convlog?period=24h&has_error=true&q=%3Cscript%3E", "/convlog/users", "/convlog/feedback",
            "/convlog/feedback/improved",
        "/convlog/functions", "/convlog/functions?kind=endpoint", "/convlog/functions?kind=model",
        "/convlog/insight", "/convlog/insight/scores", "/convlog/privacy", "/convlog/privacy/access",
    ];

    [RealFact]
    public async Task A_conversation_with_hostile_text_in_every_field_shows_it_as_text()
    {
        await using var opened = await OpenAsync("/convlog/preferences");

        await EachCase.HoldsAsync(Enumerable.Range(0, NaughtyStrings.Played), async batch =>
        {
            // Redacted content is the same on both pages.
            foreach (bool isRevealed in batch == 0 || LongCampaign.IsOn ? (bool[])[false, true] : [true])
            {
                var (foreign, turns) = await Elements.ForeignOfAsync(opened.Page, PathOf(batch), "section.turn", isRevealed);
                Named(foreign, batch).Should().BeEmpty();
                turns.Should().Be(NaughtyStrings.Batch(batch).Count);
            }
        });
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [RealTheory]
    [MemberData(nameof(LaidOut))]
    public async Task A_conversation_with_hostile_text_in_every_field_fits_its_page(int batch)
    {
        await using var opened = await OpenAsync("/convlog/preferences");

        await OpenRevealedAsync(opened.Page, PathOf(batch));

        (await opened.Page.Locator("section.turn").CountAsync()).Should().Be(NaughtyStrings.Batch(batch).Count);
        await ShouldBeTextAsync(opened, s_wide, faults => Named(faults, batch));
    }

    [RealTheory]
    [MemberData(nameof(Pages))]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_list_with_hostile_text_shows_it_as_text(string path)
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

        if (Chromium.Axe is not null)
        {
            await Accessibility.ShortenAsync(opened.Page);
            (await Accessibility.FaultsAsync(opened.Page)).Should().BeEmpty();
        }
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [RealFact]
    public async Task Each_hostile_string_works_as_an_id_in_links()
    {
        await using var opened = await OpenAsync("/convlog");
        int listed = 0;
        for (string? next = opened.Page.Url; next is not null;)
        {
            (string[] links, next) = await Elements.LinksOfAsync(opened.Page, next, "tbody a.open", ".pager a[rel=next]");
            var followed = links.Where(static (_, place) => place % s_everyNth == 0);
            await Parallel.ForEachAsync(followed, async (link, _) => (await console.GetAsync(link)).Status.Should().Be(HttpStatusCode.OK, link));
            listed += links.Length;
        }

        listed.Should().BeGreaterThan(NaughtyStrings.All.Distinct(StringComparer.Ordinal).Count() - 20,
            "those of white space alone get an id made for them, and so do some that differ in nothing that can be stored");
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Hostile_strings_can_be_searched_for()
    {
        foreach (string text in NaughtyStrings.All.Where(static (_, number) => number % s_everyNth == 0))
        {
            var (status, page) = await console.GetAsync($"{console.Url}/convlog?q={Uri.EscapeDataString(text)}");
            status.Should().BeOneOf([HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.SeeOther], text);
            if (status != HttpStatusCode.SeeOther)
            {
                page.Should().NotContain("<script>").And.NotContain("<img").And.NotContain("onerror=\"").And.Contain("</html>");
            }

            (await console.GetAsync($"{console.Url}/convlog?find={Uri.EscapeDataString(text)}")).Status.Should().Be(HttpStatusCode.SeeOther, text);
        }
    }

    // As the form of the page does, but without laying the page out before it is revealed.
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
        await page.LoadedAsync();
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

        opened.Page.Url.Should().StartWith(console.Url);
        opened.Complaints.Should().BeEmpty();
    }

    // Each turn contains one string.
    private static IEnumerable<string> Named(IEnumerable<string> faults, int batch) => faults.Select(fault => Turn().Match(fault) is { Success: true } match
        ? $"{fault}, which holds {NaughtyStrings.Batch(batch)[int.Parse(match.Groups["ordinal"].ValueSpan, CultureInfo.InvariantCulture) - 1]}"
        : fault);

    [GeneratedRegex(@" in #t(?<ordinal>\d+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Turn();

    private static string PathOf(int batch) => $"/convlog/conversations/{NaughtyConsole.IdOf(batch)}";

    private Task<OpenedPage> OpenAsync(string path)
        => OpenedPage.OpenAsync(console, path, OpenedPage.Look("light", Narrow, 900, ConsoleInBrowser.PiiKey), Chromium.Axe);
}
