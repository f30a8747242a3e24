using System.Text;
using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.StoreContract.NonInterference;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Api.Reading;

/// <summary>
/// Two hosts whose stores differ only in personal data send the same bytes to a reader without the permission, on every read route: bodies, counts, cursors,
/// ETags and other headers.
/// </summary>
public sealed class TwinHostsTests
{
    private const string ManagerKey = "manager-key-0123456789";
    private const string ErrorId = "twin";

    private const int UsualCases = 3;

    // Lets many cases take as long as a fifth of them: each case sends every fifth request, so that in CI each request is covered by five cases.
    private const int LongStride = 5;

    private static readonly int s_cases = Amount.Of("CONVLOG_TWINS", usual: 1, inCi: 25, inLongCampaign: 50);

    [Theory]
    [InlineData(PrivacyClass.Visible)]
    [InlineData(PrivacyClass.Personal)]
    [Trait(CiRun.Trait, CiRun.Only)]
    public Task Responses_depend_only_on_data_that_the_reader_may_see(PrivacyClass utterances)
        => TwinStores.ForAllAsync(utterances, s_cases, (seed, one, other) => CompareAsync(seed, one, other, utterances));

    [Theory]
    [InlineData(PrivacyClass.Visible)]
    [InlineData(PrivacyClass.Personal)]
    public async Task The_usual_run_detects_personal_entries_that_leak_into_counts(PrivacyClass utterances)
        => (await TwinStores.CountFailuresAsync(utterances, UsualCases,
            (seed, one, other) => CompareAsync(seed, LeakyStore.Around(one), LeakyStore.Around(other), utterances, "/convlog/v1/conversations")))
            .Should().BePositive();

    [Fact]
    public async Task Every_page_is_compared_on_both_hosts()
    {
        await using var site = await Site.WithKeysAsync();
        string[] urls = [.. ReadAddresses.All(site)];

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
    public async Task Hosts_that_differ_in_visible_data_answer_differently()
    {
        await using var first = await Site.WithKeysAsync();
        await using var second = await Site.WithKeysAsync();
        await first.PlayAsync(new ConversationInfo("a"), static conv => conv.Log.Error("CRM upsert failed"));
        await second.PlayAsync(new ConversationInfo("a"), static conv => conv.Log.Error("CRM upsert failed", isPii: true));

        (await AskAsync(first, "/convlog/v1/conversations", Site.ReaderKey)).Should()
            .NotBe(await AskAsync(second, "/convlog/v1/conversations", Site.ReaderKey));
    }

    [Fact]
    public Task No_route_or_page_counts_with_the_permission_for_a_reader_without_it()
        => TwinStores.ForAllAsync(PrivacyClass.Visible, 1, static async (_, one, _) =>
        {
            var watch = PermissionWatch.Of(one);
            await using var site = await StartAsync(watch.Store, PrivacyClass.Visible);
            string[] urls = [.. ReadAddresses.All(site)];

            // Pages withhold personal data from everyone until a reader with the permission reveals it by a form.
            var asked = urls.SelectMany(static url => (string[])[Site.ReaderKey, ManagerKey], static (url, key) => (url, key))
                .Concat(urls.Where(ReadAddresses.IsPage).Select(static url => (url, Site.PiiKey)));
            var counted = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (url, key) in asked)
            {
                await site.GetWithKeyAsync(url, key);
                counted.UnionWith(watch.Permitted.Select(read => $"{url} for {key}: {read}"));
                watch.Permitted.Clear();
            }

            counted.Should().BeEmpty();
            await site.GetWithKeyAsync("/convlog/v1/statistics/calls", Site.PiiKey);
            watch.Permitted.Should().Equal(nameof(IStatisticsStore.ReadCallStatisticsAsync));
        });

    private static async Task CompareAsync(int seed, IConversationStore one, IConversationStore other, PrivacyClass utterances, string? only = null)
    {
        await using var first = await StartAsync(one, utterances);
        await using var second = await StartAsync(other, utterances);
        // The usual run sends each request once: half of them with visible utterances, the other half with personal ones.
        var (stride, offset) = s_cases >= UsualCases * LongStride ? (LongStride, seed) : CiRun.IsOn ? (1, 0) : (2, utterances == PrivacyClass.Personal ? 1 : 0);
        foreach (string url in only is null ? ReadAddresses.All(first).Where((_, index) => index % stride == offset % stride) : [only])
        {
            await WalkAsync(first, second, url);
        }
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

    // Alerts are evaluated once in the background, because the clock is stopped.
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
