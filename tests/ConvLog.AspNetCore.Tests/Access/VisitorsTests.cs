using System.Net;

namespace ConvLog.AspNetCore.Tests.Access;

public sealed class VisitorsTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Api = "/v1/agents/bookings/conversations";
    private const string Pages = "/convlog";

    private static readonly IPAddress s_elsewhere = IPAddress.Parse("203.0.113.7");

    [Fact]
    public async Task A_key_opens_the_API_and_the_pages_from_any_address()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());
        site.Address = s_elsewhere;

        (await site.GetWithKeyAsync(Api)).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetWithKeyAsync(Pages)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("reader-key-012345678")]
    [InlineData("reader-key-0123456789 x")]
    public async Task A_wrong_key_is_refused_even_from_this_machine(string key)
    {
        await using var site = await Site.WithKeysAsync();

        (await site.GetWithKeyAsync(Api, key)).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await site.GetWithKeyAsync(Pages, key)).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_empty_key_is_refused_as_wrong()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync(onKestrel: true));

        (await site.GetAsync(Pages, ("X-API-KEY", ""))).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Two_keys_in_one_request_are_refused()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        (await site.GetAsync(Api, ("X-API-KEY", Site.ReaderKey), ("X-API-KEY", Site.PiiKey))).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Without_configuration_only_local_visitors_can_read()
    {
        var site = await sites.GetAsync(static () => Site.StartAsync());
        (await site.GetAsync(Api)).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetAsync(Pages)).Status.Should().Be(HttpStatusCode.OK);

        site.Address = s_elsewhere;
        (await site.GetAsync(Api)).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await site.GetAsync(Pages)).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task With_keys_local_programs_need_one_and_local_browsers_do_not()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        (await site.GetAsync(Api)).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await site.GetAsync(Pages)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_host_can_disable_access_from_this_machine()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync(static options => options.AllowLoopback = false));

        (await site.GetAsync(Pages)).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.8.9.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("192.168.1.5", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData(null, false)] // For example over a Unix socket, where a proxy may forward anyone.
    public async Task Only_loopback_addresses_are_local(string? address, bool isHere)
    {
        var site = await sites.GetAsync(static () => Site.StartAsync());
        site.Address = address is null ? null : IPAddress.Parse(address);

        (await site.GetAsync(Pages)).Status.Should().Be(isHere ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST:5199", true)]
    [InlineData("127.0.0.1:80", true)]
    [InlineData("127.1.2.3", true)]
    [InlineData("[::1]:5199", true)]
    [InlineData("evil.example", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("127.1", false)]
    [InlineData("2130706433", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    public async Task DNS_rebinding_to_this_machine_gives_no_access(string host, bool isLoopback)
    {
        var site = await sites.GetAsync(static () => Site.StartAsync());

        (await site.GetAsync(Pages, ("Host", host))).Status.Should().Be(isLoopback ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("x-forwarded-host", "localhost")]
    [InlineData("X-Original-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    public async Task A_proxied_request_does_not_count_as_local(string header, string value)
    {
        var site = await sites.GetAsync(static () => Site.StartAsync());

        (await site.GetAsync(Pages, (header, value))).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await site.GetAsync(Api, (header, value))).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("cross-site", "cors", "empty")]
    [InlineData("same-site", "cors", "empty")]
    [InlineData("cross-site", "no-cors", "script")]
    [InlineData("cross-site", "navigate", "iframe")]
    public async Task A_page_of_another_site_cannot_read_through_a_local_visitor(string fetchSite, string mode, string destination)
    {
        var site = await sites.GetAsync(static () => Site.StartAsync());
        (string, string)[] headers = [("Sec-Fetch-Site", fetchSite), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", destination)];

        (await site.GetAsync(Pages, headers)).Status.Should().Be(HttpStatusCode.Forbidden);
        var api = await site.GetAsync(Api, headers);
        api.Status.Should().Be(HttpStatusCode.Forbidden);
        api.Json.GetProperty("error_code").GetString().Should().Be("USER_ACCESS_FORBIDDEN");
    }

    [Fact]
    public async Task A_link_from_another_site_opens_the_console()
    {
        var site = await sites.GetAsync(static () => Site.StartAsync());

        var answer = await site.GetAsync(Pages, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"));

        answer.Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_Sec_Fetch_headers_a_foreign_page_is_detected_by_its_origin()
    {
        var site = await sites.GetAsync(static () => Site.StartAsync());

        (await site.GetAsync(Api, ("Origin", "http://evil.example"))).Status.Should().Be(HttpStatusCode.Forbidden);
        (await site.GetAsync(Api, ("Origin", "http://localhost"))).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_visitor_who_may_not_read_a_page_is_sent_to_sign_in_and_back()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());
        site.Address = s_elsewhere;

        var answer = await site.GetAsync("/convlog/conversations/conv-42?x=1");

        answer.Status.Should().Be(HttpStatusCode.Unauthorized);
        answer.Header("WWW-Authenticate").Should().Be("ApiKey");
        answer.Body.Should().Contain("<h1>Sign in</h1>").And.Contain("value=\"/convlog/conversations/conv-42?x=1\"");
    }
}
