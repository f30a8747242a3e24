using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Support;

/// <summary>The script by which a time is chosen on a plot. A page asks for it when the pointer or the focus is on one.</summary>
internal static class BrushScript
{
    /// <summary>Waits until it runs: nobody drags as fast as a test does.</summary>
    public static async Task BrushIsThereAsync(this IPage page)
    {
        await page.WaitForFunctionAsync("() => performance.getEntriesByType('resource').some(file => file.name.includes('/brush'))");
        await page.EvaluateAsync("() => import(performance.getEntriesByType('resource').find(file => file.name.includes('/brush')).name).then(() => true)");
    }
}
