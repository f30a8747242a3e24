using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.Sinks;

public sealed class StoreSinkLateTurnTests
{
    private static readonly TurnRecord s_turn = Some.Turn(1) with { Id = "SM1", UserInput = "hello" };

    [Theory]
    [InlineData(3, 0)]
    [InlineData(100, 1)]
    public async Task A_change_waits_for_a_turn_written_later_and_is_dropped_if_it_never_comes(int readsBefore, int dropped)
    {
        var store = new WritesBehind(readsBefore);
        await store.WriteAsync([Some.Opening()]);
        await using var host = new StoreSink(store, new StoreSinkOptions { RetryDelay = TimeSpan.FromMilliseconds(1) });
        await using (var conv = new Conversation(new ConversationInfo(Some.Conversation) { AgentId = "bookings" }, host))
        {
            conv.Turn(s_turn.Id).AddInput("soon");
        }

        (await host.FlushAsync()).Records.Dropped.Should().Be(dropped);
        var turns = (await store.Memory.ReadAsync(Some.Conversation))!.Turns;
        turns.Select(static turn => turn.UserInput.Text).Should().Equal(dropped == 0 ? ["hello\nsoon"] : []);
    }

    /// <summary>Simulates another host that writes the turn at the given read.</summary>
    private sealed class WritesBehind(int readsBefore) : WriteOnlyStore
    {
        private int _reads;

        public InMemoryConversationStore Memory { get; } = new();

        public override ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default)
            => Memory.WriteAsync(records, cancellationToken);

        public override async ValueTask<StoredConversation?> ReadAsync(
            string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        {
            if (++_reads == readsBefore)
            {
                await Memory.WriteAsync([s_turn], cancellationToken);
            }

            return await Memory.ReadAsync(conversationId, personal, cancellationToken);
        }
    }
}
