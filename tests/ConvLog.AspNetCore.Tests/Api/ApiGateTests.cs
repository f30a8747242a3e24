using System.Net;
using Microsoft.AspNetCore.Builder;

namespace ConvLog.AspNetCore.Tests.Api;

/// <summary>The error responses to an API client for a wrong address, a wrong method and a missing permission.</summary>
public sealed class ApiGateTests(SharedSites sites) : IClassFixture<SharedSites>
{
    [Theory]
    [InlineData("GET", "/convlog/v1/nonsense", 404)]
    [InlineData("GET", "/convlog/v1", 404)]
    [InlineData("GET", "/convlog/v2/conversations", 404)]
    [InlineData("DELETE", "/convlog/v1/conversations", 405)]
    [InlineData("DELETE", "/convlog/live", 405)]
    public async Task API_clients_get_problem_details_instead_of_an_HTML_page(string method, string path, int status)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        foreach (var header in ((string, string)[])[("X-API-KEY", Site.ReaderKey), ("Accept", "application/json")])
        {
            var answer = await site.SendAsync(new HttpMethod(method), path, content: null, header);

            ((int)answer.Status, answer.Header("Content-Type")).Should().Be((status, "application/problem+json; charset=utf-8"));
            answer.Json.GetProperty("status").GetInt32().Should().Be(status);
        }
    }

    [Theory]
    [InlineData("GET", "/v1/agents/a/conversations/b/c")]
    [InlineData("GET", "/v3/a/p/conversations/b")]
    [InlineData("POST", "/v3/a/p/conversations")]
    public async Task Compatible_routes_answer_in_their_envelope(string method, string path)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        (await site.SendAsync(new HttpMethod(method), path, content: null)).Json.GetProperty("error_code").GetString().Should().StartWith("CONVERSATIONS_");
    }

    [Fact]
    public async Task A_browser_gets_an_HTML_error_page_and_the_host_keeps_its_own_routes()
    {
        await using var site = await Site.StartAsync(before: static app =>
        {
            app.MapGet("/v3/{a}/{b}/conversations/mine", static () => "the host's");
            app.MapFallback(static () => "the host's own");
        });

        (await site.GetAsync("/convlog/nothing", ("Accept", "text/html,application/json"))).Body.Should().Contain("Page not found");
        (await site.GetAsync("/v3/a/p/conversations/mine")).Body.Should().Be("the host's");
        foreach (string path in (string[])["/v1/mine", "/v3/mine", "/v1/agents/a", "/else"])
        {
            (await site.GetAsync(path, ("Accept", "application/json"))).Body.Should().Be("the host's own");
        }
    }

    [Fact]
    public async Task A_refusal_names_the_missing_policy_to_a_user_and_the_missing_permission_to_a_key()
    {
        await using var site = await Site.StartAsync(
            static options =>
            {
                HostedUsers.Set(options);
                options.ManagePolicy = null;
                options.ApiKeys.Add(Site.ReaderKey);
            },
            services: HostedUsers.Add, before: HostedUsers.Use);
        (string, string) reader = ("X-Test-User", "ada:read,sub=1");

        (await DetailAsync("/convlog/v1/access-log", reader)).Should()
            .Be("This requires the permission Manage. In this app, no policy grants it to users. Send an API key that has it.");
        (await DetailAsync("/convlog/v1/conversations", ("X-Test-User", "joe:nothing,sub=2"))).Should().Be("This requires the permission Read. "
            + "You do not meet the policy \"read\" of this app. Ask the administrator of this app for access.");
        (await DetailAsync("/convlog/v1/access-log", ("X-API-KEY", Site.ReaderKey))).Should().Be("This requires the permission Manage.");

        async Task<string?> DetailAsync(string path, (string, string) header)
        {
            var refused = await site.GetAsync(path, header);
            refused.Status.Should().Be(HttpStatusCode.Forbidden);
            return refused.Json.GetProperty("detail").GetString();
        }
    }
}
