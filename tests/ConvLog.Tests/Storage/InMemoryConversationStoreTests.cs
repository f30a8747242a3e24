using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Tests.Storage;

public class InMemoryConversationStoreTests
{
    private readonly InMemoryConversationStore _store = new();

    private static ConversationRecord Opening(string id, Guid? writer = null, int minute = 0, string agent = "a", ConversationEnvironment environment = ConversationEnvironment.Live, DateTimeOffset? closedAt = null, string? user = null) => new()
    {
        ConversationId = id,
        WriterId = writer ?? Guid.NewGuid(),
        AgentId = agent,
        Environment = environment,
        OpenedAt = ManualClock.DefaultStart.AddMinutes(minute),
        ClosedAt = closedAt,
        UserId = user,
    };

    private static EntryRecord Entry(string id, Guid writer, long sequence, string content) => new()
    {
        ConversationId = id,
        WriterId = writer,
        Sequence = sequence,
        Id = Guid.NewGuid(),
        Level = EntryLevel.Info,
        Content = content,
        Timestamp = ManualClock.DefaultStart,
    };

    [Fact]
    public async Task Writing_the_same_records_again_leaves_one_of_each()
    {
        await using var session = new StoredSession();
        var sink = new InMemorySink();
        var recorded = new List<StoreRecord>();
        await using (var conv = new Conversation(new ConversationInfo("c"), new FanOutSink(session.Sink, sink)))
        {
            using var turn = conv.BeginTurn("hi");
            using var call = conv.BeginFunction("f");
            conv.Log.Info("m");
            conv.LogApiResponse("GET", "u", 200, TimeSpan.Zero);
            conv.WriteMetric("k", 1);
            conv.SetState("k", 1);
            conv.AddFeedback(FeedbackRating.Like);
            conv.Annotate("a");
            conv.AddNote("n");
        }

        await session.Sink.FlushAsync();
        string before = ViewText.Of(await session.ReadAsync(id: "c"));
        recorded.AddRange(sink.Records);
        recorded.AddRange(sink.Entries.Select(EntryRecord.From));
        recorded.AddRange(sink.ApiResponses.Select(ApiResponseRecord.From));
        recorded.AddRange(sink.Turns.Select(RecordsOf.Turn));
        recorded.AddRange(sink.FunctionEvents.Select(RecordsOf.Function));
        await session.Store.WriteAsync(recorded);
        await session.Store.WriteAsync(recorded);

        ViewText.Of(await session.ReadAsync(id: "c")).Should().Be(before);
    }

    [Fact]
    public async Task Of_an_entry_the_first_one_written_stays()
    {
        var writer = Guid.NewGuid();
        var entry = Entry("c", writer, 1, "first");
        await _store.WriteAsync([Opening("c", writer), entry, entry with { Content = "second" }]);

        (await _store.ReadAsync("c"))!.Logged.Cast<EntryRecord>().Select(e => e.Content).Should().Equal("first");
    }

    [Fact]
    public async Task Entries_are_ordered_by_the_epoch_of_their_writer_then_by_sequence()
    {
        var first = Guid.NewGuid();
        var second = Guid.NewGuid();
        await _store.WriteAsync([Opening("c", first), Opening("c", second)]);
        await _store.WriteAsync([Entry("c", second, 2, "d"), Entry("c", first, 2, "b"), Entry("c", second, 1, "c"), Entry("c", first, 1, "a")]);

        (await _store.ReadAsync("c"))!.Logged.Cast<EntryRecord>().Select(e => e.Content).Should().Equal("a", "b", "c", "d");
    }

    [Fact]
    public async Task What_is_no_entry_stands_after_the_entry_it_came_after()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        conv.LogApiResponse("GET", "0", 200, TimeSpan.Zero);
        conv.Log.Info("1");
        conv.LogApiResponse("GET", "1a", 200, TimeSpan.Zero);
        conv.LogApiResponse("GET", "1b", 200, TimeSpan.Zero);
        conv.Log.Info("2");
        await conv.FlushAsync();

        (await session.Store.ReadAsync("conv-42"))!.Logged.Select(r => r is EntryRecord e ? e.Content : ((ApiResponseRecord)r).Url).Should().Equal("0", "1", "1a", "1b", "2");
    }

    [Fact]
    public async Task A_conversation_without_an_opening_is_not_there_yet()
    {
        var writer = Guid.NewGuid();
        await _store.WriteAsync([Entry("c", writer, 1, "early")]);
        (await _store.ReadAsync("c")).Should().BeNull();
        (await _store.ListAsync(new ConversationQuery())).Total.Should().Be(0);
        (await _store.ReadAsync("never heard of")).Should().BeNull();
        await _store.WriteAsync([Opening("c", writer)]);

        (await _store.ReadAsync("c"))!.Logged.Should().ContainSingle();
    }

    [Fact]
    public async Task Lists_are_newest_first_and_paged()
    {
        await _store.WriteAsync([.. Enumerable.Range(0, 7).Select(i => Opening($"c{i}", minute: i % 5))]);

        var page = await _store.ListAsync(new ConversationQuery { Limit = 3, Offset = 1 });
        page.Total.Should().Be(7);
        page.Conversations.Select(c => c.Conversation.ConversationId).Should().Equal("c3", "c2", "c6");
        (await _store.ListAsync(new ConversationQuery { Offset = 100 })).Conversations.Should().BeEmpty();
        (await _store.ListAsync(new ConversationQuery())).Conversations.Should().HaveCount(7);
    }

    [Fact]
    public async Task Lists_are_filtered_by_agent_and_environment_and_show_debugging_by_name_only()
    {
        await _store.WriteAsync([
            Opening("live"), Opening("other", agent: "b"), Opening("sandbox", environment: ConversationEnvironment.Sandbox), Opening("debug", environment: ConversationEnvironment.Debug)]);

        async Task<string[]> List(ConversationQuery query) => [.. (await _store.ListAsync(query)).Conversations.Select(c => c.Conversation.ConversationId).Order(StringComparer.Ordinal)];
        (await List(new ConversationQuery())).Should().Equal("live", "other", "sandbox");
        (await List(new ConversationQuery { AgentId = "b" })).Should().Equal("other");
        (await List(new ConversationQuery { Environment = ConversationEnvironment.Debug })).Should().Equal("debug");
        (await List(new ConversationQuery { Environment = ConversationEnvironment.Live, AgentId = "a" })).Should().Equal("live");
        (await _store.ListAsync(new ConversationQuery { AgentId = "b" })).Total.Should().Be(1);
    }

    [Fact]
    public async Task A_user_has_one_pseudonym_in_all_conversations_and_it_says_nothing_of_them()
    {
        await _store.WriteAsync([Opening("c1", user: "jane"), Opening("c2", user: "jane"), Opening("c3", user: "joe"), Opening("c4")]);

        string? first = (await _store.ReadAsync("c1"))!.Summary.UserPseudonym;
        first.Should().MatchRegex("^user-[0-9a-f]{12}$");
        (await _store.ReadAsync("c2"))!.Summary.UserPseudonym.Should().Be(first);
        (await _store.ReadAsync("c3"))!.Summary.UserPseudonym.Should().NotBe(first);
        (await _store.ReadAsync("c4"))!.Summary.UserPseudonym.Should().BeNull();

        var other = new InMemoryConversationStore();
        await other.WriteAsync([Opening("c1", user: "jane")]);
        (await other.ReadAsync("c1"))!.Summary.UserPseudonym.Should().NotBe(first, "it is random and no function of the user");
    }

    [Fact]
    public async Task Summaries_count_with_personal_entries_and_without()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        conv.Log.Error("e");
        conv.Log.Warning("w");
        session.Clock.Advance(TimeSpan.FromMinutes(1));
        conv.Log.Warning("hidden", isPii: true);
        using (var turn = conv.BeginTurn("hi"))
        {
            conv.BeginFunction("ok").Dispose();
            turn.Complete("x", new ModelUsage("m", 10, 5));
        }

        session.Clock.Advance(TimeSpan.FromMinutes(1));
        conv.Log.Info("hidden", isPii: true);
        await conv.FlushAsync();
        var summary = (await session.Store.ReadAsync("conv-42"))!.Summary;

        summary.All.Should().Be(new ActivityCounts(4, 2, 1, ManualClock.DefaultStart.AddMinutes(2)));
        summary.Visible.Should().Be(new ActivityCounts(2, 1, 1, ManualClock.DefaultStart.AddMinutes(1)));
        summary.TotalTokens.Should().Be(15);
        summary.TurnCount.Should().Be(1);
        summary.FunctionOutcomes.Should().Equal(FunctionOutcome.Completed);
        summary.Title.Text.Should().Be("hi");
    }

    [Fact]
    public async Task The_title_is_the_first_thing_the_user_said_else_the_agents_first_words()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        using (var turn = conv.BeginTurn())
        {
            turn.Complete("Welcome!");
        }

        (await session.ReadAsync()).Summary.Title.Text.Should().Be("Welcome!");
        conv.BeginTurn("Hi").Dispose();
        (await session.ReadAsync()).Summary.Title.Text.Should().Be("Hi");
        session.Open("empty");
        (await session.ReadAsync(id: "empty")).Summary.Title.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task Reading_while_others_write_gives_what_was_there_at_one_moment()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        var writing = Task.Run(async () =>
        {
            for (int i = 0; i < 100; i++)
            {
                using var turn = conv.BeginTurn("t");
                using var call = conv.BeginFunction("f");
                conv.Log.Info("m");
                await conv.FlushAsync();
            }
        });
        do
        {
            var view = await session.Reader().GetAsync(StoredSession.Permitted, "conv-42");
            (view?.Turns.Select(turn => turn.Ordinal) ?? []).Should().BeInAscendingOrder();
            (await session.Reader().ListAsync(StoredSession.Other, new ConversationQuery())).Total.Should().BeLessThanOrEqualTo(1);
        }
        while (!writing.IsCompleted);

        await writing;
        (await session.ReadAsync()).Turns.Should().HaveCount(100);
    }
}
