using System.Net;
using System.Text;
using ConvLog.AspNetCore.Access;
using Microsoft.AspNetCore.Builder;

namespace ConvLog.AspNetCore.Tests.Access;

public sealed class SessionsSignInTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string SignIn = "/convlog/sign-in";

    private static readonly IPAddress s_elsewhere = IPAddress.Parse("203.0.113.7");

    [Fact]
    public async Task A_valid_key_starts_a_session_with_its_permissions()
    {
        await using var site = await Site.WithKeysAsync();
        site.Address = s_elsewhere;
        await Canaries.PlayAsync(site);

        var signedIn = await SignInAsync(site, Site.PiiKey, "/convlog/conversations/conv-canaries");
        var page = await site.PostAsync("/convlog/conversations/conv-canaries", [("reveal", "yes")], Cookie(signedIn), ("Sec-Fetch-Site", "same-origin"));

        signedIn.Status.Should().Be(HttpStatusCode.SeeOther);
        signedIn.Header("Location").Should().Be("/convlog/conversations/conv-canaries");
        page.Status.Should().Be(HttpStatusCode.OK);
        page.Body.Should().Contain("canary-argument").And.Contain("Permitted").And.Contain("Sign out");
    }

    [Fact]
    public async Task The_cookie_is_HttpOnly_and_SameSite_and_does_not_contain_the_key()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        string cookie = (await SignInAsync(site, Site.ReaderKey)).Header("Set-Cookie")!;

        cookie.Should().MatchRegex("^convlog-session=[A-Za-z0-9_-]{43}; path=/convlog; samesite=strict; httponly$").And.NotContain(Site.ReaderKey);
    }

    // The browser withholds a strict cookie from a link on another site, and sends it when the page requests the address again.
    [Theory]
    [InlineData("cross-site", true)]
    [InlineData("same-site", true)]
    [InlineData("same-origin", false)]
    [InlineData("none", false)]
    public async Task Only_after_a_link_on_another_site_the_sign_in_page_requests_the_address_again(string from, bool again)
    {
        await using var site = await Site.WithKeysAsync();
        site.Address = s_elsewhere;

        var answer = await site.GetAsync("/convlog/conversations/conv-42?at=1&agent=a", ("Sec-Fetch-Site", from), ("Sec-Fetch-Mode", "navigate"),
            ("Sec-Fetch-Dest", "document"));

        answer.Status.Should().Be(HttpStatusCode.Unauthorized);
        answer.Body.Contains("content=\"0;url=/convlog/conversations/conv-42?at=1&amp;agent=a\"", StringComparison.Ordinal).Should().Be(again);
        answer.Body.Contains("data-again", StringComparison.Ordinal).Should().Be(again);
    }

    [Fact]
    public async Task Over_https_the_cookie_is_secure()
    {
        await using var site = await Site.WithKeysAsync();
        site.Client.BaseAddress = new Uri("https://localhost");

        (await SignInAsync(site, Site.ReaderKey)).Header("Set-Cookie").Should()
            .MatchRegex("^__Host-convlog-session=[A-Za-z0-9_-]{43}; path=/; secure; samesite=strict; httponly$");
    }

    [Fact]
    public async Task Over_https_a_cookie_that_another_host_or_plain_HTTP_could_have_set_is_not_accepted()
    {
        string scheme = "http";
        await using var site = await Site.WithKeysAsync(static options => options.AllowLoopback = false, before: app => app.Use((context, next) =>
        {
            context.Request.Scheme = scheme;
            return next(context);
        }));
        var plain = Cookie(await SignInAsync(site, Site.ReaderKey));
        scheme = "https";
        var secure = Cookie(await SignInAsync(site, Site.ReaderKey));

        (await site.GetAsync("/convlog", plain)).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await site.GetAsync("/convlog", secure)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_consoles_of_a_host_have_separate_cookies_over_https()
    {
        await using var one = await Site.WithKeysAsync(before: static app => app.UsePathBase("/one"));
        await using var two = await Site.WithKeysAsync(before: static app => app.UsePathBase("/two"));
        List<string> names = [];
        foreach (var (site, path) in new[] { (one, "/one"), (two, "/two") })
        {
            site.Client.BaseAddress = new Uri("https://localhost");
            var signedIn = await site.PostAsync(path + SignIn, [("key", Site.ReaderKey)], ("Sec-Fetch-Site", "same-origin"));
            names.Add(Cookie(signedIn).Item2.Split('=')[0]);
            (await site.GetAsync(path + "/convlog", Cookie(signedIn))).Body.Should().Contain("Sign out");
        }

        names.Should().OnlyHaveUniqueItems().And.OnlyContain(static name => name.StartsWith("__Host-convlog-session-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_key_shows_the_form_again_without_a_cookie()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        var answer = await SignInAsync(site, "no-such-key", "/convlog?offset=50");

        answer.Status.Should().Be(HttpStatusCode.Unauthorized);
        answer.Header("Set-Cookie").Should().BeNull();
        answer.Body.Should().Contain("role=\"alert\"").And.Contain("value=\"/convlog?offset=50\"").And.NotContain("no-such-key");
    }

    [Fact]
    public async Task Pasted_spaces_around_a_key_are_ignored()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        (await SignInAsync(site, $" {Site.ReaderKey}\r\n")).Status.Should().Be(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Signing_in_does_not_redirect_to_another_site()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        (await SignInAsync(site, Site.ReaderKey, "//evil.example/")).Header("Location").Should().Be("/convlog");
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_the_cookie()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());
        site.Address = s_elsewhere;
        var cookie = Cookie(await SignInAsync(site, Site.ReaderKey));

        var answer = await site.PostAsync("/convlog/sign-out", [], cookie, ("Sec-Fetch-Site", "same-origin"));

        answer.Status.Should().Be(HttpStatusCode.SeeOther);
        answer.Header("Set-Cookie").Should().StartWith("convlog-session=;").And.Contain("expires=Thu, 01 Jan 1970").And.Contain("path=/convlog");
        (await site.GetAsync("/convlog", cookie)).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_ends_after_12_hours()
    {
        await using var site = await Site.WithKeysAsync();
        site.Address = s_elsewhere;
        var cookie = Cookie(await SignInAsync(site, Site.ReaderKey));

        site.Clock.Advance(Sessions.Lifetime);

        (await site.GetAsync("/convlog", cookie)).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_cookie_does_not_open_the_compatible_API()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());
        var cookie = Cookie(await SignInAsync(site, Site.ReaderKey));

        (await site.GetAsync("/v1/agents/bookings/conversations", cookie)).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("cross-site", null)]
    [InlineData("same-site", null)]
    [InlineData("same-origin", "https://evil.example")]
    [InlineData(null, "https://evil.example")]
    [InlineData(null, "null")]
    [InlineData(null, "http://localhost:81")]
    [InlineData(null, "https://localhost")]
    public async Task A_form_from_another_site_neither_signs_in_nor_out(string? fetchSite, string? origin)
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());
        (string, string)[] headers = [.. Headers(fetchSite, origin)];

        foreach (string path in new[] { SignIn, "/convlog/sign-out" })
        {
            var answer = await site.PostAsync(path, [("key", Site.ReaderKey)], headers);
            answer.Status.Should().Be(HttpStatusCode.Forbidden);
            answer.Header("Set-Cookie").Should().BeNull();
        }
    }

    [Theory]
    [InlineData("same-origin", "http://localhost")]
    [InlineData("same-origin", "https://localhost")] // TLS is terminated at a proxy.
    [InlineData("same-origin", "null")] // A browser sends this for a page that sends no referrer.
    [InlineData("none", null)]
    [InlineData(null, "http://localhost")]
    [InlineData(null, null)] // Not a browser.
    public async Task A_form_of_the_console_signs_in(string? fetchSite, string? origin)
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        (await site.PostAsync(SignIn, [("key", Site.ReaderKey)], [.. Headers(fetchSite, origin)])).Status.Should().Be(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Wrong_keys_are_rate_limited_by_address()
    {
        await using var site = await Site.WithKeysAsync();
        site.Address = s_elsewhere;
        for (int i = 0; i < WrongKeyLimit.Guesses; i++)
        {
            (await SignInAsync(site, $"guess-{i}")).Status.Should().Be(HttpStatusCode.Unauthorized);
        }

        var next = await SignInAsync(site, "guess");
        next.Status.Should().Be(HttpStatusCode.TooManyRequests);
        next.Header("Retry-After").Should().Be("60");
        foreach (string path in new[] { "/v1/agents/bookings/conversations", "/convlog/v1/conversations", "/convlog" })
        {
            var answer = await site.GetWithKeyAsync(path, "guess");
            answer.Status.Should().Be(HttpStatusCode.TooManyRequests, path);
            answer.Header("Retry-After").Should().Be("60");
        }

        site.Address = IPAddress.Parse("203.0.113.8");
        (await SignInAsync(site, "guess")).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_valid_key_is_accepted_despite_many_wrong_ones_from_its_address()
    {
        await using var site = await Site.WithKeysAsync();
        site.Address = s_elsewhere;
        for (int i = 0; i < 2 * WrongKeyLimit.Guesses; i++)
        {
            await site.GetWithKeyAsync("/convlog/v1/conversations", $"guess-{i}");
        }

        (await site.GetWithKeyAsync("/convlog/v1/conversations", "guess")).Status.Should().Be(HttpStatusCode.TooManyRequests);
        (await site.GetWithKeyAsync("/convlog/v1/conversations")).Status.Should().Be(HttpStatusCode.OK);
        (await SignInAsync(site, Site.ReaderKey)).Status.Should().Be(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task A_successful_sign_in_does_not_count_as_a_guess()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        for (int i = 0; i <= WrongKeyLimit.Guesses; i++)
        {
            (await SignInAsync(site, Site.ReaderKey)).Status.Should().Be(HttpStatusCode.SeeOther);
        }
    }

    [Fact]
    public async Task An_invalid_or_oversized_form_is_a_bad_request()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        (await site.SendAsync(HttpMethod.Post, SignIn, new StringContent("{}", Encoding.UTF8, "application/json"))).Status.Should()
            .Be(HttpStatusCode.BadRequest);
        (await site.PostAsync(SignIn, [("key", new string('k', 20_000))])).Status.Should().Be(HttpStatusCode.BadRequest);
        (await site.PostAsync(SignIn, [("key", new string('k', 10_000))])).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Without_keys_the_page_explains_how_to_add_one()
    {
        await using var site = await Site.StartAsync();

        (await site.GetAsync(SignIn)).Body.Should().Contain("AddConvLogConsole").And.NotContain("<input");
    }

    private static Task<Answer> SignInAsync(Site site, string key, string returnTo = "/convlog")
        => site.PostAsync(SignIn, [("key", key), ("return", returnTo)], ("Sec-Fetch-Site", "same-origin"));

    private static (string, string) Cookie(Answer signedIn) => ("Cookie", signedIn.Header("Set-Cookie")!.Split(';')[0]);

    private static IEnumerable<(string, string)> Headers(string? fetchSite, string? origin)
    {
        if (fetchSite is not null)
        {
            yield return ("Sec-Fetch-Site", fetchSite);
        }

        if (origin is not null)
        {
            yield return ("Origin", origin);
        }
    }
}
