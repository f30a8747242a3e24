using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace ConvLog.AspNetCore.Tests.Http;

/// <summary>Under a path base, behind a proxy, with compression.</summary>
public sealed class ConsoleBasePathTests
{
    [Fact]
    public async Task Under_a_path_base_the_APIs_work_and_a_session_covers_them()
    {
        await using var site = await Site.StartAsync(
            static options => (options.BasePath, options.AllowLoopback) = ("/console", Add(options)),
            before: static app =>
            {
                app.UsePathBase("/tools");
                app.UseRouting();
            });

        var signedIn = await site.PostAsync("/tools/console/sign-in", [("key", Site.ReaderKey)]);

        signedIn.Header("Set-Cookie").Should().Contain("path=/tools;", "ConvLog's own API is not below the pages");
        (await site.GetAsync("/tools/convlog/v1/health", ("Cookie", signedIn.Header("Set-Cookie")!.Split(';')[0]))).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetWithKeyAsync("/tools/v1/agents/bookings/conversations")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Behind_a_TLS_terminating_proxy_the_cookie_is_Secure_and_no_visitor_is_local()
    {
        await using var site = await Site.WithKeysAsync(before: static app
            => app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All }));
        (string, string)[] proxied = [("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "logs.example")];

        var signedIn = await site.PostAsync("/convlog/sign-in", [("key", Site.ReaderKey)],
            [.. proxied, ("Origin", "https://logs.example"), ("Sec-Fetch-Site", "same-origin")]);

        signedIn.Status.Should().Be(HttpStatusCode.SeeOther);
        signedIn.Header("Set-Cookie").Should().Contain("; secure").And.Contain("; samesite=strict").And.Contain("; httponly");
        (await site.GetAsync("/convlog", proxied)).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Host_compression_applies_to_our_answers_and_preserves_their_ETag()
    {
        await using var site = await Site.WithKeysAsync(
            services: static services => services.AddResponseCompression(),
            before: static app => app.UseResponseCompression());

        var plain = await site.GetWithKeyAsync("/convlog/v1/conversations");
        var compressed = await site.GetAsync("/convlog/v1/conversations", ("X-API-KEY", Site.ReaderKey), ("Accept-Encoding", "gzip"));

        compressed.Header("Content-Encoding").Should().Be("gzip");
        compressed.Header("Vary").Should().Contain("Accept-Encoding").And.Contain("X-API-KEY");
        compressed.Header("ETag").Should().Be(plain.Header("ETag")).And.StartWith("W/", "it stands for more than one form of the same bytes");
    }

    private static bool Add(ConvLogConsoleOptions options)
    {
        options.ApiKeys.Add(Site.ReaderKey, "Reader");
        return false;
    }
}
