using System.Net;
using System.Text.Json;
using ConvLog.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConvLog.AspNetCore.Tests.Pages.Alerts;

/// <summary>The alerts page and its API route.</summary>
public sealed class AlertPagesTests
{
    private const string Page = "/convlog/alerts";
    private const string Hostile = "<script>alert(1)</script>\u202E";

    [Fact]
    public async Task Without_rules_the_page_shows_the_code_that_adds_one()
    {
        await using var site = await Site.StartAsync();

        string body = WebUtility.HtmlDecode((await site.GetAsync(Page)).Body);

        body.Should().Contain("No alert rules").And.Contain("options.Alerts.Rules.Add(").And.Contain("aria-current=\"page\"");
        (await site.GetWithKeyAsync("/convlog/v1/alerts", "none")).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await site.GetAsync("/convlog/v1/alerts")).Body.Should().Be("""{"keeps_state":true,"alerts":[]}""");
    }

    [Fact]
    public async Task Firing_alerts_are_listed_first_with_their_value_and_a_link_to_the_cause()
    {
        await using var site = await FiringAsync();

        string raw = (await site.GetWithKeyAsync(Page, Site.ReaderKey)).Body;
        raw.Should().NotContain("<script>alert").And.Contain("[U&#x2B;202E]", "it is shown by name");
        string body = WebUtility.HtmlDecode(raw);

        body.Should().Contain("1 of 3 firing").And.Contain(">100\u00A0%<").And.Contain("of 2 calls").And.Contain("in 15 min")
            .And.Contain("Too few to judge (0 of 20)").And.NotContain("method=\"post\" action=\"/convlog/alerts/silence\"");
        body.IndexOf("Bookings fail", StringComparison.Ordinal).Should().BeLessThan(body.IndexOf("Nobody calls this", StringComparison.Ordinal));
        string cause = body.Split("href=\"").Select(static part => part.Split('"')[0])
            .First(static link => link.Contains("/functions/details", StringComparison.Ordinal) && link.Contains("save_guest", StringComparison.Ordinal));
        cause.Should().Be("/convlog/functions/details?period=24h&agent=bookings&name=save_guest");
        (await site.GetWithKeyAsync(cause, Site.ReaderKey)).Body.Should().Contain("save_guest");
    }

    [Fact]
    public async Task An_alert_is_silenced_under_the_name_of_the_reader_and_unsilenced()
    {
        await using var site = await FiringAsync();
        string page = (await site.GetWithKeyAsync(Page, Site.PiiKey)).Body;
        page.Should().Contain("aria-label=\"Silence Bookings fail\"");

        var answer = await site.PostPermittedAsync($"{Page}/silence", ("rule", "Bookings fail"), ("for", "8h"));

        (answer.Status, answer.Header("Location")).Should().Be((HttpStatusCode.SeeOther, Page));
        WebUtility.HtmlDecode((await site.GetWithKeyAsync(Page, Site.ReaderKey)).Body).Should().Contain("Silenced by <bdi>Permitted</bdi>, until <time");
        var silence = (await AlertAsync(site)).GetProperty("silence");
        silence.GetProperty("by").GetString().Should().Be("Permitted");
        silence.GetProperty("until").GetDateTimeOffset().Should().Be(silence.GetProperty("at").GetDateTimeOffset().AddHours(8));

        await site.PostPermittedAsync($"{Page}/silence", ("rule", "Bookings fail"), ("for", "end"));
        (await AlertAsync(site)).GetProperty("silence").ValueKind.Should().Be(JsonValueKind.Null);
        await site.PostPermittedAsync($"{Page}/silence", ("rule", "Bookings fail"), ("for", "resolved"));
        (await site.GetWithKeyAsync(Page, Site.PiiKey)).Body.Should().Contain("until resolved").And.Contain("End silence");
    }

    [Fact]
    public async Task Silencing_an_unknown_rule_or_period_or_without_permission_changes_nothing()
    {
        await using var site = await FiringAsync();

        (await site.PostPermittedAsync($"{Page}/silence", ("rule", "No such rule"), ("for", "8h"))).Status.Should().Be(HttpStatusCode.NotFound);
        (await site.PostPermittedAsync($"{Page}/silence", ("rule", "Bookings fail"), ("for", "9h"))).Status.Should().Be(HttpStatusCode.BadRequest);
        (await site.PostAsync($"{Page}/silence", [("rule", "Bookings fail"), ("for", "8h")], ("X-API-KEY", Site.ReaderKey))).Status.Should()
            .Be(HttpStatusCode.Forbidden);
        (await site.PostAsync(
            $"{Page}/silence", [("rule", "Bookings fail"), ("for", "8h")], ("X-API-KEY", Site.PiiKey), ("Origin", "https://elsewhere.example"))).Status.Should()
            .Be(HttpStatusCode.Forbidden);
        (await AlertAsync(site)).GetProperty("silence").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task While_the_store_is_down_the_page_says_that_the_state_is_unknown()
    {
        await using var site = await Site.WithKeysAsync(
            services: static services => services.Replace(ServiceDescriptor.Singleton(UnavailableStore.Create())),
            log: static options => options.Alerts.Rules.Add(new AlertRule { Name = "Bookings fail", Threshold = 0.1 }));
        await UntilAsync(site, static alert => alert.State == AlertState.Unknown);

        var page = await site.GetWithKeyAsync(Page, Site.ReaderKey);

        page.Status.Should().Be(HttpStatusCode.OK);
        page.Body.Should().Contain("Unknown").And.Contain("The store does not answer. Was normal.").And.Contain("The store keeps no states")
            .And.NotContain(UnavailableStore.Words);
        (await site.PostPermittedAsync($"{Page}/silence", ("rule", "Bookings fail"), ("for", "8h"))).Status.Should()
            .Be(HttpStatusCode.SeeOther, "without documents the state is in memory");
    }

    [Fact]
    public async Task The_API_silences_an_alert_under_the_name_of_the_reader_and_unsilences_it()
    {
        await using var site = await FiringAsync();
        const string Silence = "/alerts/Bookings%20fail/silence";

        (await site.SendAsync("PUT", Silence, """{"duration_seconds":3600}""", Site.PiiKey)).Status.Should().Be(HttpStatusCode.NoContent);
        var silence = (await AlertAsync(site)).GetProperty("silence");
        silence.GetProperty("by").GetString().Should().Be("Permitted");
        silence.GetProperty("until").GetDateTimeOffset().Should().Be(silence.GetProperty("at").GetDateTimeOffset().AddHours(1));

        (await site.SendAsync("PUT", Silence, "{}", Site.PiiKey)).Status.Should().Be(HttpStatusCode.NoContent);
        (await AlertAsync(site)).GetProperty("silence").GetProperty("until").ValueKind.Should().Be(JsonValueKind.Null, "it lasts until the alert resolves");
        foreach (string wrong in (string[])["0", "2592001", "\"1h\"", "1.5"])
        {
            var refused = await site.SendAsync("PUT", Silence, $$"""{"duration_seconds":{{wrong}}}""", Site.PiiKey);
            refused.Status.Should().Be(HttpStatusCode.BadRequest, wrong);
            refused.Body.Should().Contain("duration_seconds must be");
        }

        (await site.SendAsync("DELETE", Silence, json: null, Site.PiiKey)).Status.Should().Be(HttpStatusCode.NoContent);
        (await AlertAsync(site)).GetProperty("silence").ValueKind.Should().Be(JsonValueKind.Null);
        (await site.SendAsync("DELETE", Silence, json: null, Site.PiiKey)).Status.Should().Be(HttpStatusCode.NoContent, "there is nothing to end");
        (await site.SendAsync("PUT", "/alerts/none/silence", "{}", Site.PiiKey)).Status.Should().Be(HttpStatusCode.NotFound);
        (await site.SendAsync("PUT", Silence, "{}", Site.ReaderKey)).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    private static async Task<JsonElement> AlertAsync(Site site)
        => (await site.GetWithKeyAsync("/convlog/v1/alerts", Site.ReaderKey)).Json.GetProperty("alerts").EnumerateArray()
            .Single(static alert => alert.GetProperty("rule").GetString() is "Bookings fail");

    private static async Task<Site> FiringAsync()
    {
        var site = await Site.WithKeysAsync(log: static options =>
        {
            options.Alerts.Rules.Add(new AlertRule { Name = "Nobody calls this", Target = "unused", Threshold = 0.1 });
            options.Alerts.Rules.Add(new AlertRule { Name = Hostile[..^1], Target = Hostile, Measure = AlertMeasure.P95Duration, Threshold = 1 });
            options.Alerts.Rules.Add(new AlertRule { Name = "Bookings fail", Target = "save_guest", AgentId = "bookings", Threshold = 0.1, MinimumCount = 1 });
        });
        await site.PlayAsync(new ConversationInfo("c") { AgentId = "bookings" }, static conv =>
        {
            conv.BeginFunction("save_guest").Fail("no");
            conv.BeginFunction("save_guest").Fail("no");
        });
        var alerts = site.Services.GetRequiredService<ConversationAlerts>();
        while (!(await alerts.ReadAsync(Reader.Anonymous)).Any(static alert => alert.State == AlertState.Firing))
        {
            // If the clock ran ahead of an evaluation, a slow store would look like one that hangs.
            site.Clock.Advance(TimeSpan.FromSeconds(1));
            await alerts.Work;
        }

        return site;
    }

    private static async Task UntilAsync(Site site, Func<AlertStatus, bool> isSo)
    {
        while (!isSo((await site.Services.GetRequiredService<ConversationAlerts>().ReadAsync(Reader.Anonymous))[0]))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }
}
