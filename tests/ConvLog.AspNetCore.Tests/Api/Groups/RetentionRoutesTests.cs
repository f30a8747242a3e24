using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

public sealed class RetentionRoutesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    [Fact]
    public async Task Settings_and_runs_are_returned()
    {
        await using var site = await Changes.SiteAsync(static options =>
        {
            options.Retention.Enabled = true;
            options.Retention.PersonalDataDays = 7;
            options.Retention.TimeZone = TimeZoneInfo.Utc;
        });

        var answer = await site.SendAsync("GET", "/retention", null, Changes.Operator);

        answer.Body.Should().Be(
            """{"settings":{"enabled":true,"days":30,"personal_data_days":7,"access_log_days":365,"batch_size":100,"run_at":"02:00","time_zone":"UTC","keep_annotated":true,"most_share":0.5},"next_run_at":"2025-01-02T02:00:00.000000Z","stopped_run":null,"runs":[]}""");
    }

    [Fact]
    public async Task The_time_of_the_daily_run_includes_its_zone_even_if_that_is_the_local_one()
    {
        await using var site = await Changes.SiteAsync();

        var answer = await site.SendAsync("GET", "/retention", null, Changes.Operator);

        answer.Json.GetProperty("settings").GetProperty("time_zone").GetString().Should().Be(site.Clock.LocalTimeZone.Id);
    }

    [Fact]
    public async Task A_preview_changes_nothing_and_a_run_deletes_the_previewed_number()
    {
        await using var site = await Changes.SiteAsync(static options => options.Retention.MostShare = 1);
        site.Clock.Advance(TimeSpan.FromDays(31));
        await site.PlayAsync(new ConversationInfo("new") { AgentId = "bookings" });

        var preview = await site.SendAsync("POST", "/retention/preview", null, Changes.Operator);
        (await site.Reading.ExistsAsync(Privacy.Reader.Anonymous, "conv-42")).Should().BeTrue();
        var run = await site.SendAsync("POST", "/retention/runs", "{}", Changes.Operator);

        (preview.Status, preview.Json.GetProperty("conversations").GetInt32(), preview.Json.GetProperty("total_conversations").GetInt32()).Should()
            .Be((HttpStatusCode.OK, 2, 3));
        run.Status.Should().Be(HttpStatusCode.OK);
        var told = run.Json.GetProperty("run");
        (told.GetProperty("state").GetString(), told.GetProperty("started_by").GetString(), told.GetProperty("conversations").GetInt32()).Should()
            .Be(("completed", "Olga", 2));
        (await site.Reading.ExistsAsync(Privacy.Reader.Anonymous, "conv-42")).Should().BeFalse();
        (await site.SendAsync("GET", "/retention", null, Changes.Operator)).Json.GetProperty("runs")[0].GetProperty("id").GetString().Should()
            .Be(told.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_run_above_the_safety_limit_requires_confirmation()
    {
        await using var site = await Changes.SiteAsync();
        site.Clock.Advance(TimeSpan.FromDays(31));

        var refused = await site.SendAsync("POST", "/retention/runs", """{"confirmed":false}""", Changes.Operator);
        (await site.Reading.ExistsAsync(Privacy.Reader.Anonymous, "conv-42")).Should().BeTrue();
        var confirmed = await site.SendAsync("POST", "/retention/runs", """{"confirmed":true}""", Changes.Operator);

        refused.Status.Should().Be(HttpStatusCode.Conflict);
        refused.Json.GetProperty("detail").GetString().Should().Contain("""{"confirmed":true}""");
        confirmed.Status.Should().Be(HttpStatusCode.OK);
        (await site.Reading.ExistsAsync(Privacy.Reader.Anonymous, "conv-42")).Should().BeFalse();
    }

    [Fact]
    public async Task A_long_run_continues_and_is_reported_as_running()
    {
        var (store, slow) = SlowRetention.Create();
        await using var site = await Changes.SiteAsync(options => options.Store = store);
        site.Clock.Advance(TimeSpan.FromDays(31));

        var answering = site.SendAsync("POST", "/retention/runs", """{"confirmed":true}""", Changes.Operator);
        await slow.Begun;
        for (int i = 0; i < 1_000 && !answering.IsCompleted; i++)
        {
            site.Clock.Advance(TimeSpan.FromSeconds(6)); // Until the wait ends, which starts at some time after the run.
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        var answer = await answering;
        answer.Status.Should().Be(HttpStatusCode.Accepted);
        answer.Json.GetProperty("run").GetProperty("state").GetString().Should().Be("running");

        slow.Continue();
        for (int i = 0; i < 1_000 && (await site.Retention.ReadRunsAsync())[0].EndedAt is null; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        var runs = (await site.SendAsync("GET", "/retention", null, Changes.Operator)).Json.GetProperty("runs");
        (runs[0].GetProperty("state").GetString(), runs[0].GetProperty("conversations").GetInt32()).Should().Be(("completed", 2));
    }

    [Theory]
    [InlineData("GET", "/retention", null)]
    [InlineData("POST", "/retention/preview", null)]
    [InlineData("POST", "/retention/runs", """{"confirmed":true}""")]
    public async Task Retention_routes_require_permission_to_manage_all_conversations(string method, string path, string? json)
    {
        var site = await sites.GetAsync(AgedAsync);

        (await site.SendAsync(method, path, json, Changes.TenantOperator)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await site.SendAsync(method, path, json, Changes.PiiReader)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await site.SendAsync(method, path, json, key: null)).Status.Should().Be(HttpStatusCode.Unauthorized);

        (await site.Reading.ExistsAsync(Privacy.Reader.Anonymous, "conv-42")).Should().BeTrue();
    }

    private static async Task<Site> AgedAsync()
    {
        var site = await Changes.SiteAsync();
        site.Clock.Advance(TimeSpan.FromDays(31));
        return site;
    }
}
