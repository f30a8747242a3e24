using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.Reading;

public class CallListReadsTests
{
    private const int Conversations = 2_101;

    private static readonly Reader s_reader = new("ben", canReadPii: false);

    private static readonly CallListQuery s_rare = new()
    {
        Calls = new CallQuery
        {
            Period = new StatisticsQuery { From = Some.At(-60), To = Some.At(Conversations + 60) },
            Kind = CallTargetKind.Endpoint,
            Name = "GET rare",
        },
    };

    [Fact]
    public async Task A_page_examines_two_thousand_conversations_and_the_next_one_continues()
    {
        var reading = await StartAsync();

        var first = await reading.ListCallsAsync(s_reader, s_rare);
        var second = await reading.ListCallsAsync(s_reader, s_rare, first.Next);

        (first.Calls.Count, first.Since).Should().Be((0, null));
        second.Calls.Should().ContainSingle().Which.Conversation.ConversationId.Should().Be("c0");
        second.Next.Should().BeNull();
    }

    [Fact]
    public async Task The_order_by_duration_says_since_when_conversations_were_examined()
    {
        var page = await (await StartAsync()).ListCallsAsync(s_reader, s_rare with { Sort = CallSort.Duration });

        (page.Calls.Count, page.Next, page.Since).Should().Be((0, null, Some.At(Conversations - 2_000)));
    }

    private static async Task<ConversationReader> StartAsync()
    {
        var store = new InMemoryConversationStore();
        await store.WriteAsync([.. Enumerable.Range(0, Conversations).SelectMany(static n => Records(n))]);
        return new ConversationReader(store, new ConversationReaderOptions { TimeProvider = new ManualClock(Some.At(Conversations)) });
    }

    private static IEnumerable<StoreRecord> Records(int n)
    {
        string id = $"c{n}";
        yield return Some.Opening(id, minute: n);
        yield return Some.ApiResponse(n == 0 ? "rare" : "usual", conversation: id) with { Timestamp = Some.At(n) };
    }
}
