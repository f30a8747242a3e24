using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.Live;

/// <summary>A disconnected reader resumes at their position: exactly on the same host, with some repeated events on another host.</summary>
public sealed class LiveReplayTests
{
    private static readonly Reader s_permitted = StoredSession.Permitted;
    private static readonly Reader s_other = StoredSession.Other;

    private readonly ManualClock _clock = new(Some.At(0));
    private readonly InMemoryConversationStore _store;
    private readonly ConversationReader _reader;

    public LiveReplayTests()
    {
        _store = new InMemoryConversationStore(timeProvider: _clock);
        _reader = Host();
    }

    [Fact]
    public async Task Resuming_on_the_same_host_sends_each_missed_event_once()
    {
        string place = await LeaveAfterAsync("one");
        await _store.WriteAsync([Some.Entry(2, "two"), Some.Entry(3, "hidden", isPii: true), Some.Opening("c2"), Some.Entry(1, "three", "c2")]);
        _clock.Advance(TimeSpan.FromMinutes(2));
        await using var again = await LiveWatch.StartAsync(_reader, s_other, after: place);
        await again.UntilReceivedAsync("three");
        await _store.WriteAsync([Some.Entry(4, "four")]);
        await again.UntilReceivedAsync("four");

        again.Contents.Should().HaveCount(3).And.BeEquivalentTo("two", "three", "four");
        again.Resets.Should().Be(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Resuming_on_the_same_host_sends_only_later_events(bool isFirst)
    {
        await using var other = await LiveWatch.StartAsync(_reader, s_other);
        await _store.WriteAsync([Some.Opening(), Some.Entry(1, "before")]);
        await other.UntilAsync(static told => told.Kind == LiveEventKind.Conversation);
        string place = other.Position!;
        if (isFirst)
        {
            await using var left = await LiveWatch.StartAsync(_reader, s_other);
            place = left.Position!;
        }

        await _store.WriteAsync([Some.Opening("c2"), Some.Entry(1, "later", "c2")]);
        await using var again = await LiveWatch.StartAsync(_reader, s_other, after: place);
        await again.UntilReceivedAsync("later");

        again.Received.Select(static told => told.Conversation.ConversationId).Should().AllBe("c2");
    }

    [Fact]
    public async Task Resuming_on_another_host_misses_no_event_and_repeats_keep_their_ID()
    {
        await using var live = await LiveWatch.StartAsync(_reader, s_other);
        await _store.WriteAsync([Some.Opening(), Some.Opening("c3"), Some.Entry(1, "known", "c3")]);
        await live.UntilReceivedAsync("known");
        await _store.WriteAsync([Some.Entry(1, "one")]);
        await live.UntilReceivedAsync("one");
        _clock.Advance(TimeSpan.FromMinutes(1));
        await _store.WriteAsync([Now(2, "two"), Now(3, "hidden") with { IsPii = true }, Some.Opening("c2"), Some.Entry(1, "three", "c2")]);
        await using var elsewhere = await LiveWatch.StartAsync(Host(), s_other, after: live.Position);
        await elsewhere.UntilReceivedAsync("three");
        await elsewhere.UntilReceivedAsync("two");
        await elsewhere.NextAsync();

        elsewhere.Contents.Should().BeEquivalentTo("known", "two", "three");
        elsewhere.Received.Should().OnlyContain(static told => told.Place == null, "until all is told, one goes on from the place before");
        elsewhere.Received.First(static told => told.Logged?.Entry?.Content is "known").Logged!.Entry!.Id.Should().Be(live.Received[0].Logged!.Entry!.Id);
        elsewhere.Position.Should().NotBe(live.Position);
        await _store.WriteAsync([Now(4, "four")]);
        await elsewhere.UntilReceivedAsync("four");
        elsewhere.Contents.Should().HaveCount(4);
    }

    [Fact]
    public async Task On_another_host_a_personal_entry_causes_no_repeated_event()
    {
        await _store.WriteAsync([Some.Opening(), Some.Entry(1, "long ago")]);
        _clock.Advance(TimeSpan.FromMinutes(20));
        await using var live = await LiveWatch.StartAsync(_reader, s_other);
        await _store.WriteAsync([Now(2, "hidden") with { IsPii = true }]);
        await using var elsewhere = await LiveWatch.StartAsync(Host(), s_other, after: live.Position);
        await elsewhere.NextAsync();
        await using var permitted = await LiveWatch.StartAsync(Host(), s_permitted, after: live.Position);
        await permitted.UntilReceivedAsync("hidden");

        elsewhere.Received.Should().BeEmpty();
        elsewhere.Signs.Should().Be(2);
    }

    [Fact]
    public async Task Resuming_after_more_than_an_hour_requires_a_reload()
    {
        string place = await LeaveAfterAsync("one");
        await _store.WriteAsync([Some.Entry(2, "two")]);
        _clock.Advance(TimeSpan.FromHours(2));
        await using var again = await LiveWatch.StartAsync(_reader, s_other, after: place);
        await again.NextAsync();

        again.Resets.Should().Be(1);
        again.Received.Should().BeEmpty();
        await _store.WriteAsync([Now(3, "three")]);
        await again.UntilReceivedAsync("three");
    }

    [Fact]
    public async Task A_feed_of_one_conversation_resumes_from_its_log_after_any_time()
    {
        string place = await LeaveAfterAsync("one");
        await _store.WriteAsync([Some.Entry(2, "two"), Some.Entry(3, "three")]);
        _clock.Advance(TimeSpan.FromHours(48));
        await using var again = await LiveWatch.StartAsync(Host(), s_other, new LiveQuery { ConversationId = Some.Conversation }, place);
        await again.UntilReceivedAsync("three");

        again.Contents.Should().Equal("two", "three");
        again.Resets.Should().Be(0);
    }

    [Fact]
    public async Task A_slow_reader_still_gets_every_event()
    {
        const int Many = 40_000;
        await using var quick = await LiveWatch.StartAsync(_reader, s_other);
        await using var slow = _reader.FollowAsync(s_other, new LiveQuery()).GetAsyncEnumerator();
        await slow.MoveNextAsync();
        foreach (int[] part in Enumerable.Range(1, Many).Chunk(1_000))
        {
            await _store.WriteAsync([Some.Opening($"c{part[0]}"), .. part.Select(n => Some.Entry(n, $"{n}", $"c{part[0]}"))]);
        }

        await quick.UntilReceivedAsync($"{Many}");
        var told = new HashSet<string>(StringComparer.Ordinal);
        while (told.Count < Many && await slow.MoveNextAsync())
        {
            told.UnionWith(slow.Current.Events.Where(static e => e.Logged is not null).Select(static e => e.Logged!.Entry!.Content));
        }

        told.Should().HaveCount(Many);
    }

    [Fact]
    public async Task Erased_entries_are_not_replayed_from_memory()
    {
        await using var live = await LiveWatch.StartAsync(_reader, s_permitted);
        await _store.WriteAsync([Some.Opening("c2"), Some.Entry(1, "before", "c2")]);
        await live.UntilReceivedAsync("before");
        string? place = live.Position; // The position of an event: later events are replayed from memory, not from the store.
        await _store.WriteAsync([Some.Opening(), Some.Entry(1, "to be erased")]);
        await live.UntilReceivedAsync("to be erased");
        await _store.EraseAsync(ErasureRequest.OfConversation(Some.Conversation, "test", _clock.GetUtcNow()));
        await _store.WriteAsync([Some.Entry(2, "kept", "c2")]);
        await live.UntilReceivedAsync("kept");
        await using var again = await LiveWatch.StartAsync(_reader, s_permitted, after: place);
        await again.UntilReceivedAsync("kept");

        again.Received.Should().OnlyContain(static told => told.Conversation.ConversationId == "c2");
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    [InlineData("9223372036854775807")]
    [InlineData("1.")]
    [InlineData("1.6f9619ff")]
    [InlineData("1.6f9619ff-8b86-d011-b42d-00c04fc964ff")]
    [InlineData("1..6f9619ff8b86d011")]
    [InlineData("1.6f9619ff8b86d011.6f9619ff8b86d011b42d00c04fc964ff")]
    [InlineData("1.6f9619ff8b86d011b42d00c04fc964ff.")]
    [InlineData("1.6f9619ff8b86d011b42d00c04fc964ff.6f9619ff8b86d011.1")]
    public void An_invalid_position_is_refused_at_once(string place)
        => FluentActions.Invoking(() => _reader.FollowAsync(s_other, new LiveQuery(), place)).Should().Throw<InvalidCursorException>();

    [Theory]
    [InlineData("0")]
    [InlineData("3155378975999999999")]
    [InlineData("0.6f9619ff8b86d011b42d00c04fc964ff")]
    [InlineData("0.6f9619ff8b86d011")]
    [InlineData("3155378975999999999.6f9619ff8b86d011b42d00c04fc964ff.6f9619ff8b86d011")]
    public async Task A_position_of_another_epoch_can_be_resumed_too(string place)
    {
        await using var live = await LiveWatch.StartAsync(_reader, s_other, after: place);
        await _store.WriteAsync([Some.Opening(), Some.Entry(1, "one")]);
        await live.UntilReceivedAsync("one");
    }

    private ConversationReader Host() => new(_store, new ConversationReaderOptions { TimeProvider = _clock });

    private EntryRecord Now(long sequence, string content) => Some.Entry(sequence, content) with { Timestamp = _clock.GetUtcNow() };

    private async Task<string> LeaveAfterAsync(string content)
    {
        await using var live = await LiveWatch.StartAsync(_reader, s_other);
        await _store.WriteAsync([Some.Opening(), Some.Entry(1, content)]);
        await live.UntilReceivedAsync(content);
        return live.Position!;
    }
}
