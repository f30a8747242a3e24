using System.Text;
using ConvLog.AspNetCore.Api;
using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.StoreContract.NonInterference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Api.Reading;

/// <summary>
/// Two hosts whose stores differ only in personal data answer whoever may not see it with the same bytes, on every route that reads: bodies, counts, cursors,
/// ETags and other headers.
/// </summary>
public sealed class TwinHostsTests
{
    private const string ManagerKey = "manager-key-0123456789";
    private const string ErrorId = "twin";

    private const int UsualCases = 3;

    // So that fifty cases take as long as ten: each asks every fifth question, and each question is asked of ten.
    private const int LongStride = 5;

    private static readonly int s_cases = Amount.Of("CONVLOG_TWINS", 1);

    private static readonly string[] s_others =
    [
        "/v1/agents/bookings/conversations", "/v1/agents/weather/conversations?limit=1&offset=1", "/v1/agents/bookings/conversations?limit=nonsense",
        "/convlog?agent=bookings", "/convlog?sort=updated", "/convlog?sort=errors&order=asc", "/convlog?has_error=true&level=error",
            "/convlog?q=table&period=90d",
        "/convlog/insight?agent=bookings", "/convlog/users?agent=bookings", "/convlog/nothing", "/convlog/conversations?id=none",
        "/convlog/users/user-000000000002?order=asc", "/convlog/feedback?has_comment=true",
        "/convlog/feedback?improved=false&rating=dislike", "/convlog/insight?period=91d", "/convlog/insight/scores?period=91d",
    ];

    [Theory]
    [InlineData(PrivacyClass.Visible)]
    [InlineData(PrivacyClass.Personal)]
    [Trait(CiRun.Trait, CiRun.Only)]
    public Task What_goes_out_is_a_function_of_what_the_reader_may_see(PrivacyClass utterances)
        => TwinStores.ForAllAsync(utterances, s_cases, (seed, one, other) => CompareAsync(seed, one, other, utterances));

    [Theory]
    [InlineData(PrivacyClass.Visible)]
    [InlineData(PrivacyClass.Personal)]
    public async Task Personal_entries_that_count_for_everyone_are_noticed_in_the_usual_run(PrivacyClass utterances)
        => (await TwinStores.CountFailuresAsync(utterances, UsualCases,
            (seed, one, other) => CompareAsync(seed, LeakyStore.Around(one), LeakyStore.Around(other), utterances, "/convlog/v1/conversations")))
            .Should().BePositive();

    [Fact]
    public async Task Every_page_is_asked_of_both_hosts()
    {
        await using var site = await Site.WithKeysAsync();
        string[] urls = [.. Urls(site)];

        var pages = Access.Matrix.Routes.All.Where(static row
            => row is { Method: "GET", Kind: not (Access.Matrix.RouteKind.Own or Access.Matrix.RouteKind.Compatible) }
            && row.Pattern is not "/convlog/assets/{file}");
        foreach (string pattern in pages.Select(static row => row.Pattern))
        {
            string first = pattern.Split('{')[0];
            urls.Should().Contain(url => url.StartsWith(first, StringComparison.Ordinal)
                && url.Count(static c => c == '/') == pattern.Count(static c => c == '/'), "{0} is a page", pattern);
        }
    }

    [Fact]
    public async Task Hosts_that_differ_in_what_may_be_seen_do_not_answer_alike()
    {
        await using var first = await Site.WithKeysAsync();
        await using var second = await Site.WithKeysAsync();
        await first.PlayAsync(new ConversationInfo("a"), static conv => conv.Log.Error("CRM upsert failed"));
        await second.PlayAsync(new ConversationInfo("a"), static conv => conv.Log.Error("CRM upsert failed", isPii: true));

        (await AskAsync(first, "/convlog/v1/conversations", Site.ReaderKey)).Should()
            .NotBe(await AskAsync(second, "/convlog/v1/conversations", Site.ReaderKey));
    }

    private static async Task CompareAsync(int seed, IConversationStore one, IConversationStore other, PrivacyClass utterances, string? only = null)
    {
        await using var first = await StartAsync(one, utterances);
        await using var second = await StartAsync(other, utterances);
        // The usual run asks each question once: every other one where what users say is visible, and the others where it is personal.
        var (stride, offset) = s_cases >= UsualCases * LongStride ? (LongStride, seed) : CiRun.IsOn ? (1, 0) : (2, utterances == PrivacyClass.Personal ? 1 : 0);
        foreach (string url in only is null ? Urls(first).Where((_, index) => index % stride == offset % stride) : [only])
        {
            await WalkAsync(first, second, url);
        }
    }

    // Each parameter alone, and small pages that are walked to their end.
    private static IEnumerable<string> Urls(Site site)
    {
        foreach (var route in ReadRoutes.All(site))
        {
            foreach (var path in Values(route))
            {
                yield return ReadRoutes.UrlOf(route, path);
                foreach (var parameter in route.Parameters.Where(static parameter => !parameter.IsInPath))
                {
                    foreach (string value in ParameterSamples.Right(parameter))
                    {
                        yield return ReadRoutes.UrlOf(route, path, (parameter.Name, value));
                    }
                }
            }
        }

        foreach (string id in TwinStores.Conversations.Select(Uri.EscapeDataString))
        {
            yield return $"/v1/agents/bookings/conversations/{id}";
            yield return $"/convlog/conversations?id={id}";
        }

        foreach (string url in Pages(site))
        {
            yield return url;
        }

        foreach (string url in s_others)
        {
            yield return url;
        }
    }

    // Every page there is, as the host maps them: nobody has to remember to add one here.
    private static IEnumerable<string> Pages(Site site)
    {
        var pages = site.Services.GetServices<EndpointDataSource>().SelectMany(static source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(static endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get,
            StringComparer.Ordinal) is true && endpoint.Metadata.GetMetadata<ApiRoute>() is null)
            .Select(static endpoint => endpoint.RoutePattern);
        foreach (var page in pages.Where(static page => page.Parameters is not [{ Name: "file" }]))
        {
            string path = $"/{page.RawText!.TrimStart('/')}";
            foreach (string value in ValuesOf(page.Parameters))
            {
                yield return page.Parameters is [var parameter]
                    ? path.Replace($"{{{parameter.Name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal) : path;
            }
        }
    }

    private static string[] ValuesOf(IReadOnlyList<RoutePatternParameterPart> parameters) => parameters switch
    {
        [] => [""],
        [{ Name: "conversationId" }] => [.. TwinStores.Conversations],
        [{ Name: "pseudonym" }] => ["user-000000000001", "user-000000000002"],
        [{ Name: "receiptId" }] => [Guid.Empty.ToString()],
        _ => throw new InvalidOperationException(
            $"A page has the parameters {string.Join(", ", parameters.Select(static parameter => parameter.Name))}: add values for them here, which lead to "
            + "something that twins differ in."),
    };

    private static IEnumerable<Func<ApiParameter, string>> Values(ApiRoute route)
    {
        var inPath = route.Parameters.FirstOrDefault(static parameter => parameter.IsInPath);
        IReadOnlyList<string> values = inPath switch
        {
            null => [""],
            { Name: "id" or "conversation" } => TwinStores.Conversations,
            { Name: "agentId" } => ["bookings", "weather"],
            { Name: "account_id" } => ["acme", "globex"],
            { Name: "user" } => ["user-000000000001", "user-000000000002", "jane"],
            _ => ParameterSamples.Right(inPath),
        };
        return values.Select<string, Func<ApiParameter, string>>(value => parameter => parameter == inPath ? value : parameter.Name switch
        {
            "conversationId" => TwinStores.Conversations[0],
            "project_id" => "acme",
            _ => ParameterSamples.Right(parameter)[0],
        });
    }

    private static async Task WalkAsync(Site first, Site second, string url)
    {
        foreach (string key in (string[])[Site.ReaderKey, ManagerKey])
        {
            string page = url;
            for (string? cursor = ""; cursor is not null;)
            {
                string expected = await AskAsync(first, page, key);
                (await AskAsync(second, page, key)).Should().Be(expected, "only personal data differs, and {0} tells", page);
                cursor = CursorOf(expected);
                page = $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}cursor={cursor}";
            }
        }
    }

    private static string? CursorOf(string answer)
    {
        const string Name = "\"next_cursor\":\"";
        int at = answer.IndexOf(Name, StringComparison.Ordinal);
        return at < 0 ? null : answer[(at + Name.Length)..answer.IndexOf('"', at + Name.Length)];
    }

    private static void AddRules(IList<AlertRule> rules)
    {
        var week = TimeSpan.FromDays(7);
        rules.Add(new AlertRule { Name = "Functions fail", Window = week, MinimumCount = 1 });
        rules.Add(new AlertRule { Name = "APIs fail", Kind = CallTargetKind.Endpoint, Window = week, MinimumCount = 1 });
        rules.Add(new AlertRule { Name = "Dislikes", Measure = AlertMeasure.Dislikes, Window = week });
        rules.Add(new AlertRule { Name = "Cost", Measure = AlertMeasure.Cost, Currency = "USD", Window = week });
        rules.Add(new AlertRule { Name = "Bookings", AgentId = "bookings", Window = week, MinimumCount = 1 });
    }

    // In the background, once: the clock stands still.
    private static async Task EvaluatedAsync(Site site)
    {
        var alerts = site.Services.GetRequiredService<ConversationAlerts>();
        while ((await alerts.ReadAsync(Reader.Anonymous)).Any(static alert => alert.EvaluatedAt is null))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
    }

    private static async Task<string> AskAsync(Site site, string url, string key)
    {
        var answer = await site.GetAsync(url, ("X-API-KEY", key), ("X-PolyAI-Correlation-Id", ErrorId));
        var text = new StringBuilder($"{answer.Status}\n");
        foreach (var (name, value) in answer.Headers.OrderBy(static header => header.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append(": ").Append(value).Append('\n');
        }

        return text.Append(answer.Body).ToString();
    }

    private static async Task<Site> StartAsync(IConversationStore store, PrivacyClass utterances)
    {
        var site = await Site.WithKeysAsync(
            static options =>
            {
                options.ApiKeys.Add(ManagerKey, "Manager", ConvLogPermissions.Read | ConvLogPermissions.Annotate | ConvLogPermissions.Manage);
                (options.SearchesPerMinute, options.ExportsPerMinute) = (int.MaxValue, int.MaxValue);
            },
            log: options =>
            {
                (options.Store, options.CursorKey) = (store, new byte[32]);
                options.Privacy.Utterances = utterances;
                AddRules(options.Alerts.Rules);
            },
            services: static services => services.AddSingleton(new ManualClock(TwinStores.Now)));
        await EvaluatedAsync(site);
        return site;
    }
}
