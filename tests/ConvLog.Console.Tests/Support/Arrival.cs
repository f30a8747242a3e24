using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Support;

/// <summary>
/// Waits for where a page is led. WaitForURLAsync looks at the address and then waits for a navigation: one that is over in between is waited for in vain.
/// </summary>
internal static class Arrival
{
    private const int Milliseconds = 60_000;

    /// <summary>Waits until the page's address matches and it is loaded.</summary>
    public static async Task ArriveAsync(this IPage page, [StringSyntax(StringSyntaxAttribute.Regex)] string pattern)
    {
        await Assertions.Expect(page)
            .ToHaveURLAsync(new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1)), new PageAssertionsToHaveURLOptions { Timeout = Milliseconds });
        await page.LoadedAsync();
    }

    /// <summary>
    /// Waits until the page is loaded. It looks again and again: WaitForLoadStateAsync waits in vain for an event that comes between its look and its wait.
    /// </summary>
    public static Task LoadedAsync(this IPage page) => Waiting.UntilAsync(async () =>
    {
        try
        {
            return await page.EvaluateAsync<string>("document.readyState") is "complete";
        }
        catch (PlaywrightException)
        {
            return false; // Another page is coming.
        }
    });

    /// <summary>
    /// Clicks on what leads to another page, or to the same one anew, and waits until that is loaded. A click alone returns when the page begins to come: what
    /// is read then may be half of it.
    /// </summary>
    public static Task ClickThroughAsync(this ILocator link, LocatorClickOptions? options = null) => link.Page.LoadAsync(() => link.ClickAsync(options));

    /// <summary>Does what leads to another page, and waits until that is loaded.</summary>
    public static async Task LoadAsync(this IPage page, Func<Task> lead)
    {
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnLoad(object? sender, IPage other) => loaded.TrySetResult();
        page.Load += OnLoad;
        try
        {
            await lead();
            await loaded.Task.WaitAsync(TimeSpan.FromMilliseconds(Milliseconds));
        }
        finally
        {
            page.Load -= OnLoad;
        }
    }
}
