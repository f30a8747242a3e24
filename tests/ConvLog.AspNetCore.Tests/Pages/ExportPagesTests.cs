using System.Net;
using System.Text.RegularExpressions;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Tests.Pages;

/// <summary>Files offered by pages. On a site with keys, local visitors can open pages but not the API, as in the sample.</summary>
public sealed partial class ExportPagesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string List = "/convlog/file?format=csv";
    private const string Improved = "/convlog/feedback/improved/file?format=csv";

    private static readonly (string Name, string Value)[] s_ownLink =
        [("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")];

    [Theory]
    [InlineData("/convlog?has_error=true", "/convlog/file?format={0}&has_error=true", "conv-1", "conv-2")]
    [InlineData("/convlog/feedback/improved?agent=bookings", "/convlog/feedback/improved/file?format={0}&agent=bookings", "gpt-x", "Will it rain")]
    public async Task A_local_visitor_downloads_what_the_page_lists(string page, string file, string listed, string others)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());
        string shown = (await site.GetAsync(page)).Body;

        foreach (string format in (string[])["csv", "jsonl"])
        {
            string link = string.Format(System.Globalization.CultureInfo.InvariantCulture, file, format);
            shown.Should().Contain($"href=\"{WebUtility.HtmlEncode(link)}\"");
            var answer = await site.GetAsync(link, s_ownLink);

            answer.Status.Should().Be(HttpStatusCode.OK);
            answer.Header("Content-Disposition").Should().MatchRegex($"^attachment; filename=\"(conversations|improved-answers)-[0-9-]{{10}}\\.{format}\"$");
            answer.Body.Should().Contain(listed).And.NotContain(others);
        }

        (await site.GetAsync("/convlog/v1/export/conversations", s_ownLink)).Status.Should().Be(HttpStatusCode.Unauthorized, "the API requires a key");
    }

    [Fact]
    public async Task The_list_is_also_a_file_with_a_row_for_each_conversation()
    {
        const string File = "/convlog/file?format=csv&rows=conversation&has_error=true";
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        (await site.GetAsync("/convlog?has_error=true")).Body.Should().Contain($"href=\"{WebUtility.HtmlEncode(File)}\"");

        string[] rows = (await site.GetAsync(File, s_ownLink)).Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        rows.Should().HaveCount(2);
        rows[0].TrimStart('\uFEFF').Should().StartWith("conversation_id,").And.Contain(",first_problem,");
        rows[1].Should().StartWith("\"conv-1\",");
    }

    [Fact]
    public async Task The_name_of_a_file_has_the_view_of_the_list_and_its_days()
    {
        await using var site = await Desk.PlayedAsync();
        await site.PostAsync("/convlog/views?has_error=true&period=7d", [("do", "save"), ("name", "Service failed")]);
        string page = (await site.GetAsync("/convlog")).Body;
        string view = WebUtility.HtmlDecode(ViewLink().Match(page).Value);
        var day = site.Clock.GetUtcNow();

        string list = (await site.GetAsync(view)).Body;
        string changed = (await site.GetAsync($"{view}&agent=bookings")).Body;

        (await NameOfAsync(site, FileLink().Match(list).Value)).Should()
            .Be($"attachment; filename=\"conversations-service-failed-{day.AddDays(-7):yyyy-MM-dd}-to-{day:yyyy-MM-dd}.csv\"");
        (await NameOfAsync(site, FileLink().Match(changed).Value)).Should()
            .Be($"attachment; filename=\"conversations-{day.AddDays(-7):yyyy-MM-dd}-to-{day:yyyy-MM-dd}.csv\"", "the list is no longer that of the view");
    }

    [Theory]
    [InlineData("function_name=save_guest", "conversations-save_guest-2025-01-01")]
    [InlineData("rows=conversation&from=2024-12-14T00:00:00Z&to=2024-12-18T00:00:00Z", "conversations-one-per-row-2024-12-14-to-2024-12-17")]
    [InlineData("q=maria.keller%40example.com&label=maria.keller&agent=maria.keller&function=maria.keller", "conversations-2025-01-01")]
    [InlineData("view=unknown", "conversations-2025-01-01")]
    public async Task The_name_of_a_file_has_the_function_and_the_days_but_no_other_filter(string query, string name)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        (await NameOfAsync(site, $"{List}&{query}")).Should().Be($"attachment; filename=\"{name}.csv\"");
    }

    [Fact]
    public async Task A_file_of_selected_conversations_has_the_day_in_its_name()
    {
        await using var site = await Desk.PlayedAsync();

        var answer = await site.PostAsync("/convlog/selected/file", [("format", "jsonl"), ("id", "conv-1")]);

        answer.Header("Content-Disposition").Should().Be($"attachment; filename=\"conversations-selected-{site.Clock.GetUtcNow():yyyy-MM-dd}.jsonl\"");
    }

    [Fact]
    public async Task A_relative_period_becomes_a_fixed_time_in_the_export_link()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        string shown = (await site.GetAsync("/convlog?period=24h")).Body;

        shown.Should().Contain("/convlog/file?format=csv&amp;from=").And.NotContain("format=csv&amp;period");
    }

    [Theory]
    [InlineData(List)]
    [InlineData(Improved)]
    public async Task A_link_from_another_site_opens_pages_but_downloads_nothing(string file)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());
        (string, string)[] foreign = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")];

        (await site.GetAsync("/convlog", foreign)).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetAsync(file, foreign)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await site.GetAsync(file, ("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "no-cors"), ("Sec-Fetch-Dest", "iframe"))).Status.Should()
            .Be(HttpStatusCode.Forbidden);
        (await site.GetAsync(file, ("Origin", "https://evil.example"))).Status.Should().Be(HttpStatusCode.Forbidden, "old browsers send no Sec-Fetch-Site");
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Host", "evil.example")]
    public async Task A_request_that_may_be_cross_site_or_proxied_downloads_nothing(string header, string value)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        (await site.GetAsync(List, (header, value))).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await site.GetAsync(Improved, (header, value))).Status.Should().Be(HttpStatusCode.Unauthorized);
        site.Address = IPAddress.Parse("203.0.113.7");
        (await site.GetAsync(List)).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task If_local_access_is_disabled_local_visitors_cannot_download()
    {
        await using var site = await Site.WithKeysAsync(static options => options.AllowLoopback = false);

        (await site.GetAsync(List)).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await site.GetAsync(Improved)).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task No_link_downloads_personal_data_for_any_reader()
    {
        await using var site = await Site.WithKeysAsync();
        await Canaries.PlayAsync(site);
        string cookie = (await site.PostAsync("/convlog/sign-in", [("key", Site.PiiKey)])).Header("Set-Cookie")!.Split(';')[0];

        foreach (string file in (string[])[List, "/convlog/file?format=jsonl", Improved, "/convlog/feedback/improved/file?format=jsonl"])
        {
            string local = (await site.GetAsync(file)).Body;
            string session = (await site.GetAsync(file, [("Cookie", cookie), ("X-Access-Reason", "ticket 7"), .. s_ownLink])).Body;

            local.Should().Contain(Canaries.ConversationId).And.NotContain(Canaries.Mark + "-");
            session.Should().Be(local, "marks of what is hidden are for pages that can reveal it");
            (await site.GetAsync(file, ("X-API-KEY", Site.PiiKey))).Body.Should().Be(local);
        }

        (await site.Reading.ReadAccessLogAsync(new AccessQuery())).Accesses.Should().BeEmpty("nobody has read personal data");
    }

    [Fact]
    public async Task Page_downloads_and_API_exports_share_one_limit()
    {
        await using var site = await Site.WithKeysAsync(static options => options.ExportsPerMinute = 2);
        await site.GetWithKeyAsync("/convlog/v1/export/conversations");
        (await site.GetWithKeyAsync(List)).Status.Should().Be(HttpStatusCode.OK);

        var refused = await site.GetWithKeyAsync(Improved);

        refused.Status.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Header("Retry-After").Should().NotBeNull();
        (await site.GetAsync(List)).Status.Should().Be(HttpStatusCode.OK, "another reader has downloaded nothing yet");
    }

    [Fact]
    public async Task An_unknown_format_is_refused_and_HEAD_reads_nothing()
    {
        await using var site = await Site.WithKeysAsync(services: MonitoredStore.AddTo);

        (await site.GetAsync("/convlog/file?format=xlsx")).Status.Should().Be(HttpStatusCode.BadRequest);
        (await site.GetAsync("/convlog/feedback/improved/file?format=xlsx")).Status.Should().Be(HttpStatusCode.BadRequest);
        MonitoredStore.Of(site).TakeCalls();
        var head = await site.SendAsync(HttpMethod.Head, List, content: null);
        head.Status.Should().Be(HttpStatusCode.OK);
        head.Header("Content-Type").Should().StartWith("text/csv");
        MonitoredStore.Of(site).TakeCalls().Should().BeEmpty();
    }

    private static async Task<string?> NameOfAsync(Site site, string file)
        => (await site.GetAsync(WebUtility.HtmlDecode(file), s_ownLink)).Header("Content-Disposition");

    [GeneratedRegex("/convlog\\?view=[^\"]*has_error[^\"]*", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ViewLink();

    [GeneratedRegex("/convlog/file\\?format=csv[^\"]*", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FileLink();
}
