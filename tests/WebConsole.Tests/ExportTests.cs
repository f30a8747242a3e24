using System.Net;
using System.Text.RegularExpressions;
using WebConsole.Tests.Support;

namespace WebConsole.Tests;

/// <summary>The sample has keys, and a local visitor can open pages without one.</summary>
public sealed partial class ExportTests : IDisposable
{
    private static readonly (string, string)[] s_click = [("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("/", "demo-restaurant-booking", 3)]
    [InlineData("/feedback/improved", "improved_answer", 2)]
    public async Task A_local_visitor_can_download_exports(string page, string content, int files)
    {
        await using var sample = await RunningSample.StartAsync(_folder.Path);

        var links = Link().Matches((await sample.VisitAsync(page)).Body).Select(static match => WebUtility.HtmlDecode(match.Groups["href"].Value)).ToList();

        links.Should().HaveCount(files, "CSV, for the list also by conversation, and JSON Lines");
        foreach (string link in links)
        {
            var (status, body) = await sample.VisitAsync(link, s_click);
            status.Should().Be(HttpStatusCode.OK);
            body.Should().Contain(content);
            (await sample.VisitAsync(link, [.. s_click, ("X-Forwarded-For", "203.0.113.7")])).Status.Should().Be(HttpStatusCode.Unauthorized);
            (await sample.VisitAsync(link, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"))).Status.Should()
                .Be(HttpStatusCode.Forbidden);
        }

        (await sample.VisitAsync("/convlog/v1/export/conversations", s_click)).Status.Should().Be(HttpStatusCode.Unauthorized, "programs need a key");
    }

    [GeneratedRegex("href=\"(?<href>[^\"]*)\" download", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Link();
}
