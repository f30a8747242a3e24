using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests;

/// <summary>
/// What was seen of each page: whichever test asks first takes the look, the others ask what was seen. Readers have a tab each, in which they open one page
/// after another.
/// </summary>
public sealed class PageLooks : IAsyncLifetime
{
    private const string Nobody = "";

    private readonly ConcurrentDictionary<string, Lazy<Task<PageLook>>> _looks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OpenedPage> _tabs = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _oneAtATime = new(1);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var tab in _tabs.Values)
        {
            await tab.DisposeAsync();
        }

        _oneAtATime.Dispose();
    }

    internal Task<PageLook> OfAsync(ConsoleInBrowser console, string page)
        => _looks.GetOrAdd(page, name => new Lazy<Task<PageLook>>(() => TakeAsync(console, name))).Value;

    private async Task<PageLook> TakeAsync(ConsoleInBrowser console, string name)
    {
        await _oneAtATime.WaitAsync();
        try
        {
            return await PageLook.TakeAsync(await OpenAsync(console, Looks.Paths[name], Looks.KeyOf(name)), name);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<OpenedPage> OpenAsync(ConsoleInBrowser console, string path, string? key)
    {
        int height = Screens.HeightOf(Screens.Desktop);
        if (!_tabs.TryGetValue(key ?? Nobody, out var tab))
        {
            return _tabs[key ?? Nobody] =
                await OpenedPage.OpenAsync(console, path, OpenedPage.Look("light", Screens.Desktop, height, key), scriptPath: Chromium.Axe);
        }

        await tab.Page.SetViewportSizeAsync(Screens.Desktop, height);
        await tab.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await tab.OpenNextAsync(console.Url + path);
        return tab;
    }
}
