using System.Net;

namespace ConvLog.AspNetCore.Tests.Http;

public sealed class SecurityHeadersTests(SharedSites sites) : IClassFixture<SharedSites>
{
    [Theory]
    [InlineData("GET", "/convlog", 200)]
    [InlineData("GET", "/convlog/", 200)]
    [InlineData("GET", "/convlog?cursor=x", 400)]
    [InlineData("GET", "/convlog/conversations/conv-42", 200)]
    [InlineData("GET", "/convlog/conversations/none", 404)]
    [InlineData("GET", "/convlog/conversations", 404)]
    [InlineData("GET", "/convlog/sign-in", 200)]
    [InlineData("POST", "/convlog/sign-in", 400)]
    [InlineData("GET", "/convlog/sign-out", 405)]
    [InlineData("POST", "/convlog/sign-out", 303)]
    [InlineData("GET", "/convlog/privacy", 403)]
    [InlineData("POST", "/convlog/privacy", 405)]
    [InlineData("POST", "/convlog/privacy/runs", 403)]
    [InlineData("PUT", "/convlog", 405)]
    [InlineData("GET", "/convlog/nothing/here", 404)]
    [InlineData("GET", "/convlog/assets/none.css", 404)]
    [InlineData("GET", "/v1/agents/bookings/conversations", 401)]
    [InlineData("DELETE", "/v1/agents/bookings/conversations/conv-42", 405)]
    public async Task Every_response_has_the_security_headers(string method, string path, int status)
    {
        var site = await sites.GetAsync(PlayedAsync);

        var answer = await site.SendAsync(new HttpMethod(method), path, content: null);

        answer.Status.Should().Be((HttpStatusCode)status);
        ShouldBeGuarded(answer);
        answer.Header("Cache-Control").Should().Contain("no-store").And.Contain("private");
    }

    [Fact]
    public async Task API_responses_have_the_security_headers_too()
    {
        var site = await sites.GetAsync(PlayedAsync);

        foreach (string path in new[] { "/v1/agents/bookings/conversations", "/v1/agents/bookings/conversations/conv-42",
            "/v1/agents/bookings/conversations/none", "/v1/agents/b/conversations?limit=x" })
        {
            var answer = await site.GetWithKeyAsync(path);
            ShouldBeGuarded(answer);
            answer.Header("Cache-Control").Should().Contain("no-store");
        }
    }

    [Fact]
    public async Task Assets_are_cached_as_immutable_under_their_content_hash()
    {
        var site = await sites.GetAsync(PlayedAsync);
        string page = (await site.GetAsync("/convlog/sign-in")).Body;
        foreach (string path in new[] { Between(page, "rel=\"stylesheet\" href=\"", "\""), Between(page, "rel=\"icon\" href=\"", "\""),
            Between(page, "type=\"module\" src=\"", "\"") })
        {
            var answer = await site.GetAsync(path);

            answer.Status.Should().Be(HttpStatusCode.OK);
            ShouldBeGuarded(answer);
            answer.Header("Cache-Control").Should().Be("public, max-age=31536000, immutable");
        }
    }

    [Fact]
    public async Task HEAD_of_a_page_returns_headers_without_a_body()
    {
        var site = await sites.GetAsync(PlayedAsync);

        var head = await site.SendAsync(HttpMethod.Head, "/convlog", content: null);

        head.Status.Should().Be(HttpStatusCode.OK);
        head.Body.Should().BeEmpty();
        head.Header("Content-Length").Should().NotBe("0");
    }

    [Fact]
    public async Task No_page_has_inline_styles_or_scripts()
    {
        await using var site = await Site.WithKeysAsync();
        await Canaries.PlayAsync(site);

        foreach (string path in new[] { "/convlog", $"/convlog/conversations/{Canaries.ConversationId}", "/convlog/live", "/convlog/preferences",
            "/convlog/sign-in", "/convlog/nothing" })
        {
            ShouldHoldNone((await site.GetAsync(path)).Body);
        }

        foreach (string path in new[] { "/convlog/privacy", "/convlog/privacy/runs", "/convlog/privacy/access" })
        {
            var answer = await site.GetWithKeyAsync(path, Site.PiiKey);
            answer.Status.Should().Be(HttpStatusCode.OK);
            ShouldBeGuarded(answer);
            ShouldHoldNone(answer.Body);
        }
    }

    [Fact]
    public async Task Routes_of_the_host_keep_their_own_headers()
    {
        var site = await sites.GetAsync(PlayedAsync);

        var answer = await site.GetAsync("/elsewhere");

        answer.Status.Should().Be(HttpStatusCode.NotFound);
        answer.Header("Content-Security-Policy").Should().BeNull();
    }

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("conv-42") { AgentId = "bookings" });
        return site;
    }

    private static void ShouldBeGuarded(Answer answer)
    {
        answer.Header("Content-Security-Policy").Should()
            .Be("default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'");
        answer.Header("X-Content-Type-Options").Should().Be("nosniff");
        answer.Header("Referrer-Policy").Should().Be("no-referrer");
        answer.Header("Cross-Origin-Opener-Policy").Should().Be("same-origin");
    }

    private static void ShouldHoldNone(string body)
        => OwnScript.Without(body).Should().NotContain("<script").And.NotContain("<style").And.NotMatchRegex("\\sstyle=").And.NotMatchRegex("\\son[a-z]+=\"");

    private static string Between(string text, string before, string after)
    {
        int start = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[start..text.IndexOf(after, start, StringComparison.Ordinal)];
    }
}
