using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Support;

/// <summary>Runs axe-core on a page.</summary>
internal static class Accessibility
{
    // axe must not load anything, which the content security policy forbids. Passed and inapplicable rules are reported without details.
    private const string Faults = """
        async ({ parts, rules }) => {
          const found = parts.map(part => document.querySelector(part));
          const missing = parts.filter((_, place) => !found[place]).map(part => 'nothing here is ' + part);
          if (missing.length) return missing;
          const { violations } = await axe.run(parts.length ? { include: found } : document, { preload: false, resultTypes: ['violations'], ...(rules.length ? { runOnly: rules } : {}) });
          return violations.map(fault => fault.id + ': ' + fault.nodes.slice(0, 3).map(node => node.target.join(' ') + ' ' + node.failureSummary).join(' | '));
        }
        """;

    // The following rows are repetitive and take axe almost a minute. The first sixteen rows of the staged conversations contain one of each kind.
    private static readonly int s_firstRepeated = Amount.Of(usual: 17, inCi: 17, inLongCampaign: 31);

    private static readonly string s_repeated =
        $".thread > .turn:nth-of-type(n + {s_firstRepeated}), tbody > tr:nth-of-type(n + {s_firstRepeated})";

    /// <summary>Removes repetitive elements so that the page can be checked completely.</summary>
    public static Task ShortenAsync(IPage page)
        => page.EvaluateAsync("repeated => document.querySelectorAll(repeated).forEach(element => element.remove())", s_repeated);

    private static readonly string[] s_all = [];

    // Another theme changes only colours; another size changes the layout.
    private static readonly string[] s_ofColours = ["color-contrast", "link-in-text-block"];

    private static readonly (int Width, ColorScheme Scheme, string[] Rules)[] s_asked = LongCampaign.IsOn
        ?
        [
            (Screens.Phone, ColorScheme.Light, s_all), (Screens.Phone, ColorScheme.Dark, s_all), (Screens.Desktop, ColorScheme.Light, s_all),
            (Screens.Desktop, ColorScheme.Dark, s_all),
        ]
        : CiRun.IsOn
        ?
        [
            (Screens.Phone, ColorScheme.Light, s_ofColours), (Screens.Phone, ColorScheme.Dark, s_all), (Screens.Desktop, ColorScheme.Dark, s_ofColours),
            (Screens.Desktop, ColorScheme.Light, s_all),
        ]
        : [(Screens.Phone, ColorScheme.Dark, s_all)];

    // These are parts of another page, which is checked in both themes.
    private static readonly (int Width, ColorScheme Scheme, string[] Rules)[] s_askedOfParts
        = LongCampaign.IsOn ? s_asked : [(Screens.Phone, ColorScheme.Dark, s_all)];

    /// <summary>Returns the faults of a page on a phone and on a desktop, in both themes.</summary>
    /// <param name="page">The page. It keeps the width of the last check.</param>
    /// <param name="parts">Selectors of the parts to check, the first element of each, in one theme; empty for the whole page.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page, params string[] parts)
    {
        List<string> faults = [];
        foreach (var (width, scheme, rules) in parts is [] ? s_asked : s_askedOfParts)
        {
            await page.SetViewportSizeAsync(width, Screens.HeightOf(width));
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            faults.AddRange((await page.EvaluateAsync<string[]>(Faults, new { parts, rules })).Select(fault => $"{scheme}, {width}: {fault}"));
        }

        return faults;
    }
}
