using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Support;

/// <summary>Where the boxes of a page are.</summary>
internal static class Layout
{
    // What scrolls or is cut inside a box of its own is where it should be. Turns out of sight are laid out only when somebody asks for a box in them, and
    // again for each box: here they are all laid out at once, contained as they are.
    private const string Outliers = """
        () => {
          if (!document.adoptedStyleSheets.length) {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync('.turn { content-visibility: visible; contain: layout style paint; }');
            document.adoptedStyleSheets = [sheet];
          }
          const width = document.documentElement.clientWidth;
          const isKept = element => {
            for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
              if (getComputedStyle(box).overflowX !== 'visible') return true;
            }
            return false;
          };
          const wayTo = element => [element.parentElement?.parentElement, element.parentElement, element].filter(Boolean).map(it => it.localName + '.' + (it.getAttribute('class') ?? '')).join(' > ');
          const placeOf = element => {
            const turn = element.closest('.turn[id]');
            return turn ? ` in #${turn.id}` : '';
          };
          const found = document.documentElement.scrollWidth > width ? [`the page is ${document.documentElement.scrollWidth} wide`] : [];
          for (const element of document.querySelectorAll('body *')) {
            const box = element.getBoundingClientRect();
            if (box.width > 1 && box.height > 1 && (box.right > width + 1 || box.left < -1) && getComputedStyle(element).visibility !== 'hidden' && !isKept(element)) {
              found.push(`${wayTo(element)} from ${Math.round(box.left)} to ${Math.round(box.right)}: ${element.textContent.slice(0, 40)}${placeOf(element)}`);
            }
          }
          return found.slice(0, 5);
        }
        """;

    /// <summary>What of a page is outside of it, at the size it has.</summary>
    public static async Task<IReadOnlyList<string>> OutliersAsync(IPage page)
    {
        int width = page.ViewportSize!.Width;
        return [.. (await page.EvaluateAsync<string[]>(Outliers)).Select(fault => $"at {width}: {fault}")];
    }
}
