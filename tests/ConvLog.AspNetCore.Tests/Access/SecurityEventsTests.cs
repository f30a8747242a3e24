using System.Net;
using System.Security.Claims;
using ConvLog.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace ConvLog.AspNetCore.Tests.Access;

/// <summary>The security events in the logs of the host.</summary>
public sealed class SecurityEventsTests
{
    private static readonly IPAddress s_elsewhere = IPAddress.Parse("203.0.113.7");

    [Fact]
    public async Task Sign_ins_sign_outs_wrong_keys_refusals_and_reveals_are_logged_and_counted()
    {
        using var counted = new MetricCollector<long>(null, "ConvLog", "convlog.security.events");
        await using var site = await Site.WithKeysAsync();
        site.Address = s_elsewhere;
        await Canaries.PlayAsync(site);

        var signedIn = await site.PostAsync("/convlog/sign-in", [("key", Site.PiiKey)], ("Sec-Fetch-Site", "same-origin"));
        var cookie = ("Cookie", signedIn.Header("Set-Cookie")!.Split(';')[0]);
        await site.PostAsync("/convlog/conversations/conv-canaries", [("reveal", "yes")], cookie, ("Sec-Fetch-Site", "same-origin"));
        await site.PostAsync("/convlog/sign-out", [], cookie, ("Sec-Fetch-Site", "same-origin"));
        await site.PostAsync("/convlog/sign-in", [("key", "canary-key")], ("Sec-Fetch-Site", "same-origin"));
        await site.GetWithKeyAsync("/convlog/v1/conversations", "canary-key");
        await site.GetWithKeyAsync("/convlog/v1/access-log");
        await site.GetAsync("/convlog/conversations/canary-id");

        var lines = Security(site);
        lines.Should().HaveCount(8, "the first says who may read").And.ContainInOrder(
            "Permitted signed in.",
            "Permitted revealed the personal data of /convlog/conversations/{conversationId}.",
            "Permitted signed out.",
            "An unknown API key was sent with POST /convlog/sign-in.",
            "An unknown API key was sent with GET /convlog/v1/conversations.",
            "Refused Reader: GET /convlog/v1/access-log was answered with 403 (Key).",
            "Refused an unknown visitor: GET /convlog/conversations/{conversationId} was answered with 401 (Unknown).");
        lines.Should().NotContain(static line => line.Contains("canary", StringComparison.Ordinal));
        counted.GetMeasurementSnapshot().Select(static count => count.Tags.Single().Value).Should()
            .Contain(["signed_in", "signed_out", "wrong_key", "refused", "revealed"]);
    }

    [Fact]
    public async Task A_failed_reveal_is_not_logged_as_one()
    {
        await using var site = await Site.WithKeysAsync();

        await site.RevealAsync("/convlog/conversations/none");

        Security(site).Should().NotContain(static line => line.Contains("revealed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_user_of_the_host_is_logged_by_subject_and_displayed_by_name()
    {
        await using var site = await Site.StartAsync(HostedUsers.Set, services: HostedUsers.Add, before: static app =>
        {
            HostedUsers.Use(app);
            app.Use(static (context, next) =>
            {
                ((ClaimsIdentity)context.User.Identity!).AddClaim(new Claim("sub", "248289761001"));
                return next(context);
            });
        });

        var page = await site.GetAsync("/convlog", ("X-Test-User", "ada:read"));
        await site.GetAsync("/convlog/privacy", ("X-Test-User", "ada:read"));

        page.Body.Should().Contain("<bdi>ada</bdi>").And.NotContain("248289761001");
        Security(site).Should().Contain("Refused 248289761001: GET /convlog/privacy was answered with 403 (User).");
    }

    [Theory]
    [InlineData("Production", "short-key", true)]
    [InlineData("Staging", "0123456789012345678", true)]
    [InlineData("Production", "01234567890123456789", false)]
    [InlineData("Development", "short-key", false)]
    public async Task A_short_API_key_causes_a_warning_at_start_outside_development(string environment, string key, bool isWarnedOf)
    {
        await using var site = await Site.StartAsync(options => options.ApiKeys.Add(key), environment: environment);

        Security(site).Any(static line => line.StartsWith("1 API keys have fewer than 20 characters", StringComparison.Ordinal)).Should().Be(isWarnedOf);
        Security(site).Should().NotContain(line => line.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_host_logs_at_start_who_has_read_access()
    {
        await using var keys = await Site.WithKeysAsync(environment: "Production");
        await using var users = await Site.StartAsync(HostedUsers.Set, services: HostedUsers.Add, before: HostedUsers.Use);
        await using var nobody = await Site.StartAsync(environment: "Production");
        await using var developer = await Site.StartAsync();

        Security(keys)[0].Should()
            .Be("Who can read conversations: 2 API keys, 1 with access to personal data; no host users; visitors on this machine (pages, without personal "
            + "data).");
        Security(users)[0].Should()
            .Be("Who can read conversations: no API key; host users who meet the policy \"read\", with personal data if they meet \"pii\"; no visitors without "
            + "a key.");
        Security(nobody)[0].Should().Be("Who can read conversations: no API key; no host users; no visitors without a key.");
        Security(developer)[0].Should()
            .Be("Who can read conversations: no API key; no host users; visitors on this machine (pages and API, without personal data).");
    }

    [Theory]
    [InlineData("Production", 1, true)]
    [InlineData("Production", 0, false)]
    [InlineData("Development", 1, false)]
    public async Task A_key_ring_next_to_its_data_causes_a_warning_at_start_outside_development(string environment, double beside, bool isWarnedOf)
    {
        var keys = new HealthPart("keys", StoreHealthStatus.Healthy, "It works.",
            new Dictionary<string, double>(StringComparer.Ordinal) { ["ring_beside_data"] = beside });
        await using var site = await Site.StartAsync(environment: environment, log: options => options.Store = HealthStore.Of([keys]));
        await site.StopAsync();

        Security(site).Any(static line => line.StartsWith("The wrapping keys are in a file beside the data", StringComparison.Ordinal)).Should().Be(isWarnedOf);
    }

    [Fact]
    public async Task A_host_starts_and_stops_while_its_store_does_not_report_where_the_wrapping_keys_are()
    {
        using var hold = new ManualResetEventSlim();
        await using var site = await Site.StartAsync(environment: "Production", log: options => options.Store = HealthStore.Hanging(hold));

        (await site.GetAsync("/convlog/")).Status.Should().Be(HttpStatusCode.Unauthorized);
        hold.Set();
    }

    private static List<string> Security(Site site) => [.. site.Logs.Security];
}
