using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Support;

/// <summary>Waits for where a page is led. WaitForURLAsync looks at the address and then waits for a navigation: one that is over in between is waited for in vain.</summary>
internal static class Arrival
{
    /// <summary>Waits until the page's address matches and it is loaded.</summary>
    public static async Task ArriveAsync(this IPage page, [StringSyntax(StringSyntaxAttribute.Regex)] string pattern)
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1)), new PageAssertionsToHaveURLOptions { Timeout = 60_000 });
        await page.WaitForLoadStateAsync();
    }
}
