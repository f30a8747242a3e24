using System.Text.Json;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Published;

/// <summary>
/// A host configured only by environment variables. In CI it is also published trimmed and with Native AOT. Regression: every page answered 500 in both, and
/// console variables were silently ignored.
/// </summary>
public sealed class PublishedConsoleTests : IAsyncLifetime
{
    private const string Conversation = "/convlog/conversations/published-1";

    private PublishedProgram? _program;

    public async Task InitializeAsync()
    {
        if (Chromium.Path is not null)
        {
            _program = await PublishedProgram.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ConvLog__Console__ApiKeys__0__Key"] = PublishedProgram.Key,
                ["ConvLog__Console__ApiKeys__0__Name"] = "Ada Lindqvist",
                ["ConvLog__Console__ApiKeys__0__Permissions"] = "All",
                ["ConvLog__Console__RequireAccessReason"] = "true",
                ["ConvLog__Storage__Retention__Days"] = "45",
                ["ConvLog__Sqlite__BusyTimeout"] = "00:00:03",
                ["ConvLog__Consle__BasePath"] = "/log",
            });
        }
    }

    public async Task DisposeAsync()
    {
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }
    }

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Every_linked_page_opens()
    {
        await using var opened = await SignInAsync();
        var page = opened.Page;
        Queue<string> ahead = new(["/convlog/", Conversation]);
        HashSet<string> seen = new(ahead.Select(PathOf), StringComparer.Ordinal);
        List<string> broken = [];
        while (ahead.TryDequeue(out string? path))
        {
            var response = await page.GotoAsync(_program!.Url + path, new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
            if (response!.Status >= 400)
            {
                broken.Add($"{response.Status} {path}");
            }

            foreach (string link in await page.EvaluateAsync<string[]>(
                "() => [...document.querySelectorAll('a[href]')].filter(a => a.origin === location.origin && !a.download).map(a => a.pathname + a.search)"))
            {
                if (seen.Count < 60 && link.StartsWith("/convlog", StringComparison.Ordinal) && !link.Contains("format=", StringComparison.Ordinal)
                    && seen.Add(PathOf(link)))
                {
                    ahead.Enqueue(link);
                }
            }
        }

        broken.Should().BeEmpty(_program!.Log);
        opened.Complaints.Should().BeEmpty();
        seen.Should().Contain(["/convlog/insight", "/convlog/users", "/convlog/live", "/convlog/privacy", "/convlog/alerts", "/convlog/feedback"]);
    }

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Personal_data_is_revealed_with_the_reason_that_the_configuration_requires()
    {
        await using var opened = await SignInAsync();
        await opened.Page.GotoAsync(_program!.Url + Conversation);
        (await opened.Page.ContentAsync()).Should().Contain("save_guest").And.Contain("PublishedConsole.Guest").And.NotContain("ada@example.com");

        await opened.Page.GetByText("Reveal personal data").ClickAsync();
        await opened.Page.Locator("#reason").FillAsync("ticket 7");
        await opened.Page.Keyboard.PressAsync("Enter");

        await opened.Page.GetByText("Personal data shown").WaitForAsync();
        (await opened.Page.ContentAsync()).Should().Contain("ada@example.com");
    }

    [BrowserFact]
    public void Objects_logged_by_type_name_only_and_unknown_configuration_values_are_warned_about()
        => _program!.Log.Should().Contain("An object of type PublishedConsole.Guest is logged as the name of its type")
            .And.Contain("The configuration has values that set nothing: ConvLog:Consle:BasePath.");

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task API_routes_respond()
    {
        using var client = new HttpClient { BaseAddress = new Uri(_program!.Url) };
        client.DefaultRequestHeaders.Add("X-API-KEY", PublishedProgram.Key);
        string document = await client.GetStringAsync("/convlog/v1/openapi.json");
        using var json = JsonDocument.Parse(document);
        string[] paths = [.. json.RootElement.GetProperty("paths").EnumerateObject()
            .Where(static path => path.Value.TryGetProperty("get", out _) && !path.Name.Contains('{') && !path.Name.Contains("live", StringComparison.Ordinal))
            .Select(static path => path.Name)];
        paths.Should().HaveCountGreaterThan(10);
        foreach (string path in paths)
        {
            using var response = await client.GetAsync(path);
            ((int)response.StatusCode).Should().BeLessThan(500, "{0}: {1}", path, _program.Log);
        }

        (await client.GetStringAsync("/convlog/v1/retention")).Should().Contain("45");
        (await client.GetStringAsync("/convlog/v1/health")).Should().Contain("\"status\":\"healthy\"");
        (await client.GetStringAsync("/ping")).Should().Be("pong");
    }

    private async Task<OpenedPage> SignInAsync()
    {
        var opened = await OpenedPage.OpenAsync(_program!.Url + "/convlog/sign-in?return=%2Fconvlog%2F");
        await opened.Page.GetByLabel("API key").FillAsync(PublishedProgram.Key);
        await opened.Page.Keyboard.PressAsync("Enter");
        await opened.Page.Locator("table").First.WaitForAsync();
        return opened;
    }

    private static string PathOf(string link) => link.Split('?')[0];
}
