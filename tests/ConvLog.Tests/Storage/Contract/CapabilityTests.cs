using System.Reflection;
using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.Contract;

public class CapabilityTests
{
    private static readonly Reader s_reader = new("test", canReadPii: false);

    [Fact]
    public void A_store_needs_at_most_15_members()
    {
        var members = typeof(IConversationStore).GetInterfaces().Append(typeof(IConversationStore))
            .SelectMany(static type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            .Where(static member => member is not MethodInfo { IsAbstract: false }).ToList(); // The others have an implementation.

        members.Should().HaveCountLessThanOrEqualTo(15);
        members.Should().Contain(static member => member.Name == nameof(IAccessLog.WriteAccessAsync), "personal data leaves no store unrecorded");
    }

    [Fact]
    public void A_reader_says_what_its_store_can_do()
    {
        var all = Enum.GetValues<StoreCapabilities>().Aggregate(static (sum, one) => sum | one);

        new ConversationReader(new InMemoryConversationStore()).Capabilities.Should().Be(all);
        new ConversationReader(new CoreStore(new InMemoryConversationStore())).Capabilities.Should().Be(StoreCapabilities.None);
    }

    [Fact]
    public async Task What_the_store_does_not_have_is_named_and_what_it_has_works()
    {
        var store = new CoreStore(new InMemoryConversationStore());
        await store.WriteAsync([Some.Opening("a"), Some.Turn(1, "a"), Some.Entry(1, conversation: "a", level: EntryLevel.Error)]);
        var reader = new ConversationReader(store);
        var erasure = new ConversationErasure(store, sink: null, TimeProvider.System);
        var period = new StatisticsQuery { From = Some.At(-60), To = Some.At(60) };
        (string Interface, Func<Task> Call)[] calls =
        [
            (nameof(IStatisticsStore), () => reader.GetStatisticsAsync(s_reader, period).AsTask()),
            (nameof(IStatisticsStore), () => reader.GetErrorMessagesAsync(s_reader, period).AsTask()),
            (nameof(IStatisticsStore), () => reader.GetCallStatisticsAsync(s_reader, new CallQuery { Period = period }).AsTask()),
            (nameof(IStatisticsStore), () => reader.GetCallDetailsAsync(s_reader, new CallQuery { Period = period, Name = "f" }).AsTask()),
            (nameof(IFacetStore), () => reader.CountFacetsAsync(s_reader, new ConversationQuery()).AsTask()),
            (nameof(IUserStore), () => reader.ListUsersAsync(s_reader, new UserQuery()).AsTask()),
            (nameof(IArrivalStore), () => Task.FromResult(reader.FollowAsync(s_reader, new LiveQuery()))),
            (nameof(IAccessChain), () => reader.VerifyAccessLogAsync(s_reader).AsTask()),
            (nameof(IHoldStore), () => erasure.PlaceHoldAsync("a", "test").AsTask()),
            (nameof(IHoldStore), () => erasure.ReleaseHoldAsync("a").AsTask()),
            (nameof(IHoldStore), () => erasure.ListHoldsAsync().AsTask()),
            (nameof(IReceiptStore), () => erasure.GetReceiptAsync(Guid.NewGuid()).AsTask()),
            (nameof(IReceiptStore), () => erasure.FindReceiptAsync("a").AsTask()),
            (nameof(IReceiptStore), () => erasure.ListReceiptsAsync().AsTask()),
        ];

        foreach (var (name, call) in calls)
        {
            await call.Should().ThrowAsync<NotSupportedException>().WithMessage($"The store CoreStore does not implement {name}.");
        }

        var page = await reader.ListAsync(s_reader, new ConversationQuery());
        page.Conversations.Should().ContainSingle();
        (await reader.FindFirstProblemsAsync(s_reader, page.Conversations)).Should().BeEmpty();
        (await reader.FindLastAnswersAsync(s_reader, page.Conversations)).Should().BeEmpty();
        (await reader.SearchAsync(s_reader, new SearchQuery { Text = Guid.NewGuid().ToString(), From = Some.At(-60) })).Named.Should().BeEmpty();
        (await erasure.EraseConversationAsync("a", "test")).Conversations.Should().Be(1);
    }

    [Fact]
    public async Task Holds_are_not_lost_in_a_copy_to_a_store_without_them()
    {
        var from = new InMemoryConversationStore();
        await from.PlaceHoldAsync(Some.Hold("a"));

        await FluentActions.Awaiting(() => ConversationStoreCopy.RunAsync(from, new CoreStore(new InMemoryConversationStore())).AsTask())
            .Should().ThrowAsync<NotSupportedException>().WithMessage("*IHoldStore*");
    }
}
