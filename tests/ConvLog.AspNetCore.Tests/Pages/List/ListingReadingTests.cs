using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.AspNetCore.Tests.Pages.List;

/// <summary>Everything that the list shows of conversations is read from one snapshot.</summary>
public sealed class ListingReadingTests
{
    private static readonly string[] s_ofTheHost = [nameof(IConversationStore.CheckHealthAsync)];

    [Theory]
    [InlineData("/convlog?period=all")]
    [InlineData("/convlog?period=all&function_name=pay&agent_id=bookings&problem=function")]
    [InlineData("/convlog?period=all&query=declined")]
    public async Task A_list_is_one_read_of_the_store(string address)
    {
        await using var site = await Site.WithKeysAsync(services: MonitoredStore.AddTo);
        var store = MonitoredStore.Of(site);
        await store.Inner.WriteAsync([
            Some.Opening("a"), Some.Turn(1, "a"), Some.Call(1, "a", name: "pay", outcome: FunctionOutcome.Failed),
            Some.Entry(1, "card declined", "a", level: EntryLevel.Error), Some.Opening("b", minute: 1), Some.Entry(1, "nothing", "b"),
        ]);
        store.TakeCalls();

        string page = (await site.GetWithKeyAsync(address)).Body;

        page.Should().Contain("card declined", "the first problem or the hit").And.Contain("Function", "the facets");
        store.TakeCalls().Except(s_ofTheHost, StringComparer.Ordinal).Should().Equal(nameof(ISnapshotStore.ReadSnapshotAsync));
    }
}
