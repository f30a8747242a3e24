using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Tests.Storage.InMemory;

public class InMemoryConversationStoreSearchTests
{
    private static readonly DateTimeOffset s_start = ManualClock.DefaultStart;

    private readonly InMemoryConversationStore _store = new();
    private readonly Guid _writer = Guid.NewGuid();

    private static ConversationRecord Opening(string id, Guid writer, string agent = "a", string channel = "webchat",
        ConversationEnvironment environment = ConversationEnvironment.Live)
        => new() { ConversationId = id, WriterId = writer, AgentId = agent, Channel = channel, Environment = environment, OpenedAt = s_start };

    private static TurnRecord Turn(string id, Guid writer, string turnId, string input, int minute = 0)
        => new() { ConversationId = id, WriterId = writer, Sequence = 1, Id = turnId, UserInput = input, StartedAt = s_start.AddMinutes(minute) };

    private static EntryRecord Entry(string id, Guid writer, long sequence, string content, int minute = 0)
        => new() { ConversationId = id, WriterId = writer, Sequence = sequence, Level = EntryLevel.Info, Content = content,
            Timestamp = s_start.AddMinutes(minute) };

    private async Task<string[]> FindAsync(SearchQuery query)
        => [.. (await _store.SearchAsync(query)).Hits.Select(static hit => $"{hit.ConversationId}/{hit.Snippet}")];

    [Fact]
    public async Task A_hit_says_where_it_was_found()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        var turn = conv.BeginTurn("I want a table");
        var call = conv.BeginFunction("book");
        session.Clock.Advance(TimeSpan.FromSeconds(1));
        conv.Log.Info("Booked", ("what", "the TABLE"));
        conv.LogApiResponse("GET", "https://table.example", 200, TimeSpan.Zero);
        conv.SetState("table", "table");
        await conv.FlushAsync();
        var entry = call.Entries.Single();

        var found = await session.Store.SearchAsync(new SearchQuery { Text = "table" });

        found.Stopped.Should().BeFalse();
        found.Hits.Should().BeEquivalentTo(
            [
                new SearchHit
                {
                    ConversationId = "conv-42",
                    TurnId = turn.Id,
                    FunctionEventId = call.Id,
                    EntryId = EntryRecord.From(entry).Id,
                    Timestamp = entry.Timestamp,
                    Part = "what",
                    Snippet = "the TABLE",
                    Highlights = [(4, 5)],
                },
                new SearchHit
                {
                    ConversationId = "conv-42",
                    TurnId = turn.Id,
                    Timestamp = turn.StartedAt,
                    Part = "user_input",
                    Snippet = "I want a table",
                    Highlights = [(9, 5)],
                },
            ],
            static options => options.WithStrictOrdering().ComparingByMembers<SearchHit>());
    }

    [Fact]
    public async Task Personal_text_is_never_found()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        conv.BeginTurn(new MaskedText("I am secret", "I am [name]"));
        conv.Log.Info("secret", isPii: true, ("f", "secret"));
        conv.Log.Info("visible", LogField.Pii("email", "secret", shown: "shown"));
        await conv.FlushAsync();

        (await session.Store.SearchAsync(new SearchQuery { Text = "secret" })).Hits.Should().BeEmpty();
        (await session.Store.SearchAsync(new SearchQuery { Text = "shown" })).Hits.Should().BeEmpty();
        (await session.Store.SearchAsync(new SearchQuery { Text = "name" })).Hits.Should().ContainSingle();
        (await session.Store.SearchAsync(new SearchQuery { Text = "visible" })).Hits.Should().ContainSingle();
    }

    [Fact]
    public async Task A_search_of_entries_only_finds_no_utterances()
    {
        await _store.WriteAsync([Opening("c", _writer), Turn("c", _writer, "t", "word"), Entry("c", _writer, 1, "word too")]);

        (await FindAsync(new SearchQuery { Text = "word" })).Should().Equal("c/word", "c/word too");
        (await FindAsync(new SearchQuery { Text = "word", EntriesOnly = true })).Should().Equal("c/word too");
    }

    [Fact]
    public async Task Filters_say_which_conversations_are_searched()
    {
        await _store.WriteAsync(
        [
            Opening("live", _writer), Entry("live", _writer, 1, "word"),
            Opening("other", _writer, agent: "b", channel: "voice"), Entry("other", _writer, 1, "word"),
            Opening("debug", _writer, environment: ConversationEnvironment.Debug), Entry("debug", _writer, 1, "word"),
            Entry("never opened", _writer, 1, "word"),
        ]);

        (await FindAsync(new SearchQuery { Text = "word" })).Should().Equal("other/word", "live/word");
        (await FindAsync(new SearchQuery { Text = "word", AgentId = "b" })).Should().Equal("other/word");
        (await FindAsync(new SearchQuery { Text = "word", Channel = "webchat" })).Should().Equal("live/word");
        (await FindAsync(new SearchQuery { Text = "word", ConversationId = "live" })).Should().Equal("live/word");
        (await FindAsync(new SearchQuery { Text = "word", ConversationId = "debug" })).Should().BeEmpty();
        (await FindAsync(new SearchQuery { Text = "word", Environment = ConversationEnvironment.Debug })).Should().Equal("debug/word");
        (await FindAsync(new SearchQuery { Text = "word", Environment = ConversationEnvironment.Sandbox })).Should().BeEmpty();
        (await FindAsync(new SearchQuery { Text = "words" })).Should().BeEmpty();
    }

    [Fact]
    public async Task The_time_is_that_of_the_turn_or_entry_from_its_beginning_to_before_its_end()
    {
        await _store.WriteAsync(
            [Opening("c", _writer), Turn("c", _writer, "t", "turn 1", 1), Entry("c", _writer, 1, "entry 1", 1), Entry("c", _writer, 2, "entry 2", 2)]);

        (await FindAsync(new SearchQuery { Text = "1", From = s_start.AddMinutes(1) })).Should().Equal("c/turn 1", "c/entry 1");
        (await FindAsync(new SearchQuery { Text = "entry", From = s_start.AddMinutes(1), To = s_start.AddMinutes(2) })).Should().Equal("c/entry 1");
        (await FindAsync(new SearchQuery { Text = "entry", From = s_start.AddMinutes(1).AddTicks(1) })).Should().Equal("c/entry 2");
        (await FindAsync(new SearchQuery { Text = "turn", To = s_start.AddMinutes(1) })).Should().BeEmpty();
    }

    [Fact]
    public async Task Hits_are_newest_first_and_those_of_one_time_in_a_fixed_order()
    {
        await _store.WriteAsync(
        [
            Opening("a", _writer), Opening("b", _writer), Opening("\uFF5E", _writer), Opening("😀", _writer),
            Turn("a", _writer, "a-t2", "word a2"), Turn("a", _writer, "a-t1", "word a1"), Entry("a", _writer, 1, "word a3"),
                Turn("a", _writer, "a-t9", "word new", 1),
            Turn("b", _writer, "b-t", "word b"), Turn("\uFF5E", _writer, "c-t", "word c"), Turn("😀", _writer, "d-t", "word d"),
        ]);

        (await FindAsync(new SearchQuery { Text = "word" })).Should()
            .Equal("a/word new", "😀/word d", "\uFF5E/word c", "b/word b", "a/word a1", "a/word a2", "a/word a3");
    }

    [Fact]
    public async Task Entries_of_one_time_are_in_the_order_of_their_ids()
    {
        await _store.WriteAsync([Opening("c", _writer), .. Enumerable.Range(1, 50).Select(i => Entry("c", _writer, i, "word"))]);

        var hits = (await _store.SearchAsync(new SearchQuery { Text = "word" })).Hits;

        hits.Should().HaveCount(50);
        hits.Select(static hit => hit.EntryId!.Value.ToString("D")).Should().BeInAscendingOrder(StringComparer.Ordinal);
    }

    [Fact]
    public async Task It_says_whether_it_stopped_at_the_limit()
    {
        await _store.WriteAsync([Opening("c", _writer), .. Enumerable.Range(1, 5).Select(i => Entry("c", _writer, i, $"word {i}", i))]);

        var all = await _store.SearchAsync(new SearchQuery { Text = "word", Limit = 5 });
        var some = await _store.SearchAsync(new SearchQuery { Text = "word", Limit = 4 });

        all.Hits.Should().HaveCount(5);
        all.Stopped.Should().BeFalse();
        some.Hits.Select(static hit => hit.Snippet).Should().Equal("word 5", "word 4", "word 3", "word 2");
        some.Stopped.Should().BeTrue();
    }

    [Fact]
    public async Task A_search_can_be_canceled_and_an_invalid_text_is_refused()
    {
        await _store.WriteAsync([Opening("c", _writer), Entry("c", _writer, 1, "word")]);

        await FluentActions.Awaiting(async () => await _store.SearchAsync(new SearchQuery { Text = "word" }, new CancellationToken(canceled: true))).Should()
            .ThrowAsync<OperationCanceledException>();
        await FluentActions.Awaiting(async () => await _store.SearchAsync(new SearchQuery { Text = "?-!" })).Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task Lists_are_filtered_by_the_same_search()
    {
        await _store.WriteAsync([Opening("c", _writer), Entry("c", _writer, 1, "Crème"), Opening("d", _writer), Turn("d", _writer, "t", "cream")]);

        (await _store.ListAsync(new ConversationQuery { Text = "creme" }, withPii: false)).Conversations.Select(static c => c.Conversation.ConversationId)
            .Should().Equal("c");
    }
}
