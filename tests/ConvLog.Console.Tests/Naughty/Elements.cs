using System.Text.Json;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Naughty;

/// <summary>What a page is made of.</summary>
internal static class Elements
{
    // All that the console's own pages use. What a text brings along is something else, or has something else.
    private const string Foreign = """
        page => {
          const names = new Set(('html head meta title link script body div span p blockquote datalist a b i em strong code pre mark bdi time small kbd br hr h1 h2 h3 h4 ul ol li dl dt dd nav main header footer aside section article figure figcaption '
            + 'table caption thead tbody tfoot tr th td colgroup col form fieldset legend label input select option optgroup textarea button details summary dialog output template noscript '
            + 'svg g defs symbol pattern use path rect line circle ellipse polyline polygon text tspan title desc').split(' '));
          const found = [];
          const report = (element, fault) => {
            const place = element.closest('.turn[id], article, tr, li');
            found.push(fault + (place ? ` in ${place.id ? '#' + place.id : place.textContent.trim().slice(0, 80)}` : ''));
          };
          for (const element of page.querySelectorAll('*')) {
            if (!names.has(element.localName)) report(element, element.localName);
            if (element.localName === 'script' && (!element.src.startsWith(location.origin + '/') || element.textContent)) report(element, 'script with ' + element.textContent);
            for (const { name, value } of element.attributes) {
              if (!/^[a-z][a-zA-Z0-9-]*$/.test(name) || name.startsWith('on') || name === 'style') report(element, `${element.localName} ${name}`);
              if (['href', 'src', 'action', 'formaction'].includes(name) && !/^[/#?]/.test(value) || value.startsWith('//') && name !== 'content') report(element, `${element.localName} ${name}=${value}`);
            }
          }
          return found.slice(0, 5);
        }
        """;

    /// <summary>Elements and attributes that no page of the console has, and addresses that lead elsewhere; each with the turn or row it is in.</summary>
    public static async Task<IReadOnlyList<string>> ForeignAsync(IPage page) => await page.EvaluateAsync<string[]>($"() => ({Foreign})(document)");

    /// <summary>The same of another page, which is parsed but not laid out, and how many elements of it match a selector.</summary>
    public static async Task<(IReadOnlyList<string> Foreign, int Count)> ForeignOfAsync(IPage page, string path, string selector)
    {
        var found = await page.EvaluateAsync<JsonElement>(
            $$"""
            async ({ path, selector }) => {
              const page = new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html');
              return { foreign: ({{Foreign}})(page), count: page.querySelectorAll(selector).length };
            }
            """,
            new { path, selector });
        return ([.. found.GetProperty("foreign").EnumerateArray().Select(static fault => fault.GetString()!)], found.GetProperty("count").GetInt32());
    }
}
