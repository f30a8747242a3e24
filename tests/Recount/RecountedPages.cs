using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ConvLog.Tests.Recount;

/// <summary>Reads the figures of pages from their markup.</summary>
internal static partial class RecountedPages
{
    /// <summary>The text of an element without its markup.</summary>
    public static string TextOf(string markup) => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(Hidden().Replace(markup, ""), " ")), " ").Trim();

    /// <summary>The figures above the statistics, by name.</summary>
    public static IReadOnlyDictionary<string, string> Kpis(string page)
        => Kpi().Matches(page).ToDictionary(static kpi => TextOf(kpi.Groups[1].Value), static kpi => TextOf(kpi.Groups[2].Value), StringComparer.Ordinal);

    /// <summary>The text next to each heading of a page, by heading.</summary>
    public static IReadOnlyDictionary<string, string> Headings(string page)
        => Heading().Matches(page).DistinctBy(static heading => heading.Groups[1].Value, StringComparer.Ordinal)
            .ToDictionary(static heading => TextOf(heading.Groups[1].Value), static heading => TextOf(heading.Groups[2].Value), StringComparer.Ordinal);

    /// <summary>The rows of the table with a caption, with each cell as text.</summary>
    public static IReadOnlyList<string[]> Table(string page, string caption)
    {
        int start = page.IndexOf($"<caption class=\"hidden\">{caption}", StringComparison.Ordinal);
        if (start < 0)
        {
            return [];
        }

        int body = page.IndexOf("<tbody", start, StringComparison.Ordinal);
        return Rows(page[body..page.IndexOf("</tbody>", body, StringComparison.Ordinal)]);
    }

    /// <summary>The facets next to the list: values with their counts, by heading.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<(string Value, string Count)>> Facets(string page)
        => FacetPart().Matches(page).ToDictionary(
            static part => TextOf(part.Groups[1].Value),
            static part => (IReadOnlyList<(string, string)>)[.. FacetValue().Matches(part.Groups[2].Value)
                .Select(static value => (TextOf(value.Groups[1].Value), TextOf(value.Groups[2].Value)))],
            StringComparer.Ordinal);

    /// <summary>The bars of the histogram: the number of conversations and of those with problems.</summary>
    public static IReadOnlyList<(int Conversations, int WithProblem)> Bars(string page)
        => [.. Bar().Matches(page).Select(static bar => (Number(bar.Groups[1].Value), bar.Groups[2].Success ? Number(bar.Groups[2].Value) : 0))];

    /// <summary>The rows of a part of a page, with each cell as text.</summary>
    public static IReadOnlyList<string[]> Rows(string part)
        => [.. Row().Matches(part).Select(static row => Cell().Matches(row.Groups[1].Value).Select(static cell => TextOf(cell.Groups[1].Value)).ToArray())];

    public static int Number(string text) => int.Parse(text.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    public static string Count(JsonNode? number)
        => long.Parse(number!.ToJsonString(), CultureInfo.InvariantCulture).ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>The numbers in a text.</summary>
    public static IReadOnlyList<double> Numbers(string text)
        => [.. AnyNumber().Matches(text).Select(static number => double.Parse(number.Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex("[0-9][0-9,]*([.][0-9]+)?", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex AnyNumber();

    [GeneratedRegex("<[^>]*>", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Tags();

    [GeneratedRegex("<span class=\"hidden\">[^<]*</span>", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Hidden();

    [GeneratedRegex("\\s+", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Spaces();

    [GeneratedRegex("<div class=\"kpi\"><dt>(?<1>.*?)</dt><dd>(?<2>.*?)</div>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 5_000)]
    private static partial Regex Kpi();

    [GeneratedRegex("<h2[^>]*>(?<1>[^<]*)</h2>\\s*<p>(?<2>.*?)</p>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 5_000)]
    private static partial Regex Heading();

    [GeneratedRegex("<section>\\s*<h2>(?<1>[^<]*)</h2>(?<2>.*?)</section>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 5_000)]
    private static partial Regex FacetPart();

    [GeneratedRegex("<a [^>]*>(?<1>[^\"]*?)<span class=\"n\">(?<2>.*?)</span>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 5_000)]
    private static partial Regex FacetValue();

    [GeneratedRegex("aria-label=\"[^\"]*: (?<1>[0-9,]+)(, (?<2>[0-9,]+) with problems)?\"><rect", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Bar();

    [GeneratedRegex("<tr[^>]*>(?<1>.*?)</tr>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 5_000)]
    private static partial Regex Row();

    [GeneratedRegex("<t[hd][^>]*>(?<1>.*?)</t[hd]>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 5_000)]
    private static partial Regex Cell();
}
