using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.Live;

/// <summary>A live reader gets each new entry once, and only entries they may see.</summary>
public sealed class LiveFeedTests
{
    private static readonly Reader s_permitted = StoredSession.Permitted;
    private static readonly Reader s_other = StoredSession.Other;

    private readonly ManualClock _clock = new(Some.At(0));
    private readonly InMemoryConversationStore _store;
    private readonly ConversationReader _reader;

    public LiveFeedTests()
    {
        _store = new InMemoryConversationStore(timeProvider: _clock);
        _reader = new ConversationReader(_store, new ConversationReaderOptions { TimeProvider = _clock });
    }

    [Fact]
    public async Task Logged_entries_arrive_with_turn_and_function_followed_by_the_conversation_summary()
    {
        await using var live = await LiveWatch.StartAsync(_reader, s_other);
        await _store.WriteAsync([
            Some.Opening(), Some.Turn(1), Some.Turn(2), Some.Call(1, turn: 2),
            Some.Entry(1, "first") with { TurnId = Some.TurnId(2), FunctionEventId = Some.CallId(1), Fields = Some.Fields(LogField.Pii("name", "Jane")) },
            Some.ApiResponse("https://x.example/?secret", after: 1) with { TurnId = Some.TurnId(1) },
            Some.StateChange(after: 1), Some.Entry(2, "last"),
        ]);
        await live.NextAsync();

        live.Received.Select(static told => (told.Kind, told.TurnOrdinal, told.FunctionName)).Should().Equal(
            (LiveEventKind.Entry, 2, "save_guest"), (LiveEventKind.ApiResponse, 1, null), (LiveEventKind.Entry, 0, null),
                (LiveEventKind.Conversation, 0, null));
        live.Contents.Should().Equal("first", "https://x.example/?[redacted]", "last");
        live.Received[0].Logged!.Entry!.Fields["name"].Should().Be(MaskedText.Redacted);
        live.Received[3].Conversation.Should().BeEquivalentTo(await _reader.GetSummaryAsync(s_other, Some.Conversation));
        live.Received.Select(static told => told.Place).Should().OnlyHaveUniqueItems().And.NotContainNulls();
        live.Position.Should().Be(live.Received[3].Place);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(120)]
    public async Task Earlier_entries_are_not_sent(int minutesAgo)
    {
        await _store.WriteAsync([Some.Opening(), Some.Entry(1, "before"), Some.Entry(2, "hidden", isPii: true)]);
        _clock.Advance(TimeSpan.FromMinutes(minutesAgo));
        await using var live = await LiveWatch.StartAsync(_reader, s_permitted);
        await _store.WriteAsync([Some.Entry(3, "new") with { Timestamp = _clock.GetUtcNow() }]);
        await live.UntilReceivedAsync("new");

        live.Contents.Should().Equal("new");
    }

    [Fact]
    public async Task A_personal_entry_sends_no_event_to_a_reader_without_the_permission()
    {
        await _store.WriteAsync(
            [Some.Opening("recent"), Some.Entry(1, "there", "recent"), Some.Opening("old", minute: -600),
            Some.Entry(1, "long ago", "old") with { Timestamp = Some.At(-600) }]);
        await using var live = await LiveWatch.StartAsync(_reader, s_other);
        await using var permitted = await LiveWatch.StartAsync(_reader, s_permitted);
        await _store.WriteAsync([Some.Entry(2, "hidden", "recent", isPii: true)]);
        await _store.WriteAsync([Some.Entry(2, "hidden as well", "old", isPii: true)]);
        await _store.WriteAsync([Some.Opening("the last"), Some.Entry(1, "sentinel", "the last")]);
        await live.NextAsync();
        await permitted.UntilReceivedAsync("sentinel");

        live.Received.Should().OnlyContain(static told => told.Conversation.ConversationId == "the last");
        permitted.Contents.Should().BeEquivalentTo("hidden", "hidden as well", "sentinel");
    }

    [Fact]
    public async Task Expiry_of_personal_data_is_sent_with_the_next_visible_entry_only()
    {
        await _store.WriteAsync([Some.Opening() with { FromNumber = "+15550100" }, Some.Entry(1, "there")]);
        await using var live = await LiveWatch.StartAsync(_reader, s_other);
        var cut = new RetentionCut { At = Some.At(1_000), PersonalDataBefore = Some.At(900) };
        await _store.ApplyRetentionAsync(cut, batchSize: 10, after: null);
        (await _store.ReadSummaryAsync(Some.Conversation))!.PiiPurgedAt.Should().Be(Some.At(1_000));

        await _store.WriteAsync([Some.Entry(2, "hidden", isPii: true)]);
        await _store.WriteAsync([Some.Opening("the last"), Some.Entry(1, "sentinel", "the last")]);
        await live.UntilReceivedAsync("sentinel");
        live.Received.Should().OnlyContain(static told => told.Conversation.ConversationId == "the last");

        await _store.WriteAsync([Some.Entry(3, "seen")]);
        await live.UntilAsync(static told => told.Kind == LiveEventKind.Conversation
            && string.Equals(told.Conversation.ConversationId, Some.Conversation, StringComparison.Ordinal));
        live.Received[^1].Conversation.PiiPurgedAt.Should().Be(Some.At(1_000));
    }

    [Fact]
    public async Task A_summary_is_sent_again_only_if_the_reader_sees_a_change()
    {
        await _store.WriteAsync([Some.Opening(), Some.Turn(1)]);
        await using var live = await LiveWatch.StartAsync(_reader, s_other, new LiveQuery { ConversationId = Some.Conversation });
        await _store.WriteAsync([Some.Opening(), Some.Turn(1)]);
        await _store.WriteAsync([Some.Entry(1, "hidden", isPii: true) with { Timestamp = Some.At(1) }]);
        await _store.WriteAsync([Some.Feedback(1, FeedbackRating.Like)]);
        await live.NextAsync();
        await _store.WriteAsync([Some.Opening() with { Revision = 2, ClosedAt = Some.At(2) }]);
        await live.NextAsync();

        live.Received.Select(static told
            => (told.Conversation.UserLikes + told.Conversation.TeamLikes + told.Conversation.UserDislikes + told.Conversation.TeamDislikes,
            told.Conversation.InProgress))
            .Should().Equal((1, true), (1, false));
    }

    [Fact]
    public async Task Late_entries_and_those_of_an_earlier_opening_are_sent_too()
    {
        await using var live = await LiveWatch.StartAsync(_reader, s_other);
        await _store.WriteAsync([Some.Opening(), Some.Opening(writer: 2), Some.Entry(5, "five"), Some.Entry(1, "of the second", writer: 2)]);
        await live.UntilReceivedAsync("of the second");
        await _store.WriteAsync([Some.Entry(4, "four") with { Timestamp = Some.At(-600) }, Some.ApiResponse("late", after: 2)]);
        await live.UntilReceivedAsync("late");
        await _store.WriteAsync([Some.Entry(6, "six")]);
        await live.UntilReceivedAsync("six");

        live.Contents.Should().BeEquivalentTo("five", "of the second", "four", "late", "six");
    }

    [Theory]
    [InlineData("agent", "c1 error, c1 info")]
    [InlineData("environment", "debug info, debug error")]
    [InlineData("channel", "c2 info, c2 error")]
    [InlineData("conversation", "debug info, debug error")]
    [InlineData("level", "c1 error, c2 error")]
    [InlineData("function", "c2 error")]
    [InlineData("none", "c1 info, c1 error, c2 info, c2 error")]
    public async Task Filters_pass_only_matching_events(string filter, string expected)
    {
        var query = filter switch
        {
            "agent" => new LiveQuery { AgentId = "bookings" },
            "environment" => new LiveQuery { Environment = ConversationEnvironment.Debug },
            "channel" => new LiveQuery { Channel = "voice" },
            "conversation" => new LiveQuery { ConversationId = "debug" },
            "level" => new LiveQuery { Level = EntryLevel.Error },
            "function" => new LiveQuery { FunctionName = "save_guest" },
            _ => new LiveQuery(),
        };
        await using var live = await LiveWatch.StartAsync(_reader, s_other, query);
        await using var all = await LiveWatch.StartAsync(_reader, s_other, new LiveQuery { ConversationId = "end" });
        await _store.WriteAsync([
            .. Both("c1", Some.Opening("c1")),
            .. Both("c2", Some.Opening("c2", agent: "other") with { Channel = "voice" }, inFunction: true),
            .. Both("debug", Some.Opening("debug", agent: "other") with { Environment = ConversationEnvironment.Debug }),
        ]);
        await _store.WriteAsync([Some.Opening("end", agent: "end"), Some.Entry(1, "end", "end")]);
        await all.UntilReceivedAsync("end");
        await _clock.PulseAsync(live);

        live.Contents.Where(static content => content is not "end").Should().BeEquivalentTo(expected.Split(", "));
        live.Received.Any(static told => told.Kind == LiveEventKind.Conversation).Should()
            .Be(filter is not ("level" or "function"), "what has no level and is in no function is left out");
    }

    [Fact]
    public async Task A_reader_gets_only_conversations_in_their_scope()
    {
        var narrow = s_permitted with { Scope = new ConversationScope { AgentIds = ["weather"] } };
        await using var live = await LiveWatch.StartAsync(_reader, narrow);
        await _store.WriteAsync([Some.Opening("c1"), Some.Entry(1, "of others", "c1")]);
        await _store.WriteAsync([Some.Opening("c2", agent: "weather"), Some.Entry(1, "own", "c2")]);
        await live.UntilReceivedAsync("own");

        live.Received.Should().OnlyContain(static told => told.Conversation.ConversationId == "c2");
    }

    [Fact]
    public async Task Idle_feeds_send_a_heartbeat_with_a_position_to_resume_from()
    {
        await using var live = await LiveWatch.StartAsync(_reader, s_other, new LiveQuery { Pulse = TimeSpan.FromSeconds(10) });
        string? before = live.Position;
        await _clock.PulseAsync(live, TimeSpan.FromSeconds(10));

        live.Signs.Should().Be(2);
        live.Position.Should().NotBe(before);
        await using var again = await LiveWatch.StartAsync(_reader, s_other, after: live.Position);
        await _store.WriteAsync([Some.Opening(), Some.Entry(1, "later") with { Timestamp = _clock.GetUtcNow() }]);
        await again.UntilReceivedAsync("later");
        again.Contents.Should().Equal("later");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public async Task The_end_of_an_idle_conversation_is_sent_once_within_a_minute(int minutesBefore)
    {
        await _store.WriteAsync([Some.Opening(), Some.Turn(1), Some.Opening("closed") with { Revision = 2, ClosedAt = Some.At(0) }]);
        _clock.Advance(TimeSpan.FromMinutes(minutesBefore));
        await using var live = await LiveWatch.StartAsync(_reader, s_other);
        await using var permitted = await LiveWatch.StartAsync(_reader, s_permitted);
        while (_clock.GetUtcNow() < Some.At(40))
        {
            await _clock.PulseAsync(live);
            await _clock.PulseAsync(permitted);
        }

        foreach (var watch in (LiveWatch[])[live, permitted])
        {
            var told = watch.Received.Should().ContainSingle().Subject;
            (told.Kind, told.Conversation.ConversationId, told.Conversation.InProgress).Should().Be((LiveEventKind.Conversation, Some.Conversation, false));
        }
    }

    [Fact]
    public async Task Personal_entries_do_not_delay_the_end_for_readers_without_the_permission()
    {
        await _store.WriteAsync([Some.Opening(), Some.Entry(1, "seen")]);
        await using var live = await LiveWatch.StartAsync(_reader, s_other);
        await using var permitted = await LiveWatch.StartAsync(_reader, s_permitted);
        await _store.WriteAsync([Some.Entry(2, "hidden", isPii: true) with { Timestamp = Some.At(20) }]);
        await permitted.UntilReceivedAsync("hidden");
        while (_clock.GetUtcNow() < Some.At(35))
        {
            await _clock.PulseAsync(live);
            await _clock.PulseAsync(permitted);
        }

        // A heartbeat comes from the reader's own stream. Idle conversations are detected independently and may be reported slightly later.
        while (live.Received.Count == 0)
        {
            await live.NextAsync();
        }

        live.Received.Should().ContainSingle().Which.Conversation.InProgress.Should().BeFalse();
        permitted.Received.Should().OnlyContain(static told => told.Conversation.InProgress);
    }

    [Fact]
    public async Task A_reader_resuming_on_another_host_gets_conversations_that_ended_idle()
    {
        await _store.WriteAsync([Some.Opening(), Some.Turn(1)]);
        string? place;
        await using (var live = await LiveWatch.StartAsync(_reader, s_other))
        {
            place = live.Position;
        }

        _clock.Advance(TimeSpan.FromMinutes(31));
        var elsewhere = new ConversationReader(_store, new ConversationReaderOptions { TimeProvider = _clock });
        await using var all = await LiveWatch.StartAsync(elsewhere, s_other, after: place);
        await using var one = await LiveWatch.StartAsync(elsewhere, s_other, new LiveQuery { ConversationId = Some.Conversation }, after: place);
        foreach (var again in (LiveWatch[])[all, one])
        {
            while (!again.Received.Any(static told => !told.Conversation.InProgress))
            {
                await again.NextAsync();
            }

            again.Received[^1].Conversation.ConversationId.Should().Be(Some.Conversation);
        }
    }

    private static IEnumerable<StoreRecord> Both(string conversation, ConversationRecord opening, bool inFunction = false) =>
    [
        opening, Some.Call(1, conversation),
        Some.Entry(1, $"{conversation} info", conversation),
        Some.Entry(2, $"{conversation} error", conversation,
            level: EntryLevel.Error) with { FunctionEventId = inFunction ? Some.CallId(1, conversation) : null },
    ];
}
