using ConvLog.Records;
using ConvLog.Sqlite.Tests.Contract;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Lists;

public sealed class FacetReadingTests
{
    [Fact]
    public async Task Functions_of_a_long_list_are_counted_once_per_calling_conversation()
    {
        await using var opened = await SqliteUnderTest.OpenAsync();
        foreach (var some in Enumerable.Range(0, 2_200).Chunk(200))
        {
            await opened.Store.WriteAsync([.. some.SelectMany(static i => (StoreRecord[])
            [
                Some.Opening($"c{i}", minute: i) with { Channel = i % 50 == 0 ? "voice" : "chat" },
                Some.Call(1, $"c{i}", name: "find", outcome: FunctionOutcome.Completed), Some.Call(2, $"c{i}", name: "find", outcome: FunctionOutcome.Failed),
                .. i % 2 == 0 ? [Some.Call(3, $"c{i}", name: "pay", outcome: FunctionOutcome.Completed)] : (StoreRecord[])[],
            ])]);
        }

        await opened.CatchUpAsync();
        var all = await opened.Store.CountFacetsAsync(new ConversationQuery { Limit = 100_000 }, withPii: false);
        var newest = await opened.Store.CountFacetsAsync(new ConversationQuery { Limit = 2_100 }, withPii: false);
        var few = await opened.Store.CountFacetsAsync(new ConversationQuery { Limit = 100_000, Channel = "voice" }, withPii: false);

        Of(all).Should().Equal(("find", 2_200), ("pay", 1_100));
        Of(newest).Should().Equal(("find", 2_100), ("pay", 1_050));
        Of(few).Should().Equal(("find", 44), ("pay", 44));
        (all.IsComplete, newest.IsComplete).Should().Be((true, false));
    }

    private static IEnumerable<(string, long)> Of(ConversationFacets facets) => facets.Functions.Select(static value => (value.Value, value.Conversations));
}
