using System.Net;
using System.Text.RegularExpressions;
using ConvLog.AspNetCore.Tests.Access.Doors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace ConvLog.AspNetCore.Tests.Access;

/// <summary>A host behind a proxy that makes every visitor appear local.</summary>
public sealed partial class LoopbackRuleProxyTests
{
    private static readonly string[] s_doors =
    [
        "/convlog", "/convlog/file?format=csv",
            "/convlog/insight", "/convlog/insight/scores", "/convlog/conversations/conv-42", "/v1/agents/bookings/conversations", "/convlog/v1/conversations",
            "/convlog/v1/export/conversations?format=csv", "/convlog/v1/live",
    ];

    [NginxFact]
    public async Task Behind_nginx_with_defaults_an_unconfigured_console_is_closed()
    {
        await using var site = await PlayedAsync(static _ => { }, "Production");
        await using var nginx = await Nginx.StartAsync($"proxy_pass {site.Url};");

        (await StatusesAsync(nginx.Client)).Should().AllBeEquivalentTo(HttpStatusCode.Unauthorized);
        (await nginx.Client.GetStringAsync("/convlog/sign-in")).Should().Contain("options.AllowLoopback = true").And.Contain("never behind a proxy");
        site.Logs.Security.Should().ContainMatch("*Who can read conversations: no API key; no host users; no visitors without a key.*");
    }

    [NginxTheory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Behind_nginx_with_defaults_a_console_with_keys_requires_a_key(string environment)
    {
        await using var site = await PlayedAsync(static options => options.ApiKeys.Add(Site.ReaderKey, "Reader"), environment);
        await using var nginx = await Nginx.StartAsync($"proxy_pass {site.Url};");

        (await StatusesAsync(nginx.Client)).Should().AllBeEquivalentTo(HttpStatusCode.Unauthorized);
        nginx.Client.DefaultRequestHeaders.Add("X-API-KEY", Site.ReaderKey);
        (await nginx.Client.GetAsync("/convlog/v1/conversations")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Behind_a_TCP_forwarder_the_console_is_closed()
    {
        await using var site = await PlayedAsync(static options => options.ApiKeys.Add(Site.ReaderKey, "Reader"), "Production");
        await using var forwarder = new LoopbackNetwork(new Uri(site.Url).Port);
        using var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{forwarder.Port}") };

        (await StatusesAsync(client)).Should().AllBeEquivalentTo(HttpStatusCode.Unauthorized);
        client.DefaultRequestHeaders.Add("X-API-KEY", Site.ReaderKey);
        (await client.GetAsync("/convlog")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    // The risk that the documentation warns of. It also proves that the tests above would detect an open console.
    [NginxFact]
    public async Task AllowLoopback_behind_a_proxy_opens_pages_to_everyone_and_the_host_warns_at_start()
    {
        await using var site = await PlayedAsync(static options => options.AllowLoopback = true, "Production");
        await using var nginx = await Nginx.StartAsync($"proxy_pass {site.Url};");

        (await nginx.Client.GetAsync("/convlog")).StatusCode.Should().Be(HttpStatusCode.OK);
        site.Logs.Security.Should().ContainMatch("*AllowLoopback is true outside Development*");
    }

    [NginxFact]
    public async Task The_documented_nginx_configuration_supports_sign_in_pages_and_streams()
    {
        string documented = Location().Match(await File.ReadAllTextAsync(Checkout.PathOf("docs", "security.md"))).Groups["location"].Value;
        documented.Should().Contain("proxy_pass http://127.0.0.1:5000;").And.Contain("X-Forwarded-Proto $scheme");
        await using var site = await PlayedAsync(
            static options => options.ApiKeys.Add(Site.ReaderKey, "Reader"),
            "Production",
            static app => app.UseForwardedHeaders(
                new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto }));

        // nginx does not terminate TLS here, so the scheme it would forward is written into the configuration.
        await using var nginx =
            await Nginx.StartAsync(documented.Replace("http://127.0.0.1:5000", site.Url, StringComparison.Ordinal)
            .Replace("$scheme", "https", StringComparison.Ordinal));
        string origin = nginx.Url.Replace("http:", "https:", StringComparison.Ordinal);

        (await StatusesAsync(nginx.Client)).Should().AllBeEquivalentTo(HttpStatusCode.Unauthorized);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("key", Site.ReaderKey)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/convlog/sign-in") { Content = form,
            Headers = { { "Origin", origin }, { "Sec-Fetch-Site", "same-origin" } } };
        var signedIn = await nginx.Client.SendAsync(request);
        signedIn.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        string cookie = signedIn.Headers.GetValues("Set-Cookie").Single();
        cookie.Should().StartWith("__Host-convlog-session=").And.Contain("; secure;");

        nginx.Client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        (await nginx.Client.GetStringAsync("/convlog")).Should().Contain("conv-42").And.Contain("Sign out");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var stream = await nginx.Client.GetStreamAsync("/convlog/v1/live", patience.Token);
        (await stream.ReadAsync(new byte[64], patience.Token)).Should().BePositive("what comes in is not held back by the proxy");
    }

    private static async Task<Site> PlayedAsync(Action<ConvLogConsoleOptions> configure, string environment, Action<WebApplication>? before = null)
    {
        var site = await Site.StartAsync(configure, onKestrel: true, environment: environment, before: before);
        await site.PlayAsync(new ConversationInfo("conv-42") { AgentId = "bookings" });
        return site;
    }

    private static async Task<List<HttpStatusCode>> StatusesAsync(HttpClient client)
    {
        List<HttpStatusCode> statuses = [];
        foreach (string door in s_doors)
        {
            using var answer = await client.GetAsync(door, HttpCompletionOption.ResponseHeadersRead);
            statuses.Add(answer.StatusCode);
        }

        return statuses;
    }

    [GeneratedRegex(@"location / \{(?<location>[^}]*)\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Location();
}
