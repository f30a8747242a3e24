using System.Net;
using ConvLog.Records;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Access.Matrix;

/// <summary>
/// E01: every route with every identity. Read-only routes, and routes whose changes affect no other route, share a host. Requests to any other route share one
/// host until the first request that changes the next answer.
/// </summary>
public sealed class MatrixTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private static readonly string[] s_withoutMethod =
    [
        "/v1/agents/{agentId}/conversations/{**rest}", "/v3/{account_id}/{project_id}/conversations/{**rest}",
        "/v1/{account_id}/{project_id}/conversations/{**rest}", "/convlog/v1/{**rest}", "/convlog/{**rest}",
    ];

    public static TheoryData<string> Rows { get; } = [.. Routes.All.Select(static row => row.ToString())];

    [Fact]
    public async Task E01_The_matrix_has_exactly_one_row_for_every_route()
    {
        var site = await sites.GetAsync(ToReadAsync);
        var endpoints = site.Services.GetServices<EndpointDataSource>().SelectMany(static source => source.Endpoints).OfType<RouteEndpoint>().ToList();

        var mapped = endpoints.SelectMany(static endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
            .Where(static method => method is not "HEAD")
            .Select(method => $"{method} {Pattern(endpoint)}")).ToList();
        var written = Routes.All.Select(static row => row.ToString()).ToList();
        mapped.Except(written, StringComparer.Ordinal).Should().BeEmpty("a route without a row is one that nobody has said who may call: add it to Routes.All");
        written.Except(mapped, StringComparer.Ordinal).Should().BeEmpty("these rows are of no route");
        endpoints.Where(static endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is null).Select(Pattern).Distinct(StringComparer.Ordinal)
            .Except(Routes.All.Select(static row => row.Pattern), StringComparer.Ordinal)
            .Should().BeEquivalentTo(s_withoutMethod, "what takes any method says no to all of them");
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task E01_Every_reader_gets_the_answer_in_the_matrix_row(string route)
    {
        var row = Routes.All.Single(row => string.Equals(row.ToString(), route, StringComparison.Ordinal));
        List<string> wrong = [];
        for (int i = 0; i < Identities.All.Count;)
        {
            await using var own = row.IsOnce || row.IsAlone ? await SiteAsync() : null;
            var site = own ?? (row.Method is "GET" ? await sites.GetAsync(ToReadAsync) : await sites.GetAsync(ToChangeAsync));
            string path = await RoutePaths.OfAsync(site.Services, row.Path);
            for (bool isUnchanged = true; isUnchanged && i < Identities.All.Count; i++)
            {
                var identity = Identities.All[i];
                var answer = await SendAsync(site, row, path, identity);
                if ((int)answer.Status != identity.Expected(row))
                {
                    wrong.Add($"{identity}: {(int)answer.Status} instead of {identity.Expected(row)}: {(answer.Body.Length > 120 ? "…" : answer.Body)}");
                }

                isUnchanged = !row.IsOnce || (int)answer.Status >= 400;
            }
        }

        wrong.Should().BeEmpty();
    }

    [Fact]
    public async Task Answers_to_a_permitted_reader_are_never_cached()
    {
        var all = Identities.All.Single(static identity => string.Equals(identity.Name, "key-all", StringComparison.Ordinal));
        List<string> kept = [];
        foreach (var row in Routes.All.Where(static row => row.Kind != RouteKind.Open))
        {
            await using var own = row.IsOnce || row.IsAlone ? await SiteAsync() : null;
            var site = own ?? (row.Method is "GET" ? await sites.GetAsync(ToReadAsync) : await sites.GetAsync(ToChangeAsync));
            var answer = await SendAsync(site, row, await RoutePaths.OfAsync(site.Services, row.Path), all);
            ((int)answer.Status).Should().Be(row.Ok, "{0} answers with what it has", row);
            if (answer.Header("Cache-Control")?.Contains("no-store", StringComparison.Ordinal) is not true)
            {
                kept.Add($"{row}: {answer.Header("Cache-Control")}");
            }
        }

        kept.Should().BeEmpty("each of them can hold personal data");
    }

    [Fact]
    public async Task Once_a_key_exists_local_visitors_need_one_as_well()
    {
        await using var site = await SiteAsync(allowLoopback: null);
        var local = new Identity("nobody, on this machine", static _ => Task.FromResult<(string, string)[]>([]),
            static row => row.Kind == RouteKind.Open ? row.Ok : 401) { IsOnThisMachine = true };
        List<string> wrong = [];
        foreach (var row in Routes.All)
        {
            var answer = await SendAsync(site, row, await RoutePaths.OfAsync(site.Services, row.Path), local);
            if ((int)answer.Status != local.Expected(row))
            {
                wrong.Add($"{row}: {(int)answer.Status} instead of {local.Expected(row)}");
            }
        }

        wrong.Should().BeEmpty();
    }

    [Fact]
    public async Task Unsupported_methods_and_unknown_paths_disclose_nothing()
    {
        await using var site = await SiteAsync();
        site.Address = IPAddress.Parse("203.0.113.7");
        List<string> wrong = [];
        foreach (var row in Routes.All)
        {
            string path = await RoutePaths.OfAsync(site.Services, row.Path);
            var answer = await site.SendAsync(HttpMethod.Patch, path, content: null, ("X-HTTP-Method-Override", row.Method));
            if (answer.Status != HttpStatusCode.MethodNotAllowed || answer.Header("Allow")?.Contains(row.Method, StringComparison.Ordinal) is not true)
            {
                wrong.Add($"{row}: {(int)answer.Status}, Allow: {answer.Header("Allow")}");
            }
        }

        wrong.Should().BeEmpty();
        (await site.GetWithKeyAsync("/convlog/v1/nowhere", "key-all")).Status.Should().Be(HttpStatusCode.NotFound);
        (await site.GetWithKeyAsync("/convlog/nowhere/at/all", "key-all")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    private static Task<Site> StartAsync(bool? allowLoopback = true) => Site.StartAsync(
        options =>
        {
            options.AllowLoopback = allowLoopback;
            options.ExportsPerMinute = int.MaxValue;
            foreach (var (key, permissions) in Identities.Keys)
            {
                options.ApiKeys.Add(key, key, permissions);
            }

            options.ApiKeys.Add("key-of-others", "Others", ConvLogPermissions.All, new ConversationScope { AgentIds = ["another"] });
            options.ApiKeys.Add("key-removed", "Removed", ConvLogPermissions.All);
            options.ApiKeys.Remove("key-removed");
            HostedUsers.Set(options);
            options.ScopeOf = static user => user.Identity?.Name switch
            {
                "unknown" => null,
                "others" => new ConversationScope { AgentIds = ["another"] },
                _ => ConversationScope.All,
            };
        },
        log: MatrixSite.AddRule,
        services: HostedUsers.Add,
        before: HostedUsers.Use);

    // Two hosts with the same data, so that changes on one do not affect reads from the other.
    private static Task<Site> ToReadAsync() => SiteAsync();

    private static Task<Site> ToChangeAsync() => SiteAsync();

    private static async Task<Site> SiteAsync(bool? allowLoopback = true)
    {
        var site = await StartAsync(allowLoopback);
        await MatrixSite.PlayAsync(site);
        return site;
    }

    private static async Task<Answer> SendAsync(Site site, RouteRow row, string path, Identity identity)
    {
        site.Address = IPAddress.Loopback;
        var headers = await identity.Headers(site);
        site.Address = identity.IsOnThisMachine ? IPAddress.Loopback : AddressOf(row, identity);
        return await MatrixSite.SendAsync(site, row, path, headers);
    }

    // Wrong keys are counted by address, so each identity uses a separate address for each route.
    private static IPAddress AddressOf(RouteRow row, Identity identity)
        => new([198, 18, checked((byte)IndexOf(Routes.All, row)), checked((byte)(IndexOf(Identities.All, identity) + 1))]);

    private static int IndexOf<T>(IReadOnlyList<T> all, T one) => all.Index().First(each => ReferenceEquals(each.Item, one)).Index;

    private static string Pattern(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');
}
