using System.Net;
using System.Text.RegularExpressions;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Access.Matrix;

/// <summary>The API and the console over a store that has only the members of every store.</summary>
public sealed partial class CoreStoreTests
{
    private const string Key = "key-all";

    private static readonly (string Pattern, StoreCapabilities Capability)[] s_absent =
    [
        ("/convlog/v1/views", StoreCapabilities.TeamDocuments), ("/convlog/v1/views/{id}", StoreCapabilities.TeamDocuments),
        ("/convlog/v1/live", StoreCapabilities.Arrivals), ("/convlog/v1/live/{id}", StoreCapabilities.Arrivals),
        ("/convlog/v1/facets", StoreCapabilities.Facets), ("/convlog/v1/users", StoreCapabilities.Users),
        ("/convlog/v1/statistics", StoreCapabilities.Statistics), ("/convlog/v1/statistics/{name}", StoreCapabilities.Statistics),
        ("/convlog/v1/statistics/calls", StoreCapabilities.Statistics), ("/convlog/v1/statistics/calls/details", StoreCapabilities.Statistics),
        ("/convlog/v1/calls", StoreCapabilities.Statistics), ("/convlog/v1/erasures/{id}", StoreCapabilities.Receipts),
        ("/convlog/v1/holds", StoreCapabilities.Holds), ("/convlog/v1/holds/{conversation}", StoreCapabilities.Holds),
        ("/convlog/v1/access-log/verification", StoreCapabilities.AccessChain),
        ("/convlog/views", StoreCapabilities.TeamDocuments), ("/convlog/views/counts", StoreCapabilities.TeamDocuments),
        ("/convlog/functions", StoreCapabilities.Statistics), ("/convlog/functions/details", StoreCapabilities.Statistics),
        ("/convlog/functions/calls", StoreCapabilities.Statistics), ("/convlog/functions/calls/file", StoreCapabilities.Statistics),
        ("/convlog/insight", StoreCapabilities.Statistics), ("/convlog/insight/scores", StoreCapabilities.Statistics),
        ("/convlog/users", StoreCapabilities.Users), ("/convlog/users/find", StoreCapabilities.Users),
        ("/convlog/privacy/erasures/{receiptId}", StoreCapabilities.Receipts),
        ("/convlog/privacy/erasures/{receiptId}/receipt.json", StoreCapabilities.Receipts),
        ("/convlog/privacy/holds", StoreCapabilities.Holds), ("/convlog/privacy/holds/release", StoreCapabilities.Holds),
        ("/convlog/live", StoreCapabilities.Arrivals),
    ];

    // The rule is off without statistics.
    private static readonly (string Route, int Status)[] s_others =
    [
        ("PUT /convlog/v1/alerts/{rule}/silence", 404), ("DELETE /convlog/v1/alerts/{rule}/silence", 404), ("POST /convlog/alerts/silence", 404),
    ];

    [Fact]
    public async Task Every_route_answers_as_usual_or_501_with_the_name_of_the_absent_capability()
    {
        List<string> wrong = [];
        await using var shared = await SiteAsync(isCore: true);
        foreach (var row in Routes.All.Where(static row => row.Kind != RouteKind.Open))
        {
            await using var own = row.IsOnce || row.IsAlone ? await SiteAsync(isCore: true) : null;
            var site = own ?? shared;
            var answer = await MatrixSite.SendAsync(site, row, await RoutePaths.OfAsync(site.Services, row.Path), [("X-API-KEY", Key)]);
            var absent = AbsentOf(row);
            int expected = absent != StoreCapabilities.None ? 501
                : Array.Find(s_others, other => string.Equals(other.Route, row.ToString(), StringComparison.Ordinal)) is { Route: not null } other
                ? other.Status : row.Ok;
            if ((int)answer.Status != expected
                || (expected == 501 && !row.IsStream && !answer.Body.Contains($"the capability {absent}.", StringComparison.Ordinal)))
            {
                wrong.Add($"{row}: {(int)answer.Status} instead of {expected}: {(answer.Body.Length > 200 ? "…" : answer.Body)}");
            }
        }

        wrong.Should().BeEmpty();
        shared.Logs.GetSnapshot().Where(static line => line.Message.Contains("alert rules are off", StringComparison.Ordinal)).Should().ContainSingle();
    }

    [Fact]
    public async Task Pages_link_to_no_page_and_send_no_form_that_needs_an_absent_capability()
    {
        await using var core = await SiteAsync(isCore: true);
        var linked = await CrawlAsync(core);

        linked.Where(static path => path.Value == HttpStatusCode.NotImplemented || (int)path.Value >= 500).Should().BeEmpty();
        string[] patterns = [.. s_absent.Select(static absent => absent.Pattern)];
        linked.Keys.Select(static path => path.Split('?', '#')[0]).Intersect(patterns, StringComparer.Ordinal).Should().BeEmpty();

        await using var full = await SiteAsync(isCore: false);
        (await CrawlAsync(full)).Keys.Select(static path => path.Split('?', '#')[0]).Intersect(patterns, StringComparer.Ordinal)
            .Should().Contain(
                ["/convlog/v1/live", "/convlog/functions", "/convlog/insight", "/convlog/users", "/convlog/live", "/convlog/privacy/holds", "/convlog/views"]);
    }

    [Fact]
    public async Task A_receipt_that_the_store_does_not_keep_is_shown_after_the_erasure()
    {
        await using var core = await SiteAsync(isCore: true);

        var receipt = await core.PostAsync("/convlog/privacy/erasures", [("subject", "conversation"), ("id", "conv-42"), ("typed", "erase")],
            ("X-API-KEY", Key));

        receipt.Body.Should().ContainAll("One conversation", "<bdi>conv-42</bdi>", "Total records");
    }

    private static StoreCapabilities AbsentOf(RouteRow row)
        => row is { Method: "GET", Pattern: "/convlog/v1/erasures" } ? StoreCapabilities.Receipts
            : Array.Find(s_absent, absent => string.Equals(absent.Pattern, row.Pattern, StringComparison.Ordinal)).Capability;

    // All addresses on pages, with the status of those that are read by a link.
    private static async Task<Dictionary<string, HttpStatusCode>> CrawlAsync(Site site)
    {
        Dictionary<string, HttpStatusCode> known = new(StringComparer.Ordinal);
        Queue<string> open = new(["/convlog", "/convlog?q=table", "/convlog/conversations/conv-42", "/convlog/conversations/conv-open",
            await RoutePaths.OfAsync(site.Services, "/convlog/users/{pseudonym}")]);
        while (open.TryDequeue(out string? path))
        {
            if (known.ContainsKey(path) || known.Count > 250 || path.Contains("/assets/", StringComparison.Ordinal))
            {
                continue;
            }

            var answer = await site.GetWithKeyAsync(path, Key);
            known[path] = answer.Status;
            foreach (Match link in Link().Matches(answer.Body))
            {
                string address = WebUtility.HtmlDecode(link.Groups["address"].Value).Split('#')[0];
                if (link.Groups["kind"].Value is "href")
                {
                    open.Enqueue(address);
                }
                else
                {
                    known.TryAdd(address, HttpStatusCode.OK);
                }
            }
        }

        return known;
    }

    private static async Task<Site> SiteAsync(bool isCore)
    {
        var site = await Site.StartAsync(
            static options => options.ApiKeys.Add(Key, Key, ConvLogPermissions.All),
            log: MatrixSite.AddRule,
            services: services => services.AddSingleton<IConversationStore>(provider =>
            {
                var store = new InMemoryConversationStore(timeProvider: provider.GetRequiredService<TimeProvider>());
                return isCore ? new CoreStore(store) : store;
            }));
        await MatrixSite.PlayAsync(site);
        var conversation = site.Open(new ConversationInfo("conv-open") { AgentId = "bookings", UserId = "user-7" });
        conversation.BeginTurn("Hello");
        await conversation.FlushAsync();
        return site;
    }

    [GeneratedRegex("(?<kind>href|action|data-live|data-counts)=\"(?<address>/convlog[^\"]*)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Link();
}
