using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Pages.List;

public sealed class ListFacetsTests
{
    [Fact]
    public async Task Facets_and_bars_count_all_conversations_of_a_long_list()
    {
        await using var site = await Site.WithKeysAsync();
        var store = site.Services.GetRequiredService<IConversationStore>();
        await store.WriteAsync([.. Enumerable.Range(0, 2_500).SelectMany(static i => (StoreRecord[])
            [Some.Opening($"c{i}", minute: i) with { Channel = i % 2 == 0 ? "voice" : "chat" }, Some.Label("vip", conversation: $"c{i}")])]);

        string all = (await site.GetWithKeyAsync("/convlog")).Body;
        string set = (await site.GetWithKeyAsync("/convlog?channel=chat")).Body;

        all.Should().Contain("<bdi>voice</bdi><span class=\"n\">1,250</span>").And.Contain("<bdi>vip</bdi><span class=\"n\">2,500</span>")
            .And.NotContain("Counts of the newest").And.NotContain(">newest ").And.NotContain("≥");
        set.Should().Contain("<bdi>voice</bdi><span class=\"n\">1,250</span>", "a facet that is set has its other values too").And.NotContain("≥");
    }

    [Fact]
    public async Task Facets_and_bars_of_a_longer_list_count_the_newest_and_say_so_until_all_are_requested()
    {
        await using var site = await Site.WithKeysAsync();
        var store = site.Services.GetRequiredService<IConversationStore>();
        await store.WriteAsync([.. Enumerable.Range(0, 10_001)
            .Select(static i => Some.Opening($"c{i}", minute: i) with { Channel = i % 2 == 0 ? "voice" : "chat" })]);

        foreach (string key in (string[])[Site.ReaderKey, Site.PiiKey])
        {
            string newest = (await site.GetWithKeyAsync("/convlog?sort=updated", key)).Body;
            string all = (await site.GetWithKeyAsync("/convlog?counted=all&sort=updated", key)).Body;

            newest.Should().Contain("<bdi>voice</bdi><span class=\"n\">≥ 1,000</span>").And.Contain("Counts of the newest 2,000 conversations")
                .And.Contain("<a class=\"link\" href=\"/convlog?counted=all&amp;sort=updated\">Count all</a>").And.Contain("newest 2,000");
            all.Should().Contain("<bdi>voice</bdi><span class=\"n\">5,001</span>").And.NotContain("Count all").And.NotContain("≥")
                .And.NotContain("Counts of the newest").And.Contain("counted=all&amp;");
        }
    }
}
