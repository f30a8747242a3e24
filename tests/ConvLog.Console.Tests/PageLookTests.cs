namespace ConvLog.Console.Tests;

/// <summary>Checks of every page in both themes and all sizes.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class PageLookTests(ConsoleInBrowser console, PageLooks looks) : IClassFixture<PageLooks>
{
    // The page of a conversation of ordinary length with its style sheet, script and icon.
    private const int MostBytes = 150 * 1_024;

    [BrowserTheory]
    [ClassData(typeof(Looks))]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_page_fits_any_screen_from_a_small_phone_to_a_large_display(string page)
        => (await looks.OfAsync(console, page)).Outliers.Should().BeEmpty();

    // Regression: the model names of a conversation were not separated.
    [BrowserTheory]
    [ClassData(typeof(Looks))]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task No_two_words_run_together(string page)
        => (await looks.OfAsync(console, page)).RunTogether.Should().BeEmpty();

    [BrowserTheory]
    [ClassData(typeof(Looks))]
    public async Task The_browser_console_reports_no_errors(string page)
        => (await looks.OfAsync(console, page)).Complaints.Should().BeEmpty();

    [BrowserTheory(NeedsAxe = true)]
    [ClassData(typeof(Looks))]
    public async Task Axe_finds_no_accessibility_fault_on_a_page(string page)
        => (await looks.OfAsync(console, page)).Faults.Should().BeEmpty();

    [BrowserTheory]
    [ClassData(typeof(Looks))]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_page_loads_only_from_its_own_host_and_has_no_inline_handler_style_script_or_frame(string page)
    {
        var look = await looks.OfAsync(console, page);

        look.Loaded.Should().NotBeEmpty().And.OnlyContain(address => address.StartsWith(console.Url, StringComparison.Ordinal));
        look.InlineParts.Should().BeEmpty();
    }

    [BrowserTheory]
    [InlineData("list")]
    [InlineData("review")]
    [InlineData("insight")]
    [InlineData("functions")]
    [InlineData("function")]
    public async Task An_ordinary_page_with_its_assets_weighs_at_most_150_KB(string page)
        => (await looks.OfAsync(console, page)).Bytes.Should().BeInRange(10_000, MostBytes);

    [BrowserFact]
    public async Task Each_page_route_is_covered()
    {
        List<string> looked = [];
        foreach (string page in Looks.Looked)
        {
            looked.Add((await looks.OfAsync(console, page)).Path);
        }

        string[] pages = [.. console.Endpoints.Where(static endpoint => endpoint.DisplayName?.StartsWith("ConvLog: /", StringComparison.Ordinal) is true)
            .Select(static endpoint => endpoint.RoutePattern.RawText!).Distinct(StringComparer.Ordinal)];

        pages.Should().HaveCountGreaterThan(10);
        pages.Except(NotPages, StringComparer.Ordinal).Should().OnlyContain(pattern => looked.Exists(path => IsOf(path, pattern)));
    }

    // Downloads and addresses that redirect when opened. PrivacyWalkTests, TeamWalkTests and AlertsWalkTests cover the pages shown after posting to them.
    private static readonly string[] NotPages =
    [
        "/convlog/assets/{file}", "/convlog/privacy/erasures/{receiptId}/receipt.json", "/convlog/privacy/erasures", "/convlog/privacy/erasures/question",
            "/convlog/privacy/holds", "/convlog/privacy/holds/release",
        "/convlog/preferences/layers", "/convlog/review/rating", "/convlog/review/answers", "/convlog/review/notes", "/convlog/review/labels",
            "/convlog/review/scores", "/convlog/review/read", "/convlog/review/assignment",
            "/convlog/review/unread", "/convlog/views/counts", "/convlog/suggestions",
            "/convlog/users/find", "/convlog/file", "/convlog/functions/calls/file", "/convlog/selected", "/convlog/selected/file",
            "/convlog/copy", "/convlog/feedback/improved/file",
            "/convlog/alerts/silence",
    ];

    private static bool IsOf(string path, string pattern)
    {
        string[] parts = path.Split('/');
        string[] wanted = pattern.Split('/');
        return parts.Length == wanted.Length
            && parts.Zip(wanted).All(static pair => pair.Second.StartsWith('{') || string.Equals(pair.First, pair.Second, StringComparison.Ordinal));
    }
}
