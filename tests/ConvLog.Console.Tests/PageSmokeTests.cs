using Microsoft.Playwright;

namespace ConvLog.Console.Tests;

public sealed class PageSmokeTests(ConsoleInBrowser console) : IClassFixture<ConsoleInBrowser>
{
    [BrowserTheory]
    [ClassData(typeof(Looks))]
    public async Task A_page_fits_and_the_browser_has_nothing_to_complain_about(string page, string scheme, int width, int height)
    {
        await using var opened = await OpenedPage.OpenAsync(console, Looks.Paths[page], OpenedPage.Look(scheme, width, height, Looks.KeyOf(page)));

        (await opened.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(width);
        opened.Complaints.Should().BeEmpty();
        await ShootAsync(opened.Page, $"{page}-{scheme}-{(width > 1_000 ? "desktop" : "phone")}.png");
    }

    [BrowserTheory]
    [InlineData("list", 360)]
    [InlineData("review", 360)]
    [InlineData("review-hostile", 360)]
    [InlineData("list", 768)]
    [InlineData("review", 1_024)]
    [InlineData("list", 3_840)]
    [InlineData("review", 3_840)]
    [InlineData("privacy", 360)]
    [InlineData("privacy-run", 360)]
    [InlineData("privacy-receipt", 360)]
    [InlineData("privacy-access", 360)]
    [InlineData("privacy", 1_024)]
    [InlineData("privacy", 3_840)]
    public async Task A_page_fits_from_a_small_phone_to_a_wall(string page, int width)
    {
        await using var opened = await OpenedPage.OpenAsync(console, Looks.Paths[page], OpenedPage.Look("light", width, 900, ConsoleInBrowser.PiiKey));

        (await opened.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(width);
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserTheory(NeedsAxe = true)]
    [ClassData(typeof(Looks))]
    public async Task A_page_has_no_fault_of_accessibility_that_axe_finds(string page, string scheme, int width, int height)
    {
        // What only permitted readers see is on one page all that there is.
        string?[] keys = string.Equals(page, "review", StringComparison.Ordinal) ? [null, ConsoleInBrowser.PiiKey] : [Looks.KeyOf(page)];
        foreach (string? key in keys)
        {
            // The policy keeps axe out, as it should: for this look it is set aside.
            await using var opened = await OpenedPage.OpenAsync(console, Looks.Paths[page], OpenedPage.Look(scheme, width, height, key, bypassesCsp: true));
            await opened.Page.AddScriptTagAsync(new PageAddScriptTagOptions { Path = Chromium.Axe });

            string[] faults = await opened.Page.EvaluateAsync<string[]>(
                "async () => (await axe.run()).violations.map(fault => fault.id + ': ' + fault.nodes.slice(0, 3).map(node => node.target.join(' ') + ' ' + node.failureSummary).join(' | '))");

            faults.Should().BeEmpty();
        }
    }

    // For the README and for looking at: CONVLOG_SHOTS names a folder.
    private static async Task ShootAsync(IPage page, string file)
    {
        if (Environment.GetEnvironmentVariable("CONVLOG_SHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, file), FullPage = file.StartsWith("privacy", StringComparison.Ordinal) });
        }
    }
}
