using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ConvLog.AspNetCore.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;

namespace ConvLog.AspNetCore.Tests.Api;

/// <summary>E09: for every malformed body the answer is a refusal with the reason, nothing is stored, and the next request is answered.</summary>
public sealed class ApiBodyTests(SharedSites sites) : IClassFixture<SharedSites>
{
    // Each route with a body that is valid except for the part that a test inserts.
    private static readonly (string Method, string Path, string Name)[] s_routes =
    [
        ("PUT", "/conversations/conv-42/turns/1/feedback", "comment"),
        ("POST", "/conversations/conv-42/turns/1/annotations", "improved_answer"),
        ("PUT", "/conversations/conv-42/turns/1/annotations/6f9619ff-8b86-d011-b42d-00c04fc964ff", "improved_answer"),
        ("POST", "/conversations/conv-42/notes", "text"),
        ("POST", "/retention/runs", "confirmed"),
        ("POST", "/erasures", "reason"),
        ("PUT", "/holds/conv-42", "reason"),
    ];

    public static TheoryData<string, int> Bodies() => new()
    {
        { new string('[', 100_000), 400 },
        { string.Concat(Enumerable.Repeat("""{"text":""", 17)) + "1" + new string('}', 17), 400 },
        { "", 400 },
        { "null", 400 },
        { "[]", 400 },
        { "\"text\"", 400 },
        { "7", 400 },
        { "{", 400 },
        { """{"NAME":"x"} {}""", 400 },
        { """{"NAME":"x",}""", 400 },
        { """{'NAME':'x'}""", 400 },
        { """{/**/"NAME":"x"}""", 400 },
        { """{"NAME":["x"]}""", 400 },
        { """{"NAME":{"x":1}}""", 400 },
        { """{"NAME":1e400}""", 400 },
        { """{"NAME":"\ud800"}""", 400 },
        { """{"NAME":"\udc00\ud800"}""", 400 },
        { "{\"NAME\":\"" + new string('x', 20_000) + "\"}", 400 },
        { "{\"NAME\":\"" + new string('x', 300_000) + "\"}", 413 },
        { new string(' ', 300_000), 413 },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_malformed_body_is_refused_by_every_route_with_the_reason(string body, int status)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());
        foreach (var (method, path, name) in s_routes)
        {
            var refused = await SendAsync(site, method, path, Encoding.UTF8.GetBytes(body.Replace("NAME", name, StringComparison.Ordinal)));

            ((int)refused.Status).Should().Be(status, "{0} {1} with {2}… answers {3}", method, path, body[..Math.Min(40, body.Length)], refused.Body);
            refused.Header("Content-Type").Should().StartWith("application/problem+json");
            refused.Json.GetProperty("detail").GetString().Should().NotBeNullOrEmpty();
            refused.Body.Length.Should().BeLessThan(1_000, "what was sent is not sent back");
        }

        await NothingIsKeptAsync(site);
    }

    [Fact]
    public async Task Bytes_that_are_not_valid_UTF_8_are_refused()
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());
        byte[][] bodies = [[0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], [0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}'], [0x00],
            [.. "{\"text\":\""u8, 0xC3, 0x28, .. "\"}"u8], [.. "{\"text\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8]];

        foreach (byte[] body in bodies)
        {
            (await SendAsync(site, "POST", "/conversations/conv-42/notes", body)).Status.Should().Be(HttpStatusCode.BadRequest, Convert.ToHexString(body));
        }

        await NothingIsKeptAsync(site);
    }

    [Fact]
    public async Task Lone_surrogates_and_duplicate_names_in_JSON_break_nothing()
    {
        await using var site = await Changes.SiteAsync();

        foreach (string body in (string[])["""{"\ud800":1,"text":"kept"}""", """{"text":"\ud83d\ude00","t\u0065xt":"kept"}""",
            """{"__proto__":{"text":"x"},"text":"kept"}"""])
        {
            var answer = await SendAsync(site, "POST", "/conversations/conv-42/notes", Encoding.UTF8.GetBytes(body));
            ((int)answer.Status).Should().BeOneOf([201, 400], "{0}: {1}", body, answer.Body);
        }

        (await site.ReadAsync()).Notes.Should().OnlyContain(static note => note.Text.Text == "kept");
    }

    [Theory]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=nonsense")]
    [InlineData("application/vnd.other+json")]
    public async Task Any_JSON_media_type_is_read_as_UTF_8(string contentType)
    {
        await using var site = await Changes.SiteAsync();

        (await SendAsync(site, "POST", "/conversations/conv-42/notes", """{"text":"ä"}"""u8.ToArray(), contentType)).Status.Should().Be(HttpStatusCode.Created);

        (await site.ReadAsync()).Notes.Should().ContainSingle().Which.Text.Text.Should().Be("ä");
    }

    [Fact]
    public async Task A_compressed_body_is_not_decompressed()
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync(onKestrel: true));
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes("{\"text\":\"" + new string('x', 10_000_000) + "\"}"));
        }

        var content = new ByteArrayContent(packed.ToArray());
        content.Headers.Add("Content-Encoding", "gzip");
        content.Headers.Add("Content-Type", "application/json");

        var refused = await site.SendAsync(HttpMethod.Post, ApiRoute.Root + "/conversations/conv-42/notes", content, ("X-API-KEY", Changes.Annotator));

        refused.Status.Should().Be(HttpStatusCode.UnsupportedMediaType);
        refused.Header("Accept-Encoding").Should().Be("identity");
        refused.Json.GetProperty("detail").GetString().Should().Be("The app does not decompress Content-Encoding: gzip. Send the body uncompressed.");
        await NothingIsKeptAsync(site);
    }

    [Theory]
    [InlineData("/convlog/v1/conversations/conv-42/notes", "application/json", "gzip", 415)]
    [InlineData("/convlog/v1/conversations/conv-42/notes", "application/json", "identity, br", 415)]
    [InlineData("/convlog/v1/conversations/conv-42/notes", "application/json", "identity", 400)]
    [InlineData("/convlog/v1/scores/import", "text/csv", "zstd", 415)]
    [InlineData("/v1/agents/bookings/conversations/conv-42/note", "application/json", "deflate", 415)]
    public async Task An_unsupported_content_encoding_is_refused_as_such(string path, string contentType, string coding, int status)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());
        using var content = new ByteArrayContent([0x1F, 0x8B, 0x08, 0x00]);
        content.Headers.Add("Content-Encoding", coding);
        content.Headers.Add("Content-Type", contentType);

        ((int)(await site.SendAsync(HttpMethod.Post, path, content, ("X-API-KEY", Changes.Annotator))).Status).Should().Be(status);
    }

    [Theory]
    [InlineData("/lookup", """{"user_id":"jane","user_id":"john"}""", "user_id")]
    [InlineData("/lookup", """{"user_id":"jane","user_\u0069d":"john"}""", "user_id")]
    [InlineData("/export/lookup", """{"number":"1","attributes":{"tier":"gold"},"number":"2"}""", "number")]
    [InlineData("/conversations/conv-42/notes", """{"text":"a","other":1,"other":2}""", "other")]
    [InlineData("/lookup", """{"user_id":"jane","+34600111222":1,"+34600111222":2}""", "body")]
    public async Task A_duplicate_property_is_refused(string path, string body, string field)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        var answer = await site.SendAsync("POST", path, body, Changes.PermittedOperator);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("field").GetString().Should().Be(field);
        answer.Json.GetProperty("detail").GetString().Should().Contain("twice").And.NotContain("+34600111222");
    }

    [Theory]
    [InlineData("/convlog/v1/conversations/conv-42/notes", false)]
    [InlineData("/convlog/v1/conversations/conv-42/notes", true)]
    [InlineData("/v1/agents/bookings/conversations/conv-42/note", false)]
    public async Task A_client_still_sending_an_oversized_body_gets_the_answer_and_keeps_its_connection(string path, bool isChunked)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync(onKestrel: true));
        var address = new Uri(site.Url + path);
        byte[] body = Encoding.UTF8.GetBytes("{\"text\":\"" + new string('x', 8_000_000) + "\"}");
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await using var stream = client.GetStream();

        string head = $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nX-API-KEY: {Changes.Annotator}\r\nContent-Type: application/json\r\n";
        await WriteAsync(head + (isChunked ? $"Transfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n" : $"Content-Length: {body.Length}\r\n\r\n"));
        await stream.WriteAsync(body);
        await WriteAsync(isChunked ? "\r\n0\r\n\r\n" : "");
        await WriteAsync($"GET {ApiRoute.Root}/nothing HTTP/1.1\r\nHost: {address.Authority}\r\nX-API-KEY: {Changes.Annotator}\r\nConnection: close\r\n\r\n");

        using var reader = new StreamReader(stream, Encoding.UTF8);
        string answers = await reader.ReadToEndAsync();
        answers.Should().StartWith("HTTP/1.1 413 ").And.Contain("HTTP/1.1 404 ");
        await NothingIsKeptAsync(site);

        async Task WriteAsync(string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
    }

    [Fact]
    public async Task A_lower_body_limit_of_the_host_does_not_override_the_limit_of_a_route()
    {
        await using var site = await Changes.SiteAsync(onKestrel: true, before: static app => app.Use((context, next) =>
        {
            context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = 1_000;
            return next(context);
        }));

        var answer = await site.SendAsync("POST", "/conversations/conv-42/notes", $$"""{"text":"{{new string('x', 10_000)}}"}""", Changes.Annotator);

        answer.Status.Should().Be(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("PUT", "/conversations/conv-42/turns/0/feedback", "ordinal")]
    [InlineData("PUT", "/conversations/conv-42/turns/-1/feedback", "ordinal")]
    [InlineData("PUT", "/conversations/conv-42/turns/99999999999999999999/feedback", "ordinal")]
    [InlineData("PUT", "/conversations/conv-42/turns/one/feedback", "ordinal")]
    [InlineData("DELETE", "/conversations/conv-42/turns/1/feedback", "source")]
    [InlineData("DELETE", "/conversations/conv-42/turns/1/feedback?source=Team", "source")]
    [InlineData("DELETE", "/conversations/conv-42/turns/1/feedback?source=team&source=user", "source")]
    [InlineData("DELETE", "/conversations/conv-42/turns/1/annotations/1", "annotation")]
    [InlineData("DELETE", "/conversations/conv-42/turns/1/annotations/%7B6f9619ff-8b86-d011-b42d-00c04fc964ff%7D", "annotation")]
    [InlineData("PUT", "/conversations/conv-42/read?by=me", "by")]
    public async Task A_malformed_parameter_is_named(string method, string path, string field)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        var refused = await site.SendAsync(method, path, method is "PUT" ? """{"source":"team","rating":"like"}""" : null, Changes.Annotator);

        (refused.Status, refused.Json.GetProperty("field").GetString()).Should().Be((HttpStatusCode.BadRequest, field));
        await NothingIsKeptAsync(site);
    }

    [Theory]
    [InlineData("""{"rating":"like"}""", "source")]
    [InlineData("""{"source":"team"}""", "rating")]
    [InlineData("""{"source":"team","rating":null}""", "rating")]
    [InlineData("""{"source":"team","rating":"LIKE"}""", "rating")]
    [InlineData("""{"source":"both","rating":"like"}""", "source")]
    [InlineData("""{"source":0,"rating":"like"}""", "source")]
    [InlineData("""{"source":"team","rating":"like","comment":true}""", "comment")]
    public async Task A_malformed_rating_names_the_property(string body, string field)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        var refused = await site.SendAsync("PUT", "/conversations/conv-42/turns/1/feedback", body, Changes.Annotator);

        (refused.Status, refused.Json.GetProperty("field").GetString()).Should().Be((HttpStatusCode.BadRequest, field));
        await NothingIsKeptAsync(site);
    }

    private static Task<Answer> SendAsync(Site site, string method, string path, byte[] body, string contentType = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return site.SendAsync(new HttpMethod(method), ApiRoute.Root + path, content, ("X-API-KEY", Changes.PermittedOperator));
    }

    private static async Task NothingIsKeptAsync(Site site)
    {
        var view = await site.ReadAsync();
        (view.Notes.Count, view.Turns[0].Feedback.Count, view.Turns[0].Annotations.Count, view.Summary.ReadBy).Should().Be((0, 0, 0, null));
        (await site.Erasure.ListReceiptsAsync()).Should().BeEmpty();
        (await site.Erasure.ListHoldsAsync()).Should().BeEmpty();
        (await site.Retention.ReadRunsAsync()).Should().BeEmpty();
    }
}
