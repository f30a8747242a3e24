using System.Net;
using System.Text;

namespace ConvLog.AspNetCore.Tests.Api;

/// <summary>E07: implicit credentials of a browser, such as a cookie or the local address, do not authorize a change from another site.</summary>
public sealed class ChangeOriginTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Read = "/convlog/v1/conversations/conv-42/read";
    private const string Notes = "/convlog/v1/conversations/conv-42/notes";

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Origin", "http://localhost")]
    [InlineData("X-Nothing", "told")]
    public async Task A_session_can_change_data_from_console_pages_and_from_a_program(string header, string value)
    {
        await using var site = await Changes.SiteAsync();

        var answer = await site.SendAsync(HttpMethod.Put, Read, content: null, await SignInAsync(site), (header, value));

        answer.Status.Should().Be(HttpStatusCode.NoContent, answer.Body);
        (await site.ReadAsync()).Summary.ReadBy.Should().Be("Per");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://localhost.evil.example")]
    [InlineData("Origin", "https://localhost")]
    [InlineData("Origin", "null")]
    public async Task A_cross_site_request_with_a_session_changes_nothing(string header, string value)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());
        var cookie = await SignInAsync(site);

        foreach (var (method, path) in new[] { (HttpMethod.Put, Read), (HttpMethod.Post, Notes), (HttpMethod.Delete, "/convlog/v1/holds/conv-42"),
            (HttpMethod.Post, "/convlog/v1/retention/runs") })
        {
            var refused = await site.SendAsync(method, path, new StringContent("""{"text":"t","confirmed":true}""", Encoding.UTF8, "application/json"), cookie,
                (header, value));

            (refused.Status, refused.Json.GetProperty("detail").GetString()).Should()
                .Be((HttpStatusCode.Forbidden, "Pages of other sites cannot read or change anything."));
        }

        (await site.ReadAsync()).Should().Match<Records.ConversationView>(static view => view.Summary.ReadBy == null && view.Notes.Count == 0);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/plain; application/json")]
    [InlineData(null)]
    public async Task Content_types_that_a_cross_site_form_can_send_are_not_accepted_as_JSON(string? contentType)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());
        var content = new ByteArrayContent("""{"text":"t"}"""u8.ToArray());
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        var refused = await site.SendAsync(HttpMethod.Post, Notes, content, await SignInAsync(site));

        refused.Status.Should().Be(HttpStatusCode.UnsupportedMediaType);
        (await site.ReadAsync()).Notes.Should().BeEmpty();
    }

    [Fact]
    public async Task A_local_visitor_without_a_key_cannot_change_data()
    {
        await using var site = await Site.StartAsync();
        await site.PlayAsync(new ConversationInfo("conv-42") { AgentId = "bookings" });

        (await site.SendAsync(HttpMethod.Put, Read, content: null)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await site.SendAsync(HttpMethod.Put, Read, content: null, ("Sec-Fetch-Site", "cross-site"))).Status.Should().Be(HttpStatusCode.Forbidden);

        (await site.ReadAsync()).Summary.ReadBy.Should().BeNull();
    }

    [Theory]
    [InlineData("X-HTTP-Method-Override")]
    [InlineData("X-HTTP-Method")]
    [InlineData("X-Method-Override")]
    public async Task Method_override_headers_are_ignored(string header)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        var answer = await site.SendAsync(HttpMethod.Get, Read + "?_method=PUT", content: null, ("X-API-KEY", Changes.Annotator), (header, "PUT"));

        (answer.Status, answer.Header("Allow")).Should().Be((HttpStatusCode.MethodNotAllowed, "PUT"));
        (await site.ReadAsync()).Summary.ReadBy.Should().BeNull();
    }

    [Fact]
    public async Task CORS_preflight_requests_are_not_allowed()
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        var preflight = await site.SendAsync(HttpMethod.Options, Notes, content: null, ("Origin", "https://evil.example"),
            ("Access-Control-Request-Method", "POST"));

        preflight.Status.Should().Be(HttpStatusCode.MethodNotAllowed);
        preflight.Headers.Keys.Should().NotContain(static name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<(string Name, string Value)> SignInAsync(Site site)
    {
        var signedIn = await site.PostAsync("/convlog/sign-in", [("key", Changes.PermittedOperator)]);
        return ("Cookie", signedIn.Header("Set-Cookie")!.Split(';')[0]);
    }
}
