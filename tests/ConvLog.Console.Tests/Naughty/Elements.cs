using System.Text.Json;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Naughty;

/// <summary>The elements and links of a page.</summary>
internal static class Elements
{
    // Everything that the console's own pages use. Elements injected by a text are others or have other attributes.
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

    /// <summary>Elements and attributes that no page of the console has, and links to other sites, each with its turn or row.</summary>
    public static async Task<IReadOnlyList<string>> ForeignAsync(IPage page) => await page.EvaluateAsync<string[]>($"() => ({Foreign})(document)");

    /// <summary>The same for another page that is parsed but not laid out, and the number of its elements that match a selector.</summary>
    /// <param name="page">The page that requests it.</param>
    /// <param name="path">Its address.</param>
    /// <param name="selector">The selector of the elements to count.</param>
    /// <param name="isRevealed">Whether to reveal its personal data, as the form of the page does.</param>
    public static async Task<(IReadOnlyList<string> Foreign, int Count)> ForeignOfAsync(IPage page, string path, string selector, bool isRevealed)
    {
        var found = await page.EvaluateAsync<JsonElement>(
            $$"""
            async ({ path, selector, isRevealed }) => {
              const answer = await fetch(path, isRevealed ? { method: 'post', body: new URLSearchParams({ reveal: 'yes' }) } : {});
              const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
              if (isRevealed !== !!page.querySelector('.reveal .chip')) return { foreign: ['revealed: ' + !isRevealed], count: 0 };
              return { foreign: ({{Foreign}})(page), count: page.querySelectorAll(selector).length };
            }
            """,
            new { path, selector, isRevealed });
        return ([.. found.GetProperty("foreign").EnumerateArray().Select(static fault => fault.GetString()!)], found.GetProperty("count").GetInt32());
    }

    /// <summary>The link targets of another page that is parsed but not laid out, and the first link to the next page.</summary>
    public static async Task<(string[] Links, string? Next)> LinksOfAsync(IPage page, string path, string links, string next)
    {
        // A parsed document has the address of the requesting page, so relative links are resolved against its own address.
        var found = await page.EvaluateAsync<JsonElement>(
            """
            async ({ path, links, next }) => {
              const page = new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html');
              const whole = link => new URL(link.getAttribute('href'), new URL(path, location.href)).href;
              return { links: [...page.querySelectorAll(links)].map(whole), next: [...page.querySelectorAll(next)].map(whole)[0] ?? null };
            }
            """,
            new { path, links, next });
        return ([.. found.GetProperty("links").EnumerateArray().Select(static link => link.GetString()!)], found.GetProperty("next").GetString());
    }
}
