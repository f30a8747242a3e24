using System.Net;
using ConvLog.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Access;

/// <summary>Users of the host, who are authorized by its policies.</summary>
public sealed class HostUsersTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Api = "/convlog/v1/conversations";

    [Fact]
    public async Task A_user_acts_under_their_own_name_within_the_host_policies()
    {
        await using var site = await SiteAsync();

        (await site.GetAsync(Api, As("ada:read"))).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetAsync("/convlog/v1/access-log", As("ada:read"))).Status.Should().Be(HttpStatusCode.Forbidden);
        (await site.PostAsync("/convlog/conversations/conv-42", [("reveal", "yes")], As("ada:read,pii"))).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetAsync("/convlog/v1/access-log", As("ada:read,manage"))).Body.Should().Contain("\"ada\"").And.Contain("conv-42");
        (await site.GetAsync("/convlog", As("ada:read"))).Body.Should().Contain("<bdi>ada</bdi>").And.NotContain("Sign out");
    }

    [Fact]
    public async Task Users_who_share_a_name_are_distinguished_by_subject_in_the_access_log()
    {
        await using var site = await SiteAsync();
        foreach (string user in (string[])["ada:read,pii,sub=s-1", "ada:read,pii,sub=s-2"])
        {
            await site.PostAsync("/convlog/conversations/conv-42", [("reveal", "yes")], As(user));
        }

        var accesses = (await site.Reading.ReadAccessLogAsync(new AccessQuery { Reader = "ada" })).Accesses;

        accesses.Select(static access => access.Subject).Should().Equal("s-2", "s-1");
        (await site.GetAsync("/convlog/v1/access-log?subject=s-1", As("ada:read,manage"))).Json.GetProperty("accesses").GetArrayLength().Should().Be(1);
    }

    [Theory]
    [InlineData("throws:read")]
    [InlineData("unknown:read")]
    [InlineData("scope-throws:read")]
    [InlineData(":read")]
    [InlineData("ada:pii,annotate,manage")]
    public async Task E20_A_policy_that_throws_returns_null_or_identifies_no_user_denies_access_even_on_this_machine(string user)
    {
        var site = await sites.GetAsync(static () => SiteAsync());

        foreach (string path in new[] { Api, "/v1/agents/bookings/conversations", "/convlog", "/convlog/privacy" })
        {
            var answer = await site.GetAsync(path, As(user));
            answer.Status.Should().Be(HttpStatusCode.Forbidden);
            answer.Body.Should().NotContain("conv-42").And.NotContain("the directory is down");
        }
    }

    [Fact]
    public async Task E20_A_policy_that_does_not_answer_within_5_seconds_denies_access()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var site = await SiteAsync(services => services.AddAuthorizationBuilder().AddPolicy("read", policy => policy.RequireAssertion(async _ =>
        {
            asked.TrySetResult();
            await new TaskCompletionSource().Task;
            return true;
        })));

        var answering = site.GetAsync(Api, As("ada:read"));
        await asked.Task;
        site.Clock.Advance(TimeSpan.FromSeconds(5));

        (await answering).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task E20_An_undefined_policy_denies_access_and_is_logged()
    {
        await using var site = await SiteAsync(configure: static options => options.ReadPolicy = "misspelt");

        (await site.GetAsync(Api, As("ada:read"))).Status.Should().Be(HttpStatusCode.Forbidden);
        site.Logs.Lines.Should().Contain(static line => line.Contains("misspelt"));
    }

    [Fact]
    public async Task A_visitor_who_is_not_signed_in_is_challenged()
    {
        var site = await sites.GetAsync(static () => SiteAsync());

        (await site.GetAsync(Api)).Status.Should().Be(HttpStatusCode.Unauthorized, "a policy says who may read: programs on this machine no longer do");
    }

    [Fact]
    public async Task A_user_reads_only_the_conversations_in_the_scope_that_the_host_assigns()
    {
        var site = await sites.GetAsync(static () => SiteAsync());

        (await site.GetAsync(Api, As("others:read"))).Json.GetProperty("conversations").GetArrayLength().Should().Be(0);
        (await site.GetAsync($"{Api}/conv-42", As("others:read"))).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_change_with_browser_headers_is_accepted_only_from_the_same_origin()
    {
        await using var site = await SiteAsync();
        (string, string)[] headers = [As("ada:read,annotate"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "cors"), ("Sec-Fetch-Dest", "empty")];

        (await site.SendAsync(HttpMethod.Put, $"{Api}/conv-42/read", content: null, headers)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await site.SendAsync(HttpMethod.Put, $"{Api}/conv-42/read", content: null, As("ada:read,annotate"))).Status.Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_host_whose_policies_cannot_be_evaluated_does_not_start()
    {
        var withoutReading = () => Site.StartAsync(static options => options.ManagePolicy = "manage");
        var withoutAuthorization = () => Site.StartAsync(HostedUsers.Set, services: static services =>
        {
            foreach (var service in services.Where(static service => service.ServiceType == typeof(IAuthorizationService)).ToList())
            {
                services.Remove(service);
            }
        });

        await withoutReading.Should().ThrowAsync<InvalidOperationException>().WithMessage("*ReadPolicy*");
        await withoutAuthorization.Should().ThrowAsync<InvalidOperationException>().WithMessage("*AddAuthorization()*");
    }

    private static (string, string) As(string user) => ("X-Test-User", user);

    private static async Task<Site> SiteAsync(Action<IServiceCollection>? services = null, Action<ConvLogConsoleOptions>? configure = null)
    {
        var site = await Site.StartAsync(
            options =>
            {
                HostedUsers.Set(options);
                options.ScopeOf = static user => user.Identity?.Name switch
                {
                    "unknown" => null,
                    "others" => new Records.ConversationScope { AgentIds = ["another"] },
                    "scope-throws" => throw new InvalidOperationException("the directory is down"),
                    _ => Records.ConversationScope.All,
                };
                configure?.Invoke(options);
            },
            services: added =>
            {
                HostedUsers.Add(added);
                services?.Invoke(added);
            },
            before: HostedUsers.Use);
        await site.PlayAsync(new ConversationInfo("conv-42") { AgentId = "bookings", FromNumber = "+440000000001" });
        return site;
    }
}
