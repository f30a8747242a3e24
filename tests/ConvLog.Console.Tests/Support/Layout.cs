using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Support;

/// <summary>Checks the layout of a page.</summary>
internal static class Layout
{
    // Content that scrolls or is clipped in its own box is not an outlier. Turns off screen are laid out only when the box of one of their elements is read,
    // and again for each box; here all of them are laid out at once and remain contained.
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

    // Two adjacent elements with letters or digits at both ends and no space between them. A highlight is part of its word.
    private const string RunTogether = """
        () => {
          const texts = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let text = walker.nextNode(); text; text = walker.nextNode()) {
            if (text.data.trim()) texts.push(text);
          }
          const boxOf = (text, at) => {
            const range = document.createRange();
            range.setStart(text, at);
            range.setEnd(text, at + 1);
            return range.getBoundingClientRect();
          };
          // A truncated text ends where it is cut off.
          const endOf = (text, right) => {
            for (let box = text.parentElement; box && box !== document.body; box = box.parentElement) {
              if (getComputedStyle(box).overflowX !== 'visible') return Math.min(right, box.getBoundingClientRect().right);
            }
            return right;
          };
          const found = [];
          for (let i = 1; i < texts.length; i++) {
            const [one, next] = [texts[i - 1], texts[i]];
            if (!/[\p{L}\p{N}]$/u.test(one.data) || !/^[\p{L}\p{N}]/u.test(next.data) || one.parentElement.closest('mark') || next.parentElement.closest('mark')) continue;
            const [left, right] = [boxOf(one, one.data.length - 1), boxOf(next, 0)];
            const isOnOneLine = left.width && right.width && Math.min(left.bottom, right.bottom) - Math.max(left.top, right.top) > right.height / 2;
            if (isOnOneLine && right.left >= left.left && right.left - endOf(one, left.right) < 2) {
              found.push(`${one.data.slice(-40)}|${next.data.slice(0, 40)} (${one.parentElement.localName}.${one.parentElement.className}, ${next.parentElement.localName}.${next.parentElement.className})`);
            }
          }
          return found.slice(0, 5);
        }
        """;

    /// <summary>Adjacent words of a page without a space, at its current size.</summary>
    public static async Task<IReadOnlyList<string>> RunTogetherAsync(IPage page) => await page.EvaluateAsync<string[]>(RunTogether);

    /// <summary>Elements outside of the page, at its current size.</summary>
    public static async Task<IReadOnlyList<string>> OutliersAsync(IPage page)
    {
        int width = page.ViewportSize!.Width;
        return [.. (await page.EvaluateAsync<string[]>(Outliers)).Select(fault => $"at {width}: {fault}")];
    }
}
