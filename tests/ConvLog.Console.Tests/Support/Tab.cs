using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Support;

/// <summary>
/// A tab in a context of its own, which tests that want the same kind use one after the other. It comes as a new one would: without cookies, without what
/// was stored, of the size and scheme that were asked for. A new one costs three times as much as the page that is opened in it.
/// </summary>
internal sealed class Tab
{
    // The page's icon is a page of the same site, on which nothing happens: for any other, even an empty one, the browser starts a new process.
    private const string Clear = """
        () => {
          localStorage.clear();
          sessionStorage.clear();
          return document.querySelector('link[rel=icon]').href;
        }
        """;

    private static readonly ConcurrentDictionary<string, ConcurrentBag<Tab>> s_free = new(StringComparer.Ordinal);

    private readonly string _kind;
    private readonly BrowserNewContextOptions _options;
    private readonly IBrowserContext _context;

    private Tab(string kind, BrowserNewContextOptions options, IPage page)
    {
        (_kind, _options, _context) = (kind, options, page.Context);
        Page = page;
    }

    public IPage Page { get; }

    /// <param name="options">What kind of tab.</param>
    /// <param name="scriptPath">A script that runs in each page before those of the page.</param>
    public static async Task<Tab> TakeAsync(BrowserNewContextOptions options, string? scriptPath)
    {
        string kind = $"{JsonSerializer.Serialize(options)} {scriptPath}";
        if (s_free.TryGetValue(kind, out var free) && free.TryTake(out var tab))
        {
            return tab;
        }

        var context = await (await SharedBrowser.GetAsync()).NewContextAsync(options);
        // A busy machine takes its time; only what fails waits that long.
        context.SetDefaultTimeout(60_000);
        if (scriptPath is not null)
        {
            await context.AddInitScriptAsync(scriptPath: scriptPath);
        }

        return new Tab(kind, options, await context.NewPageAsync());
    }

    /// <summary>Gives it to the next test, unless this one left it in a state from which it cannot be brought back.</summary>
    public async ValueTask GiveBackAsync()
    {
        try
        {
            await ClearAsync();
        }
        catch (PlaywrightException)
        {
            await _context.DisposeAsync();
            return;
        }

        s_free.GetOrAdd(_kind, static _ => []).Add(this);
    }

    private async Task ClearAsync()
    {
        foreach (var other in _context.Pages.Where(other => other != Page))
        {
            await other.CloseAsync();
        }

        string icon = await Page.EvaluateAsync<string>(Clear);
        await _context.ClearCookiesAsync();
        await Page.GotoAsync(icon);
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = _options.ColorScheme ?? ColorScheme.Light });
        // The size of a new one, where none was asked for.
        var size = _options.ViewportSize ?? new ViewportSize { Width = 1_280, Height = 720 };
        await Page.SetViewportSizeAsync(size.Width, size.Height);
    }
}
