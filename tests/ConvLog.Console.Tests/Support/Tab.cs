using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Support;

/// <summary>
/// A tab in its own browser context, which tests with the same options reuse. It is reset to the state of a new one: no cookies, no stored data, no routes,
/// and the requested size and colour scheme. Creating a context takes three times as long as opening a page.
/// </summary>
internal sealed class Tab
{
    // The page icon is a page of the same site without scripts. For any other page, even an empty one, the browser starts a new process.
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

    /// <param name="options">The options of the tab.</param>
    /// <param name="scriptPath">A script that runs in each page before its own scripts.</param>
    public static async Task<Tab> TakeAsync(BrowserNewContextOptions options, string? scriptPath)
    {
        string kind = $"{JsonSerializer.Serialize(options)} {scriptPath}";
        if (s_free.TryGetValue(kind, out var free) && free.TryTake(out var tab))
        {
            return tab;
        }

        var context = await (await SharedBrowser.GetAsync()).NewContextAsync(options);
        // Operations are slow on a busy machine; only a failure waits this long.
        context.SetDefaultTimeout(60_000);
        if (scriptPath is not null)
        {
            await context.AddInitScriptAsync(scriptPath: scriptPath);
        }

        return new Tab(kind, options, await context.NewPageAsync());
    }

    /// <summary>Returns the tab for reuse unless its state cannot be reset.</summary>
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

        await Page.UnrouteAllAsync();
        string icon = await Page.EvaluateAsync<string>(Clear);
        await _context.ClearCookiesAsync();
        await Page.GotoAsync(icon);
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = _options.ColorScheme ?? ColorScheme.Light });
        // The default size, if none was requested.
        var size = _options.ViewportSize ?? new ViewportSize { Width = 1_280, Height = 720 };
        await Page.SetViewportSizeAsync(size.Width, size.Height);
    }
}
