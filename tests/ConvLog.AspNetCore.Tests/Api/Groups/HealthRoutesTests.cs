using System.Net;
using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

public sealed class HealthRoutesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private static readonly HealthPart s_file = new(
        "file",
        StoreHealthStatus.Healthy,
        "It works.",
        new Dictionary<string, double>(StringComparer.Ordinal) { ["schema"] = 1, ["size_bytes"] = 565_248, ["wal_bytes"] = 94_792, ["pending_documents"] = 3,
            ["keys"] = 21, ["new_one"] = 7 })
    {
        LastSuccess = ManualClock.DefaultStart,
    };

    [Theory]
    [InlineData(Site.PiiKey,
        """ "last_success":"2025-01-01T10:00:00.000000Z","figures":{"schema":1,"size_bytes":565248,"wal_bytes":94792,"pending_documents":3,"keys":21,"new_one":7}""")]
    [InlineData(Site.ReaderKey, """ "figures":{"schema":1,"pending_documents":3}""")]
    public async Task Figures_that_depend_on_personal_data_are_shown_only_with_the_permission(string key, string rest)
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync(log: static options => options.Store = HealthStore.Of([s_file])));

        var answer = await site.GetWithKeyAsync("/convlog/v1/health", key);

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Body.Should().StartWith(
            $$"""{"status":"healthy","parts":[{"name":"file","status":"healthy","message":"It works.",{{rest.Trim()}}},{"name":"queue",""");
    }

    [Theory]
    [InlineData("manager-key-0123456789", true)]
    [InlineData("narrow-key-0123456789", false)]
    [InlineData("pii-only-key-0123456789", false)]
    [InlineData(Site.ReaderKey, false)]
    public async Task Paths_and_the_state_of_keys_are_shown_only_to_managers_of_all_conversations(string key, bool isTold)
    {
        const string Path = "/var/lib/secret-folder/n.db";
        HealthPart[] parts =
        [
            new("keys", StoreHealthStatus.Unhealthy, $"The keys file \"{Path}-keys\" is damaged.",
                new Dictionary<string, double>(StringComparer.Ordinal) { ["wrapped_by_older"] = 3 }),
            new("writing", StoreHealthStatus.Unhealthy,
                $"Since then: \"{Path}\" is full, and so is \"C:\\\\secret-folder\\\\n.db\".".Replace("\\\\", "\\", StringComparison.Ordinal),
                new Dictionary<string, double>(StringComparer.Ordinal)),
        ];
        await using var site = await Site.WithKeysAsync(
            static options =>
            {
                options.ApiKeys.Add("manager-key-0123456789", "Manager", ConvLogPermissions.Read | ConvLogPermissions.Manage);
                options.ApiKeys.Add("narrow-key-0123456789", "Narrow", ConvLogPermissions.All, new ConversationScope { AgentIds = ["bookings"] });
                options.ApiKeys.Add("pii-only-key-0123456789", "Sees", ConvLogPermissions.Read | ConvLogPermissions.ReadPii);
            },
            log: options => options.Store = HealthStore.Of(parts));

        var answer = await site.GetWithKeyAsync("/convlog/v1/health", key);

        answer.Body.Contains("secret-folder", StringComparison.Ordinal).Should().Be(isTold);
        answer.Body.Contains("is damaged", StringComparison.Ordinal).Should().Be(isTold);
        answer.Json.GetProperty("status").GetString().Should().Be("unhealthy");
        if (!isTold)
        {
            answer.Body.Should().Contain("\\\"n.db\\\" is full, and so is \\\"n.db\\\".").And.Contain(
                "Readers with Manage for all conversations see the cause.").And.NotContain("wrapped_by_older");
        }
    }

    [Fact]
    public async Task Short_keys_are_reported_to_managers_outside_development()
    {
        await using var production = await Site.WithKeysAsync(static options => options.ApiKeys.Add("short"), environment: "Production");
        await using var development = await Site.WithKeysAsync(static options => options.ApiKeys.Add("short"));

        var told = await production.GetWithKeyAsync("/convlog/v1/health", Site.PiiKey);
        told.Json.GetProperty("status").GetString().Should().Be("healthy");
        told.Body.Should().Contain("\"name\":\"access\"").And.Contain("\"short_keys\":2");
        (await production.GetWithKeyAsync("/convlog/v1/health")).Body.Should().NotContain("\"access\"");
        (await development.GetWithKeyAsync("/convlog/v1/health", Site.PiiKey)).Body.Should().NotContain("\"access\"");
    }

    [Theory]
    [InlineData(Site.PiiKey, true)]
    [InlineData(Site.ReaderKey, false)]
    public async Task Health_includes_the_queue_and_its_dropped_entries(string key, bool withCounts)
    {
        var site = await sites.GetAsync(PlayedAsync);

        var parts = (await site.GetWithKeyAsync("/convlog/v1/health", key)).Json.GetProperty("parts").EnumerateArray()
            .ToDictionary(static part => part.GetProperty("name").GetString()!, StringComparer.Ordinal);

        parts.Keys.Should().Equal("writing", "queue", "drops", "access-log");
        var queue = parts["queue"].GetProperty("figures");
        queue.GetProperty("capacity").GetDouble().Should().Be(100_000);
        queue.TryGetProperty("pending", out var pending).Should().Be(withCounts);
        queue.TryGetProperty("oldest_seconds", out _).Should().Be(withCounts);
        parts["drops"].GetProperty("figures").TryGetProperty("queue_full", out var full).Should().Be(withCounts);
        if (withCounts)
        {
            (pending.GetDouble(), full.GetDouble()).Should().Be((0, 0));
        }
    }

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("c"));
        return site;
    }
}
