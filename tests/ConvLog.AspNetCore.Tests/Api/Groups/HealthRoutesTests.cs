using System.Net;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

public sealed class HealthRoutesTests
{
    private static readonly HealthPart s_file = new(
        "file",
        HealthStatus.Healthy,
        "It works.",
        new Dictionary<string, double>(StringComparer.Ordinal) { ["schema"] = 1, ["size_bytes"] = 565_248, ["wal_bytes"] = 94_792, ["pending_documents"] = 3, ["keys"] = 21, ["new_one"] = 7 })
    {
        LastSuccess = ManualClock.DefaultStart,
    };

    [Theory]
    [InlineData(Site.PiiKey, """ "last_success":"2025-01-01T10:00:00Z","figures":{"schema":1,"size_bytes":565248,"wal_bytes":94792,"pending_documents":3,"keys":21,"new_one":7}""")]
    [InlineData(Site.ReaderKey, """ "figures":{"schema":1,"pending_documents":3}""")]
    public async Task Figures_that_grow_with_personal_data_are_told_to_those_who_may_see_it(string key, string rest)
    {
        await using var site = await Site.WithKeysAsync(log: static options => options.Store = HealthStore.Of([s_file]));

        var answer = await site.GetWithKeyAsync("/convlog/v1/health", key);

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Body.Should().StartWith($$"""{"status":"healthy","parts":[{"name":"file","status":"healthy","message":"It works.",{{rest.Trim()}}},{"name":"queue",""");
    }

    [Theory]
    [InlineData(Site.PiiKey, true)]
    [InlineData(Site.ReaderKey, false)]
    public async Task The_queue_and_what_it_dropped_are_parts_of_it(string key, bool withCounts)
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("c"));

        var parts = (await site.GetWithKeyAsync("/convlog/v1/health", key)).Json.GetProperty("parts").EnumerateArray().ToDictionary(static part => part.GetProperty("name").GetString()!, StringComparer.Ordinal);

        parts.Keys.Should().Equal("writing", "queue", "drops");
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
}
