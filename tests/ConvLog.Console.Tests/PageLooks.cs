using System.Collections.Concurrent;

namespace ConvLog.Console.Tests;

/// <summary>What was seen of each page: whichever test asks first takes the look, the others ask what was seen.</summary>
public sealed class PageLooks
{
    private readonly ConcurrentDictionary<string, Lazy<Task<PageLook>>> _looks = new(StringComparer.Ordinal);

    internal Task<PageLook> OfAsync(ConsoleInBrowser console, string page)
        => _looks.GetOrAdd(page, name => new Lazy<Task<PageLook>>(() => PageLook.TakeAsync(console, name))).Value;
}
