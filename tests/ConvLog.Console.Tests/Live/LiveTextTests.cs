using System.Text.Json;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Live;

/// <summary>The elements that the script creates for live entries: plain text, in both themes.</summary>
public sealed class LiveTextTests
{
    [BrowserFact]
    public async Task Hostile_text_and_keys_from_the_stream_stay_text()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var opened = await console.FollowAsync();
        await using var conv = console.Open("__proto__");
        using var turn = conv.BeginTurn("<img src=x onerror=alert(1)>");
        using var call = conv.BeginFunction("constructor");
        conv.Log.Info("<img src=x onerror=alert(1)>\u202Eevil\u0000",
            ("__proto__", new Dictionary<string, object>(StringComparer.Ordinal) { ["polluted"] = true }), ("constructor", "x"), ("toString", 1),
            ("<b>key</b>", "</script><script>alert(1)</script>"));
        conv.LogApiResponse("GET", "javascript:alert(1)", 500, TimeSpan.FromMilliseconds(3), "<script>alert(2)</script>");
        await conv.FlushAsync();

        await opened.Page.Locator(".tail .entry").Nth(1).WaitForAsync();
        var row = opened.Page.Locator(".tail .entry.info");
        (await row.Locator(".message").InnerTextAsync()).Should().Be("<img src=x onerror=alert(1)>[U+202E]evil[U+0000]");
        (await row.Locator(".key").AllInnerTextsAsync()).Should().Equal("__proto__", "constructor", "toString", "<b>key</b>");
        (await row.Locator(".value").First.InnerTextAsync()).Should().Be("""{"polluted":true}""");
        (await opened.Page.EvaluateAsync<bool>("() => ({}).polluted === undefined && Object.keys(Object.prototype).length === 0")).Should().BeTrue();
        (await opened.Page.Locator("#running .open").InnerTextAsync()).Should().Be("<img src=x onerror=alert(1)>");
        string[] links = await opened.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.tail a, #running a')].map(link => link.protocol)");
        links.Should().OnlyContain(static protocol => string.Equals(protocol, "http:", StringComparison.Ordinal));
        (await opened.Page.Locator(".tail img, .tail script, #running img").CountAsync()).Should().Be(0);
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task All_hostile_strings_are_displayed_as_text()
    {
        string[] strings = JsonSerializer.Deserialize<string[]>(await File.ReadAllTextAsync(SharedFolder.PathOf("data", "naughty", "blns.json")))!;
        await using var console = await RunningConsole.StartAsync();
        await using var opened = await console.FollowAsync();
        await using var conv = console.Open("c1");
        foreach (string text in strings.Where(static text => text.Length > 0).Take(490))
        {
            conv.Log.Info(text, (text, text));
        }

        conv.Log.Info("last of all");
        await conv.FlushAsync();

        await opened.Page.GetByText("last of all", new PageGetByTextOptions { Exact = true }).WaitForAsync();
        (await opened.Page.Locator(".tail :is(img, script, iframe, style, input, object)").CountAsync()).Should().Be(0);
        (await opened.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).Should().BeLessThanOrEqualTo(0);
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact(NeedsAxe = true)]
    public async Task Axe_finds_no_fault_in_the_generated_elements()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var opened = await console.FollowAsync(scriptPath: Chromium.Axe);
        await using var conv = console.Open("c1");
        using var turn = conv.BeginTurn("Hello");
        conv.Log.Info("Validated", ("ok", true), ("name", "x"), ("count", 1), ("nothing", null));
        conv.Log.Warning("Slow");
        conv.Log.Error("Failed", LogField.Pii("email", "mara@example.com", shown: "m***"));
        conv.LogApiResponse("GET", "https://crm.example/a", 500, TimeSpan.FromMilliseconds(3));
        await conv.FlushAsync();
        await opened.Page.Locator(".tail .entry").Nth(3).WaitForAsync();

        (await Accessibility.FaultsAsync(opened.Page)).Should().BeEmpty();
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await opened.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await opened.Page.SetViewportSizeAsync(Screens.Desktop, 900);
            await ShootAsync(opened.Page, $"live-following-{scheme}-desktop.png");
            await opened.Page.SetViewportSizeAsync(Screens.Phone, 844);
            await ShootAsync(opened.Page, $"live-following-{scheme}-phone.png");
        }

        (await opened.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(Screens.Phone);
    }

    // As for other pages, CONVLOG_SHOTS names a folder.
    private static async Task ShootAsync(IPage page, string file)
    {
        if (Environment.GetEnvironmentVariable("CONVLOG_SHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, file) });
        }
    }
}
