using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.Reading;

/// <summary>Erasure during a read: the read continues and returns no erased data from any source.</summary>
public sealed class ConversationReaderErasureTests
{
    private static readonly Reader s_permitted = new("Dora", canReadPii: true);

    private readonly ManualClock _clock = new(Some.At(60));
    private readonly InMemoryConversationStore _store;

    public ConversationReaderErasureTests() => _store = new InMemoryConversationStore(timeProvider: _clock);

    [Fact]
    public async Task F13_an_export_continues_when_conversations_are_erased_in_between()
    {
        foreach (int i in Enumerable.Range(1, 6))
        {
            await _store.WriteAsync([Some.Opening($"c{i}", minute: i), Some.Entry(1, "m", $"c{i}")]);
        }

        var late = LateStore.Of(_store);
        var reader = Reader(late.Store);
        var first = await reader.ListWholeAsync(s_permitted, new ConversationQuery { Limit = 2 });
        await EraseAsync("c5");
        await EraseAsync("c4");
        late.BeforeRead = id => id is "c2" ? EraseAsync(id) : default;
        var second = await reader.ListWholeAsync(s_permitted, new ConversationQuery { Limit = 2 }, first.Next);
        var third = await reader.ListWholeAsync(s_permitted, new ConversationQuery { Limit = 2 }, second.Next);

        Ids(first).Should().Equal("c6", "c5");
        Ids(second).Should().Equal("c3");
        Ids(third).Should().Equal("c1");
        third.Next.Should().BeNull();
    }

    [Fact]
    public async Task F05_a_held_conversation_pending_erasure_is_not_replayed_to_permitted_readers()
    {
        var reader = Reader(_store);
        await using var live = await LiveWatch.StartAsync(reader, s_permitted);
        await WriteAsync(live, "c2", "before");
        string? place = live.Position; // The position of an event: later events are in memory.
        await _store.WriteAsync(
            [Some.Opening("held") with { UserId = "jane" },
            Some.Entry(1, "told", "held") with { Timestamp = _clock.GetUtcNow(), Fields = Some.Fields(LogField.Pii("phone", "+4915112345678")) }]);
        await live.UntilReceivedAsync("told");
        await _store.PlaceHoldAsync(Some.Hold("held"));
        await EraseAsync("held");
        await WriteAsync(live, "c3", "kept");

        await using var again = await LiveWatch.StartAsync(reader, s_permitted, after: place);
        await again.UntilReceivedAsync("kept");

        AnswerText.Of(live.Received).Should().Contain("+4915112345678", "that is what is looked for");
        AnswerText.Of(again.Received).Should().NotContain("+4915112345678").And.NotContain("jane");
    }

    private async Task WriteAsync(LiveWatch live, string conversation, string content)
    {
        await _store.WriteAsync([Some.Opening(conversation), Some.Entry(1, content, conversation) with { Timestamp = _clock.GetUtcNow() }]);
        await live.UntilReceivedAsync(content);
    }

    private ConversationReader Reader(IConversationStore store) => new(store, new ConversationReaderOptions { TimeProvider = _clock });

    private async ValueTask EraseAsync(string id) => await _store.EraseAsync(ErasureRequest.OfConversation(id, "dpo", _clock.GetUtcNow()));

    private static IEnumerable<string> Ids(WholePage page) => page.Conversations.Select(static conversation => conversation.Summary.ConversationId);
}
