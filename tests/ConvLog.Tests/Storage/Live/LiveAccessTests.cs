using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.Live;

/// <summary>A live reader with the permission is in the access log before they get an event, and an unavailable store is waited for.</summary>
public sealed class LiveAccessTests
{
    private static readonly Reader s_dora = new("Dora", canReadPii: true) { Reason = "ticket 4711" };

    private readonly ManualClock _clock = new(Some.At(0));
    private readonly InMemoryConversationStore _store = new();
    private readonly AccessWatch _watch;
    private readonly ConversationReader _reader;

    public LiveAccessTests()
    {
        _watch = AccessWatch.Of(_store);
        _reader = new ConversationReader(_watch.Store, new ConversationReaderOptions { TimeProvider = _clock });
    }

    [Fact]
    public async Task Each_conversation_is_recorded_once_a_minute_with_reader_and_reason()
    {
        await using var live = await LiveWatch.StartAsync(_reader, s_dora, new LiveQuery { Level = EntryLevel.Info });
        await LogAsync(live, 1, "one");
        await LogAsync(live, 2, "two");
        _clock.Advance(TimeSpan.FromSeconds(61));
        await LogAsync(live, 3, "three");
        await LogAsync(live, 1, "four", "c2");

        Written().Should().Equal(
            (Some.At(0), "Dora", "ticket 4711", AccessKind.Log, Some.Conversation),
                (Some.At(0).AddSeconds(61), "Dora", "ticket 4711", AccessKind.Log, Some.Conversation),
            (Some.At(0).AddSeconds(61), "Dora", "ticket 4711", AccessKind.Log, "c2"));
    }

    [Fact]
    public async Task A_reader_without_the_permission_is_not_recorded()
    {
        await using var live = await LiveWatch.StartAsync(_reader, s_dora with { CanReadPii = false });
        await LogAsync(live, 1, "one");

        Written().Should().BeEmpty();
    }

    [Fact]
    public async Task No_event_is_sent_before_the_access_is_recorded_or_where_that_fails()
    {
        await using var live = await LiveWatch.StartAsync(_reader, s_dora);
        _watch.Failure = new ConversationStoreException(StoreFault.Unavailable, "locked");

        await FluentActions.Awaiting(() => LogAsync(live, 1, "one")).Should().ThrowAsync<ConversationStoreException>();
        live.Received.Should().BeEmpty();
    }

    private async Task LogAsync(LiveWatch live, long sequence, string content, string conversation = Some.Conversation)
    {
        await _store.WriteAsync([Some.Opening(conversation), Some.Entry(sequence, content, conversation) with { Timestamp = _clock.GetUtcNow() }]);
        await live.UntilReceivedAsync(content);
    }

    private IEnumerable<(DateTimeOffset At, string Reader, string? Reason, AccessKind Kind, string? Conversation)> Written()
        => _watch.Written.SelectMany(static call => call)
            .Select(static access => (access.At, access.Reader, access.Reason, access.Kind, access.ConversationId));
}
