using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Naughty;

/// <summary>What a page is made of.</summary>
internal static class Elements
{
    // All that the console's own pages use. What a text brings along is something else, or has something else.
    private const string Foreign = """
        () => {
          const names = new Set(('html head meta title link script body div span p blockquote datalist a b i em strong code pre mark bdi time small kbd br hr h1 h2 h3 h4 ul ol li dl dt dd nav main header footer aside section article figure figcaption '
            + 'table caption thead tbody tfoot tr th td colgroup col form fieldset legend label input select option optgroup textarea button details summary dialog output template noscript '
            + 'svg g defs symbol pattern use path rect line circle ellipse polyline polygon text tspan title desc').split(' '));
          const found = [];
          for (const element of document.querySelectorAll('*')) {
            if (!names.has(element.localName)) found.push(element.localName);
            if (element.localName === 'script' && (!element.src.startsWith(location.origin + '/') || element.textContent)) found.push('script with ' + element.textContent);
            for (const { name, value } of element.attributes) {
              if (!/^[a-z][a-zA-Z0-9-]*$/.test(name) || name.startsWith('on') || name === 'style') found.push(`${element.localName} ${name}`);
              if (['href', 'src', 'action', 'formaction'].includes(name) && !/^[/#?]/.test(value) || value.startsWith('//') && name !== 'content') found.push(`${element.localName} ${name}=${value}`);
            }
          }
          return found.slice(0, 5);
        }
        """;

    /// <summary>Elements and attributes that no page of the console has, and addresses that lead elsewhere.</summary>
    public static async Task<IReadOnlyList<string>> ForeignAsync(IPage page) => await page.EvaluateAsync<string[]>(Foreign);
}
