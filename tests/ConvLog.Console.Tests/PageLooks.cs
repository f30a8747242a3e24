using System.Collections.Concurrent;

namespace ConvLog.Console.Tests;

/// <summary>The check results of each page. The first test that needs a page checks it; the others use the result.</summary>
public sealed class PageLooks : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<PageLook>>> _looks = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _oneAtATime = new(1);

    public void Dispose() => _oneAtATime.Dispose();

    internal Task<PageLook> OfAsync(ConsoleInBrowser console, string page)
        => _looks.GetOrAdd(page, name => new Lazy<Task<PageLook>>(() => TakeAsync(console, name))).Value;

    private async Task<PageLook> TakeAsync(ConsoleInBrowser console, string name)
    {
        await _oneAtATime.WaitAsync();
        try
        {
            var options = OpenedPage.Look("light", Screens.Desktop, Screens.HeightOf(Screens.Desktop), Looks.KeyOf(name));
            await using var opened = await OpenedPage.OpenAsync(console, Looks.Paths[name], options, scriptPath: Chromium.Axe);
            return await PageLook.TakeAsync(opened, name);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }
}
