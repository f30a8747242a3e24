using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Access.Doors;

/// <summary>Malformed requests, sent as bytes over a socket.</summary>
public sealed class BrokenRequestTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private static readonly string[] s_guards =
        ["Content-Security-Policy: default-src 'none'", "X-Content-Type-Options: nosniff", "Cache-Control: private, no-store"];

    [Theory]
    [InlineData("GET /convlog", "xn--localhost")]
    [InlineData("GET /convlog/sign-in", "xn--localhost:80")]
    [InlineData("POST /convlog/sign-in", "xn--localhost")]
    [InlineData("GET /v1/agents/bookings/conversations", "xn--localhost")]
    [InlineData("GET /convlog/v1/conversations", "xn--a.xn--localhost")]
    [InlineData("GET /convlog/nothing/here", "xn--a")]
    public async Task An_invalid_host_name_is_a_bad_request(string line, string host)
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync(onKestrel: true));

        string answer = await SendAsync(site, $"{line} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        answer.Should().StartWith("HTTP/1.1 400 ").And.ContainAll(s_guards);
    }

    [Fact]
    public async Task A_host_name_in_Punycode_is_accepted()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync(onKestrel: true));

        (await SendAsync(site, "GET /convlog/sign-in HTTP/1.1\r\nHost: xn--bcher-kva.example\r\nConnection: close\r\n\r\n")).Should()
            .StartWith("HTTP/1.1 200 ");
    }

    [Fact]
    public async Task An_HTTP_1_0_request_without_a_host_is_answered()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync(onKestrel: true));

        (await SendAsync(site, "GET /convlog/sign-in HTTP/1.0\r\n\r\n")).Should().StartWith("HTTP/1.1 200 ");
    }

    [Theory]
    [InlineData("/convlog/sign-in")]
    [InlineData("/convlog/preferences")]
    [InlineData("/convlog/conversations/conv-42")]
    public async Task A_truncated_form_is_a_bad_request(string path)
    {
        await using var site = await Site.WithKeysAsync(onKestrel: true);
        string part = "--b\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nhalf of a k";

        string answer = await SendAsync(
            site,
            $"POST {path} HTTP/1.1\r\nHost: {new Uri(site.Url).Authority}\r\nX-API-KEY: {Site.PiiKey}\r\nContent-Type: multipart/form-data; "
                + $"boundary=b\r\nContent-Length: {part.Length}\r\nConnection: close\r\n\r\n{part}");

        answer.Should().StartWith("HTTP/1.1 400 ").And.ContainAll(s_guards);
        site.Logs.Lines.Should().NotContain(static line => line.Contains("ConvLog could not answer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_truncated_JSON_body_is_a_bad_request()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync(onKestrel: true));

        string answer = await SendAsync(
            site,
            $"POST /convlog/v1/lookup HTTP/1.1\r\nHost: {new Uri(site.Url).Authority}\r\nX-API-KEY: {Site.PiiKey}\r\nContent-Type: "
                + $"application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n9\r\n{{\"user\":\"\r\n0\r\n\r\n");

        answer.Should().StartWith("HTTP/1.1 400 ").And.ContainAll(s_guards);
    }

    [Fact]
    public async Task If_the_error_page_fails_too_the_answer_keeps_its_security_headers_and_names_the_error_id()
    {
        // Every page shows the time of the request, so a clock that fails in requests makes all pages fail.
        var clock = new StoppingClock();
        await using var site = await Site.WithKeysAsync(onKestrel: true, services: services => services.AddSingleton<TimeProvider>(clock),
            before: app => app.Use((context, next) =>
            {
                clock.Fails = true;
                return next(context);
            }));

        var answer = await site.GetAsync("/convlog");

        answer.Status.Should().Be(HttpStatusCode.InternalServerError);
        answer.Body.Should().StartWith("The request failed. The host's logs give the cause under the ID ").And.NotContain("broken clock");
        answer.Header("Content-Security-Policy").Should().NotBeNull();
        answer.Header("X-Content-Type-Options").Should().Be("nosniff");
    }

    private static async Task<string> SendAsync(Site site, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(site.Url).Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }

    private sealed class StoppingClock : TimeProvider
    {
        private readonly AsyncLocal<bool> _fails = new();

        /// <summary>Whether the clock fails in this request. Background work is not affected.</summary>
        public bool Fails { get => _fails.Value; set => _fails.Value = value; }

        public override DateTimeOffset GetUtcNow() => Fails ? throw new InvalidOperationException("broken clock") : ManualClock.DefaultStart;
    }
}
