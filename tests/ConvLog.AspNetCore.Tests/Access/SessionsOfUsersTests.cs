using System.Net;

namespace ConvLog.AspNetCore.Tests.Access;

/// <summary>Sessions started with an API key in a browser that is also signed in to the host.</summary>
public sealed class SessionsOfUsersTests
{
    private const string Pages = "/convlog";
    private const string Ada = "sub=1,name=ada,may=read";

    private static readonly (string, string) s_ada = ("X-Test-User", "ada:read,annotate,sub=1");
    private static readonly (string, string) s_eve = ("X-Test-User", "eve:read,sub=2");

    [Fact]
    public async Task A_signed_in_user_takes_precedence_over_a_leftover_key_session_in_the_browser()
    {
        await using var site = await SiteAsync();
        var session = await SignInAsync(site);

        ReaderOf(await site.GetAsync(Pages, session)).Should().Be("Permitted");
        ReaderOf(await site.GetAsync(Pages, session, s_ada)).Should().Be("ada");
    }

    [Fact]
    public async Task A_signed_in_user_who_enters_a_key_reads_with_that_key_until_signing_out()
    {
        await using var site = await SiteAsync();
        var session = await SignInAsync(site, s_ada);

        var page = await site.GetAsync(Pages, session, s_ada);
        ReaderOf(page).Should().Be("Permitted");
        page.Body.Should().Contain("By API key");
        ReaderOf(await site.GetAsync(Pages, session, s_eve)).Should().Be("eve", "the session is not hers");

        await site.PostAsync("/convlog/sign-out", [], session, s_ada, ("Sec-Fetch-Site", "same-origin"));
        ReaderOf(await site.GetAsync(Pages, session, s_ada)).Should().Be("ada");
    }

    [Fact]
    public async Task A_key_session_begun_by_a_host_user_ends_when_they_sign_out_of_the_host()
    {
        await using var site = await SiteAsync();
        var session = await SignInAsync(site, s_ada);

        (await site.GetAsync(Pages, session)).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_user_who_signs_in_to_the_host_again_reads_as_themselves_until_entering_the_key_again()
    {
        await using var site = await CookieSiteAsync();
        string ada = await CookieUsers.SignInAsync(site, Ada);
        var session = await SignInAsync(site, ("Cookie", ada));
        ReaderOf(await site.GetAsync(Pages, Both(session, ada))).Should().Be("Permitted");

        await CookieUsers.SignOutAsync(site, ada);
        site.Clock.Advance(TimeSpan.FromSeconds(2));
        string again = await CookieUsers.SignInAsync(site, Ada);

        ReaderOf(await site.GetAsync(Pages, Both(session, again))).Should().Be("ada");
        session = await SignInAsync(site, Both(session, again));
        ReaderOf(await site.GetAsync(Pages, Both(session, again))).Should().Be("Permitted");
    }

    [Fact]
    public async Task A_sign_in_that_the_host_renews_for_a_page_keeps_the_key_that_its_user_chose()
    {
        await using var site = await CookieSiteAsync();
        string ada = await CookieUsers.SignInAsync(site, Ada);
        var session = await SignInAsync(site, ("Cookie", ada));
        for (int renewal = 0; renewal < 3; renewal++)
        {
            site.Clock.Advance(TimeSpan.FromMinutes(11));
            var page = await site.GetAsync(Pages, Both(session, ada));
            ReaderOf(page).Should().Be("Permitted");
            ada = CookieUsers.CookieOf(page)!;
        }

        ReaderOf(await site.GetAsync(Pages, Both(session, ada))).Should().Be("Permitted");
    }

    [Fact]
    public async Task A_stream_left_open_does_not_keep_the_key_for_the_next_sign_in()
    {
        await using var site = await CookieSiteAsync();
        string ada = await CookieUsers.SignInAsync(site, Ada);
        var session = await SignInAsync(site, ("Cookie", ada));
        using var live = await LiveStream.OpenAsync(site, "/convlog/v1/live", Both(session, ada));
        site.Clock.Advance(TimeSpan.FromSeconds(2));
        string again = await CookieUsers.SignInAsync(site, Ada);

        await live.NextByClockAsync(site, TimeSpan.FromSeconds(1));

        ReaderOf(await site.GetAsync(Pages, Both(session, again))).Should().Be("ada");
    }

    [Fact]
    public async Task A_reveal_is_recorded_under_the_name_of_the_user()
    {
        await using var site = await SiteAsync();
        await Canaries.PlayAsync(site);
        var session = await SignInAsync(site);

        await site.PostAsync("/convlog/conversations/conv-canaries", [("reveal", "yes")], session, ("X-Test-User", "ada:read,pii,sub=1"),
            ("Sec-Fetch-Site", "same-origin"));

        var read = (await site.GetWithKeyAsync("/convlog/v1/access-log", Site.PiiKey)).Json.GetProperty("accesses").EnumerateArray().First();
        read.GetProperty("reader").GetString().Should().Be("ada");
        read.GetProperty("subject").GetString().Should().Be("1");
    }

    [Fact]
    public async Task An_unknown_key_from_a_gateway_does_not_lock_out_signed_in_users()
    {
        await using var site = await SiteAsync();
        var session = await SignInAsync(site);
        var foreign = ("X-API-KEY", "the-gateways-own-key-0123456789");

        for (int request = 0; request < 25; request++)
        {
            ReaderOf(await site.GetAsync(Pages, foreign, s_ada)).Should().Be("ada");
        }

        ReaderOf(await site.GetAsync(Pages, foreign, session)).Should().Be("Permitted");
        (await site.GetAsync("/convlog/v1/conversations", foreign, s_ada)).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetAsync(Pages, foreign, ("X-Test-User", "joe:nothing,sub=3"))).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await site.GetAsync(Pages, foreign)).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_refused_user_is_logged_on_one_line()
    {
        await using var site = await SiteAsync();

        await site.GetAsync(Pages, ("X-Test-User", "joe:nothing,sub=3\u2028Refused nobody"));

        site.Logs.GetSnapshot().Where(static record => record.Category is "ConvLog.Security").Select(static record => record.Message).Should()
            .Contain("Refused 3[U+2028]Refused nobody: GET /convlog was answered with 403 (NotPermitted).");
    }

    private static Task<Site> SiteAsync() => Site.WithKeysAsync(
        static options =>
        {
            options.AllowLoopback = false;
            HostedUsers.Set(options);
        },
        services: HostedUsers.Add,
        before: HostedUsers.Use);

    private static Task<Site> CookieSiteAsync() => Site.WithKeysAsync(HostedUsers.Set, services: static services => CookieUsers.Add(services),
        before: CookieUsers.Use);

    private static (string, string) Both((string Name, string Value) session, string user) => (session.Name, $"{session.Value}; {user}");

    private static async Task<(string, string)> SignInAsync(Site site, params (string, string)[] headers)
    {
        var signedIn = await site.PostAsync("/convlog/sign-in", [("key", Site.PiiKey)], [("Sec-Fetch-Site", "same-origin"), .. headers]);
        signedIn.Status.Should().Be(HttpStatusCode.SeeOther);
        return ("Cookie", signedIn.Header("Set-Cookie")!.Split(';')[0]);
    }

    private static string ReaderOf(Answer page) => page.Body.Split("<p class=\"who\">")[1].Split("<bdi>")[1].Split("</bdi>")[0];
}
