using System.Net;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Api.Compatible;

public sealed class ApiFailureTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Missing = "/v1/agents/bookings/conversations/none";

    [Fact]
    public async Task A_failure_is_returned_in_the_documented_envelope()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        var answer = await site.GetAsync(Missing, ("X-API-KEY", Site.ReaderKey), ("X-PolyAI-Correlation-Id", "req-7.A_b"));

        answer.Status.Should().Be(HttpStatusCode.NotFound);
        answer.Header("Content-Type").Should().Be("application/json; charset=utf-8");
        answer.Body.Should().Be(
            """{"success":false,"error":"Not Found","error_id":"req-7.A_b","error_code":"CONVERSATIONS_NOT_FOUND","error_message":"This agent has no conversation with this ID.","data":null}""");
    }

    [Theory]
    [InlineData("GET", "/v1/agents/bookings/conversations/conv-42/turns")]
    [InlineData("GET", "/v1/agents/bookings/conversations/conv-42/annotation/7")]
    [InlineData("DELETE", "/v1/agents/bookings/conversations/a/b/c/d")]
    public async Task An_unknown_path_is_refused_in_the_envelope_instead_of_a_page(string method, string path)
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        var answer = await site.SendAsync(
            new HttpMethod(method), path, content: null, ("X-API-KEY", Site.ReaderKey), ("X-PolyAI-Correlation-Id", "req-7"));

        answer.Status.Should().Be(HttpStatusCode.NotFound);
        answer.Json.GetProperty("error_code").GetString().Should().Be("CONVERSATIONS_NOT_FOUND");
        answer.Json.GetProperty("error_message").GetString().Should().Contain("/openapi/v1.json");
        answer.Json.GetProperty("error_id").GetString().Should().Be("req-7");
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("<script>")]
    [InlineData("a/b")]
    [InlineData("ключ")]
    public async Task An_invalid_correlation_id_is_replaced(string sent)
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        string? id = (await site.GetAsync(Missing, ("X-API-KEY", Site.ReaderKey), ("X-PolyAI-Correlation-Id", sent))).Json.GetProperty("error_id").GetString();

        Guid.TryParseExact(id, "D", out _).Should().BeTrue();
    }

    [Fact]
    public async Task A_correlation_id_has_at_most_128_characters()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        (await ErrorIdAsync(site, new string('a', 128))).Should().Be(new string('a', 128));
        (await ErrorIdAsync(site, new string('a', 129))).Should().HaveLength(36);
    }

    [Fact]
    public async Task A_missing_key_and_a_wrong_key_give_the_same_code_with_different_messages()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        var none = await site.GetAsync(Missing);
        var wrong = await site.GetWithKeyAsync(Missing, "wrong");

        foreach (var answer in new[] { none, wrong })
        {
            answer.Status.Should().Be(HttpStatusCode.Unauthorized);
            answer.Header("WWW-Authenticate").Should().Be("ApiKey");
            answer.Json.GetProperty("error_code").GetString().Should().Be("AUTH_USER_UNAUTHORISED");
            answer.Json.GetProperty("success").GetBoolean().Should().BeFalse();
        }

        none.Json.GetProperty("error_message").GetString().Should().NotBe(wrong.Json.GetProperty("error_message").GetString());
    }

    [Fact]
    public async Task A_wrong_key_is_reported_before_a_wrong_parameter()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        (await site.GetWithKeyAsync("/v1/agents/bookings/conversations?limit=x", "wrong")).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task The_compatible_API_refuses_write_methods(string method)
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        var answer = await site.SendAsync(new HttpMethod(method), "/v1/agents/bookings/conversations", content: null, ("X-API-KEY", Site.ReaderKey));

        answer.Status.Should().Be(HttpStatusCode.MethodNotAllowed);
        answer.Header("Allow").Should().Contain("GET");
        answer.Json.GetProperty("data").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task A_store_failure_is_reported_only_as_an_id_that_the_host_logs_contain()
    {
        await using var site = await Site.StartAsync(services: static services => services.AddSingleton<IConversationStore>(BrokenStore.Create()));

        var api = await site.GetAsync("/v1/agents/bookings/conversations/conv-42", ("X-PolyAI-Correlation-Id", "req-8"));
        var page = await site.GetAsync("/convlog", ("X-PolyAI-Correlation-Id", "req-9"));

        api.Status.Should().Be(HttpStatusCode.InternalServerError);
        api.Json.GetProperty("error_id").GetString().Should().Be("req-8");
        api.Body.Should().NotContain("secret");
        page.Status.Should().Be(HttpStatusCode.InternalServerError);
        page.Body.Should().Contain("req-9").And.NotContain("secret");
        page.Header("Content-Security-Policy").Should().NotBeNull();
        site.Logs.Lines.Should().Contain(static line => line.Contains("req-8") && line.Contains("secret connection string"));
    }

    private static async Task<string?> ErrorIdAsync(Site site, string sent)
        => (await site.GetAsync(Missing, ("X-API-KEY", Site.ReaderKey), ("X-PolyAI-Correlation-Id", sent))).Json.GetProperty("error_id").GetString();
}
