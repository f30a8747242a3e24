using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ConvLog.AspNetCore.Access;
using ConvLog.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Access;

/// <summary>Hosts that map the console in groups: every link stays below the prefix.</summary>
public sealed partial class EndpointPrefixTests
{
    [Theory]
    [InlineData("/admin", "/admin", "/convlog")]
    [InlineData("/admin", "/ADMIN", "/convlog")]
    [InlineData("/admin/tools/", "/admin/tools", "/")]
    [InlineData("/t/{tenant}", "/t/acme", "/convlog")]
    [InlineData("/{tenant}", "/acme", "/")]
    [InlineData("/t/{tenant:minlength(2)}/{stage}-x", "/t/a%20b%C3%BC/live-x", "/logs")]
    [InlineData("/t/{tenant}", "/t/a%3Bb%3Fc%23d%22e%5Cf", "/convlog")]
    [InlineData("/t/{tenant}", "/t/100%25%2541%2Fb", "/convlog")]
    public async Task Every_link_on_every_page_starts_with_the_prefix_and_resolves(string pattern, string sent, string basePath)
    {
        await using var site = await StartAsync(pattern, basePath);
        string prefix = pattern.Contains('{') ? sent : pattern.TrimEnd('/');
        string home = basePath is "/" ? sent : sent + basePath;

        var addresses = await CrawlAsync(site, home);

        addresses.Should().HaveCountGreaterThan(20)
            .And.OnlyContain(address => address.StartsWith(prefix + "/") || address.StartsWith(prefix + "?") || address == prefix);
        addresses.Should().Contain(static address => address.Contains("/conversations/a%2Fb")).And.Contain(static address => address.Contains("/assets/"))
            .And.Contain($"{prefix}/convlog/v1/live?personal=false");
    }

    [Fact]
    public async Task A_path_base_and_a_forwarded_prefix_precede_the_endpoint_prefix()
    {
        await using var site = await StartAsync("/admin", "/convlog", before: static app =>
        {
            app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedPrefix });
            app.UsePathBase("/tools");
            app.UseRouting();
        });

        (await CrawlAsync(site, "/tools/admin/convlog")).Should().OnlyContain(static address => address.StartsWith("/tools/admin/convlog"));
        (await site.GetAsync("/admin/convlog", ("X-Forwarded-Prefix", "/outside"))).Body.Should().Contain("href=\"/outside/admin/convlog/users\"")
            .And.NotContain("href=\"/admin");
    }

    [Theory]
    [InlineData("/admin", "/admin", "/admin")]
    [InlineData("/t/{tenant}", "/t/a;b", "/t/a%3Bb")]
    public async Task The_API_links_to_addresses_below_its_prefix(string pattern, string sent, string prefix)
    {
        await using var site = await StartAsync(pattern, "/convlog");
        using var body = new StringContent("""{"conversation_id":"a/b"}""", Encoding.UTF8, "application/json");

        foreach (string document in new[] { "/openapi/v1.json", "/convlog/v1/openapi.json" })
        {
            (await site.GetWithKeyAsync(sent + document)).Json.GetProperty("servers")[0].GetProperty("url").GetString().Should().Be(prefix);
        }

        (await site.GetWithKeyAsync($"{sent}/v1/agents/default/conversations")).Status.Should().Be(HttpStatusCode.OK);
        var erased = await site.SendAsync(HttpMethod.Post, $"{sent}/convlog/v1/erasures", body, ("X-API-KEY", "all-key-0123456789"));
        erased.Header("Location").Should().StartWith($"{prefix}/convlog/v1/erasures/");
        (await site.GetWithKeyAsync(erased.Header("Location")!, "all-key-0123456789")).Status.Should().Be(HttpStatusCode.OK);
        using var stream = await LiveStream.OpenWithKeyAsync(site, $"{sent}/convlog/v1/live");
        stream.Status.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/admin", "/admin", "/convlog", "/admin/convlog")]
    [InlineData("/admin", "/admin", "/logs", "/admin")]
    [InlineData("/t/{tenant}", "/t/a;domain=example.com;b", "/convlog", "/t/a%3Bdomain=example.com%3Bb/convlog")]
    public async Task Signing_in_returns_to_the_page_and_the_cookie_covers_only_console_paths(string pattern, string sent, string basePath, string path)
    {
        await using var site = await StartAsync(pattern, basePath);
        site.Address = IPAddress.Parse("192.0.2.1");
        string home = sent + basePath;

        string form = (await site.GetAsync($"{home}/alerts?x=1")).Body;
        string returnTo = WebUtility.HtmlDecode(Return().Match(form).Groups["path"].Value);
        var signedIn = await site.PostAsync($"{home}/sign-in", [("key", Site.ReaderKey), ("return", returnTo)]);

        returnTo.Should().StartWith(path).And.EndWith("/alerts?x=1");
        signedIn.Header("Location").Should().Be(returnTo);
        string cookie = signedIn.Header("Set-Cookie")!;
        cookie.Should().MatchRegex($"^convlog-session-[0-9a-f]{{8}}=[^;]+; path={Regex.Escape(path)}; samesite=strict; httponly$");
        (await site.GetAsync(home, ("Cookie", cookie.Split(';')[0]))).Body.Should().Contain("Sign out");
        (await site.GetAsync($"{sent}/convlog/v1/conversations", ("Cookie", cookie.Split(';')[0]))).Status.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task Two_consoles_in_one_app_have_separate_pages_and_sessions(string scheme)
    {
        await using var site = await Site.WithKeysAsync(
            static options => (options.BasePath, options.AllowLoopback) = ("/", false),
            services: HostedUsers.Add,
            before: app =>
            {
                app.Use((context, next) =>
                {
                    context.Request.Scheme = scheme;
                    return next(context);
                });
                HostedUsers.Use(app);
            },
            map: static app =>
            {
                app.MapConvLog();
                app.MapGroup("/admin").MapConvLog().RequireAuthorization();
            });
        (string, string) user = ("X-Test-User", "Ada:read");

        string open = (await site.PostAsync("/sign-in", [("key", Site.ReaderKey)], user)).Header("Set-Cookie")!.Split(';')[0];
        string admin = (await site.PostAsync("/admin/sign-in", [("key", Site.PiiKey)], user)).Header("Set-Cookie")!.Split(';')[0];

        // A browser sends both cookies, because the path of the root console's cookie also covers /admin.
        var both = ("Cookie", $"{admin}; {open}");
        (await site.GetAsync("/", both)).Body.Should().Contain("Reader").And.NotContain("Permitted").And.NotContain("\"/admin");
        (await site.GetAsync("/admin", both, user)).Body.Should().Contain("Permitted").And.Contain("href=\"/admin/users\"").And.NotContain("href=\"/users");
        (await site.GetAsync("/admin", ("Cookie", open), user)).Status.Should().Be(HttpStatusCode.Unauthorized, "signed in is who signed in there");
        (await site.GetAsync("/admin", both)).Header("Content-Security-Policy").Should().BeNull("the host asks for its own sign-in first");
        await site.PostAsync("/admin/sign-out", [], both, user);
        (await site.GetAsync("/admin", both, user)).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await site.GetAsync("/", both)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_two_preference_cookies_the_one_with_the_longer_path_wins()
    {
        await using var site = await StartAsync("/admin", "/");

        (await site.GetAsync("/admin", ("Cookie", "convlog-theme=dark; convlog-theme=light"))).Body.Should().Contain("data-theme=\"dark\"",
            "browsers send cookies with longer paths first (RFC 6265, section 5.4)");
    }

    [Fact]
    public async Task Two_hosts_with_different_prefixes_show_the_same_store_below_their_own_prefix()
    {
        var store = new InMemoryConversationStore();
        await using var one = await StartAsync("/support", "/convlog", log: options => options.Store = store);
        await using var other = await StartAsync("/t/{tenant}", "/", log: options => options.Store = store);
        await one.PlayAsync(new ConversationInfo("of-one"));
        await other.PlayAsync(new ConversationInfo("of-the-other"));

        foreach (string id in new[] { "of-one", "of-the-other" })
        {
            (await one.GetAsync("/support/convlog")).Body.Should().Contain($"href=\"/support/convlog/conversations/{id}\"").And.NotContain("\"/t/");
            (await other.GetAsync("/t/acme")).Body.Should().Contain($"href=\"/t/acme/conversations/{id}\"").And.NotContain("\"/support");
        }
    }

    [Fact]
    public void Outside_our_endpoints_the_prefix_is_the_path_base()
    {
        var context = new DefaultHttpContext { Request = { PathBase = "/tools", Path = "/convlog", QueryString = new("?a=1") } };

        EndpointPrefix.Of(context).Should().Be("/tools");
        EndpointPrefix.AddressOf(context).Should().Be("/tools/convlog?a=1");
    }

    private static async Task<Site> StartAsync(
        string prefix, string basePath, Action<WebApplication>? before = null, Action<ConvLogOptions>? log = null)
    {
        var site = await Site.WithKeysAsync(
            options =>
            {
                options.BasePath = basePath;
                options.ApiKeys.Add("all-key-0123456789", "All", ConvLogPermissions.All);
            },
            before: before,
            log: log,
            map: app => app.MapGroup(prefix).MapConvLog());
        await site.PlayAsync(new ConversationInfo("a/b"), static conv =>
        {
            using var call = conv.BeginFunction("save_guest");
            conv.Log.Error("CRM upsert failed");
        });
        return site;
    }

    // Follows the links of the menu pages, including the pages themselves.
    private static async Task<IReadOnlyCollection<string>> CrawlAsync(Site site, string home)
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        Queue<(string Address, int Depth)> next = new([(home, 0)]);
        while (next.TryDequeue(out var page))
        {
            var answer = await site.GetAsync(page.Address, ("X-API-KEY", "all-key-0123456789"));
            answer.Status.Should().Be(HttpStatusCode.OK, "{0} is linked to", page.Address);
            foreach (var match in Address().Matches(answer.Body).Cast<Match>())
            {
                string address = WebUtility.HtmlDecode(match.Groups["address"].Value);
                if (found.Add(address) && page.Depth < 1 && match.Groups["attribute"].Value is ("href" or "src"))
                {
                    next.Enqueue((address, address.Contains("/assets/") ? 9 : page.Depth + 1));
                }
            }
        }

        return found;
    }

    [GeneratedRegex("(?<attribute>href|src|data-(?!key=)[a-z]+|action|formaction)=\"(?<address>/[^\"#]*)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Address();

    [GeneratedRegex("name=\"return\" value=\"(?<path>[^\"]*)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Return();
}
