using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Support;

/// <summary>The script for selecting a time range on a chart. A page loads it when the pointer or the focus reaches a chart.</summary>
internal static class BrushScript
{
    /// <summary>Waits until the script runs, because a test drags faster than a user.</summary>
    public static async Task BrushIsThereAsync(this IPage page)
    {
        await page.WaitForFunctionAsync("() => performance.getEntriesByType('resource').some(file => file.name.includes('/brush'))");
        await page.EvaluateAsync("() => import(performance.getEntriesByType('resource').find(file => file.name.includes('/brush')).name).then(() => true)");
    }
}
