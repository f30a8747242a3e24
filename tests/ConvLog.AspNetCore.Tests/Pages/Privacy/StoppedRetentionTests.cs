using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConvLog.AspNetCore.Tests.Pages.Privacy;

/// <summary>Scheduled retention that the safety limit stopped: on the page, in the API, and in the health checks of the host.</summary>
public sealed class StoppedRetentionTests
{
    private const string Stopped = "The safety limit stopped the scheduled r";

    [Fact]
    public async Task The_page_and_health_report_stopped_retention_until_a_run_is_confirmed()
    {
        await using var site = await StoppedAsync();

        string page = (await site.GetWithKeyAsync("/convlog/privacy", Site.PiiKey)).Body;
        var health = await site.GetWithKeyAsync("/convlog/v1/health", Site.PiiKey);
        var api = await site.GetWithKeyAsync("/convlog/v1/retention", Site.PiiKey);

        page.Should().Contain(Stopped + "un of <time").And.Contain("href=\"/convlog/privacy/runs\">review and confirm the run</a>");
        health.Json.GetProperty("status").GetString().Should().Be("degraded");
        var stopped = api.Json.GetProperty("stopped_run");
        (stopped.GetProperty("state").GetString(), stopped.GetProperty("started_by").ValueKind).Should().Be(("refused", JsonValueKind.Null));
        stopped.GetProperty("message").GetString().Should().Contain("of 7 conversations it would take 3 whole");
        health.Body.Should().Contain(Stopped).And.Contain("of 7 conversations it would take 3 whole");
        (await site.PostPermittedAsync("/convlog/privacy/runs", ("confirmed", "yes"))).Status.Should().Be(HttpStatusCode.SeeOther);
        (await site.GetWithKeyAsync("/convlog/privacy", Site.PiiKey)).Body.Should().NotContain(Stopped);
        (await site.GetWithKeyAsync("/convlog/v1/health", Site.PiiKey)).Json.GetProperty("status").GetString().Should().Be("healthy");
        (await site.GetWithKeyAsync("/convlog/v1/retention", Site.PiiKey)).Json.GetProperty("stopped_run").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task An_unconfirmed_run_changes_nothing()
    {
        await using var site = await StoppedAsync();

        await site.PostPermittedAsync("/convlog/privacy/runs");

        (await site.GetWithKeyAsync("/convlog/privacy", Site.PiiKey)).Body.Should().Contain(Stopped);
    }

    [Fact]
    public async Task The_number_of_conversations_is_shown_only_to_managers_of_all_conversations()
    {
        await using var site = await StoppedAsync();

        string health = (await site.GetWithKeyAsync("/convlog/v1/health")).Body;
        var check = await site.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        health.Should().Contain(Stopped).And.Contain("confirm the run on the console").And.NotContain("7 conversations");
        check.Status.Should().Be(HealthStatus.Degraded);
        check.Entries["convlog"].Description.Should().Contain(Stopped).And.NotContain("7 conversations");
        check.Entries["convlog"].Data["retention"].ToString().Should().NotContain("7 conversations");
    }

    // Three conversations are 40 days old and four are new; at most 30 % may expire at once. The time of the nightly run has passed.
    private static async Task<Site> StoppedAsync()
    {
        var site = await Site.WithKeysAsync(
            services: static services => services.AddHealthChecks().AddConvLog(),
            log: static options => (options.Retention.Enabled, options.Retention.MostShare) = (true, 0.3));
        var now = site.Clock.GetUtcNow();
        for (int i = 0; i < 7; i++)
        {
            site.Clock.SetUtcNow(i < 3 ? now.AddDays(-40) : now);
            await site.PlayAsync(new ConversationInfo($"c-{i}"));
        }

        site.Clock.Advance(TimeSpan.FromHours(16));
        while ((await site.Retention.ReadRunsAsync()).Count == 0)
        {
            await Task.Yield();
        }

        site.Clock.Advance(TimeSpan.FromMinutes(5));
        return site;
    }
}
