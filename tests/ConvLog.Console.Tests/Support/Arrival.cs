using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Support;

/// <summary>
/// Waits for navigation. WaitForURLAsync checks the address and then waits for a navigation event, so it never returns if the navigation ends in between.
/// </summary>
internal static class Arrival
{
    private const int Milliseconds = 60_000;

    /// <summary>Waits until the address of the page matches and the page is loaded.</summary>
    public static async Task ArriveAsync(this IPage page, [StringSyntax(StringSyntaxAttribute.Regex)] string pattern)
    {
        await Assertions.Expect(page)
            .ToHaveURLAsync(new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1)), new PageAssertionsToHaveURLOptions { Timeout = Milliseconds });
        await page.LoadedAsync();
    }

    /// <summary>Waits until the page is loaded by polling: WaitForLoadStateAsync never returns if the event occurs between its check and its wait.</summary>
    public static Task LoadedAsync(this IPage page) => Waiting.UntilAsync(async () =>
    {
        try
        {
            return await page.EvaluateAsync<string>("document.readyState") is "complete";
        }
        catch (PlaywrightException)
        {
            return false; // A navigation is in progress.
        }
    });

    /// <summary>
    /// Clicks a link to another page, or one that reloads the page, and waits until that page is loaded. A click alone returns when the navigation starts, so a
    /// test could read half of the page.
    /// </summary>
    public static Task ClickThroughAsync(this ILocator link, LocatorClickOptions? options = null) => link.Page.LoadAsync(() => link.ClickAsync(options));

    /// <summary>Runs an action that navigates, and waits until the page is loaded.</summary>
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
