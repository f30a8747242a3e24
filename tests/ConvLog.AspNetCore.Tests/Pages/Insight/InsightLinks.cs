using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Pages.Insight;

/// <summary>The links of figures on statistics pages, and the number of items that they list.</summary>
internal static partial class InsightLinks
{
    public static async Task<string> BodyAsync(Site site, string path, string zone = "UTC")
    {
        var answer = await site.GetAsync(path, ("Cookie", $"convlog-zone={zone}"));
        answer.Status.Should().Be(HttpStatusCode.OK, "{0} is a page", path);
        return answer.Body;
    }

    // The total number of conversations, users or ratings that a page lists.
    public static async Task<int> ListedAsync(Site site, string link, string zone = "UTC")
    {
        string body = await BodyAsync(site, link, zone);
        return Listed().Match(body) is { Success: true } match
            ? int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture)
            : body.Contains("No matching", StringComparison.Ordinal) ? 0 : throw new InvalidOperationException($"{link} lists nothing and does not say so.");
    }

    // The links of the days of a chart, with the sum of their values.
    public static List<(string Link, int Count)> Days(string body, string plot)
        => [.. Day().Matches(Section(body, $"{plot}-h")).Select(static day => (WebUtility.HtmlDecode(day.Groups["link"].Value),
            Number().Matches(day.Groups["words"].Value).Sum(static number => int.Parse(number.Value, CultureInfo.InvariantCulture))))];

    // From a heading to the end of its figure or section.
    public static string Section(string body, string heading)
    {
        string rest = body[body.IndexOf($"<h2 id=\"{heading}\"", StringComparison.Ordinal)..];
        return rest[..((string[])["</figure>", "</section>"]).Select(end => rest.IndexOf(end, StringComparison.Ordinal)).Where(static end => end >= 0).Min()];
    }

    [GeneratedRegex("<caption class=\"hidden\">\\d+ to \\d+ of (?<count>\\d+) conversations|>(?<count>\\d+) (users?|ratings?) on this page<",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Listed();

    [GeneratedRegex("<a href=\"(?<link>[^\"]*)\"><title>[^:<]*: (?<words>[^<]*)<", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Day();

    [GeneratedRegex("\\d+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Number();
}
