using System.Text.Json;
using System.Text.RegularExpressions;
using WebConsole.Tests.Support;

namespace WebConsole.Tests;

/// <summary>docs/api.md matches the sample: each of its curl lines is sent, in order, and returns the documented status.</summary>
public sealed partial class ApiPageTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_curl_line_of_the_page_returns_the_documented_response()
    {
        var lines = CurlLine.Of(await File.ReadAllLinesAsync(PagePath()));
        await using var sample = await RunningSample.StartAsync(_folder.Path);
        string id = "";
        string user = "";
        foreach (var line in lines)
        {
            var (status, contentType, body) = await sample.SendAsync(line.With("$id", id).With("$user", user));

            status.Should().Be(line.Status, "line {0}, {1}, answers {2}", line.Number, line.Text, body);
            id = contentType is "application/json" ? IdOf(body) ?? id : id;
            user = line.Path is "/convlog/v1/users" ? PseudonymOf(body) : user;
        }

        lines.Should().HaveCountGreaterThan(40);
    }

    [Fact]
    public async Task Every_route_has_a_curl_line_on_the_page()
    {
        await using var sample = await RunningSample.StartAsync(_folder.Path);
        using var document = JsonDocument.Parse((await sample.GetAsync("/openapi/v1.json")).Body);
        var routes = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(static path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"));

        // A heading with its route, followed by a line that calls it before the next heading.
        string page = await File.ReadAllTextAsync(PagePath());
        var shown = Section().Matches(page).Select(static match => (Route: match.Groups["route"].Value, Lines: CurlLine.Of(match.Value.Split('\n')))).ToList();

        shown.Select(static section => section.Route).Should().BeEquivalentTo(routes);
        foreach (var (route, lines) in shown)
        {
            string pattern = $"^{Regex.Replace(Regex.Escape(route), @"\\\{\w+}", "[^/ ?]+", RegexOptions.None, TimeSpan.FromSeconds(1))}$";
            lines.Should().Contain(line => Regex.IsMatch($"{line.Method} {line.Path}", pattern, RegexOptions.None, TimeSpan.FromSeconds(1)), route);
        }
    }

    private static string? IdOf(string body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty("id", out var id) ? id.GetString() : null;
    }

    private static string PseudonymOf(string body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty("users")[0].GetProperty("pseudonym").GetString()!;
    }

    private static string PagePath() => Checkout.PathOf("docs", "api.md");

    [GeneratedRegex(@"^### `(?<route>[^`]+)`\n(?:(?!^#).*\n?)*", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Section();
}
