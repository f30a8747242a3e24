using System.Net;
using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

/// <summary>Turns that the model refused to answer, and unobserved calls, in the API, its exports and the pages.</summary>
public sealed class ConversationFiltersRefusalTests(SharedSites sites) : IClassFixture<SharedSites>
{
    [Theory]
    [InlineData("refused=true", "refused filtered")]
    [InlineData("refused=false", "answered unseen")]
    [InlineData("observed=false", "unseen")]
    [InlineData("observed=true", "refused filtered answered")]
    [InlineData("refused=true&observed=false", "")]
    [InlineData("refused=true&has_problem=false", "refused filtered")]
    public async Task Refused_conversations_are_filtered_in_lists_and_exports(string query, string found)
    {
        var site = await sites.GetAsync(static () => PlayedAsync());
        string[] ids = found.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        var listed = (await site.GetWithKeyAsync($"/convlog/v1/conversations?{query}")).Json.GetProperty("conversations").EnumerateArray();
        string exported = (await site.GetWithKeyAsync($"/convlog/v1/export/conversations?{query}")).Body;

        listed.Select(static one => one.GetProperty("conversation_id").GetString()).Should().BeEquivalentTo(ids);
        foreach (string id in (string[])["refused", "filtered", "answered", "unseen"])
        {
            exported.Contains($"\"conversation_id\":\"{id}\"", StringComparison.Ordinal).Should().Be(ids.Contains(id, StringComparer.Ordinal), id);
        }
    }

    [Theory]
    [InlineData("refused", "refusal")]
    [InlineData("observed", "False")]
    public async Task A_value_other_than_true_or_false_is_refused(string parameter, string value)
    {
        var site = await sites.GetAsync(static () => PlayedAsync());

        var refused = await site.GetWithKeyAsync($"/convlog/v1/conversations?{parameter}={value}");

        (refused.Status, refused.Json.GetProperty("field").GetString()).Should().Be((HttpStatusCode.BadRequest, parameter));
    }

    [Fact]
    public async Task Refusals_are_counted_in_lists_and_statistics_and_are_not_errors()
    {
        var site = await sites.GetAsync(static () => PlayedAsync());

        var summary = (await site.GetWithKeyAsync("/convlog/v1/conversations/refused")).Json;
        var total = (await site.GetWithKeyAsync("/convlog/v1/statistics?from=2025-01-01T00:00:00Z&to=2025-01-02T00:00:00Z")).Json.GetProperty("total");

        (summary.GetProperty("refused_turn_count").GetInt32(), summary.GetProperty("problems").GetProperty("total").GetInt32()).Should().Be((1, 0));
        total.GetProperty("refused").GetRawText().Should().Be("""{"count":2,"share":0.5}""");
        total.GetProperty("errors").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task Pages_filter_by_refusal_and_show_the_refusal_rate()
    {
        await using var site = await PlayedAsync(withKeys: false);

        string refused = (await site.GetAsync("/convlog?refused=true")).Body;
        string unseen = (await site.GetAsync("/convlog?observed=false")).Body;
        string verified = (await site.GetAsync("/convlog?observed=true")).Body;
        string insight = WebUtility.HtmlDecode((await site.GetAsync("/convlog/insight")).Body);

        refused.Should().Contain("conversations/refused?").And.Contain("conversations/filtered?").And.NotContain("conversations/answered?");
        unseen.Should().Contain("conversations/unseen?").And.NotContain("conversations/refused?");
        verified.Should().NotContain("conversations/unseen?").And.Contain("conversations/refused?");
        insight.Should().Contain("Refused turns").And.Contain("2, 50\u00A0% of all turns").And.Contain("&refused=true").And.NotContain("Interrupted turns");
    }

    private static async Task<Site> PlayedAsync(bool withKeys = true)
    {
        var site = withKeys ? await Site.WithKeysAsync() : await Site.StartAsync();
        var store = site.Services.GetRequiredService<IConversationStore>();
        foreach (var (id, reason) in ((string, string?)[])[("refused", "refusal"), ("filtered", "content_filter"), ("answered", "stop"), ("unseen", null)])
        {
            await site.PlayAsync(new ConversationInfo(id) { AgentId = "bookings" });
            var turn = (await store.ReadAsync(id))!.Turns[0];
            await store.WriteAsync([turn with { Revision = turn.Revision + 1, FinishReason = reason }]);
        }

        await store.WriteAsync(
        [
            new FunctionEventRecord
            {
                ConversationId = "unseen", WriterId = Guid.NewGuid(), Sequence = 1, Id = "call 1", Name = "look", StartedAt = ManualClock.DefaultStart,
                Outcome = FunctionOutcome.Completed, IsUnobserved = true,
            },
        ]);
        return site;
    }
}
