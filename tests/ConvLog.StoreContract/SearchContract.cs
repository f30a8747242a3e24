namespace ConvLog.StoreContract;

/// <summary>A search finds text that is visible to everyone, and no other text.</summary>
public abstract class SearchContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private const string Personal = "jane4711";

    private static readonly StoreRecord[] s_population =
    [
        Some.Opening(), Some.Turn(1, minute: 1) with { UserInput = "Book a table für zwei", AgentResponse = "Gerne, um 19:30." },
        Some.Call(1, turn: 1),
        Some.Entry(1, "Validated inputs") with { Timestamp = Some.At(2), TurnId = Some.TurnId(1), FunctionEventId = Some.CallId(1),
            Fields = Json.Fields("""{"where":"Table at the Fenster","seats":[2,{"why":"birthday"}]}""") },
        Some.Entry(2, "CRM upsert failed", level: EntryLevel.Error) with { Timestamp = Some.At(3) },
        Some.Opening("voice", minute: 10, agent: "weather") with { Channel = "voice", Environment = ConversationEnvironment.Sandbox },
        Some.Turn(1, "voice", minute: 11) with { UserInput = "東京の天気は", AgentResponse = "A table of tomorrow's weather" },
        Some.Opening("debug", minute: 20) with { Environment = ConversationEnvironment.Debug },
            Some.Entry(1, "a table for debugging", "debug") with { Timestamp = Some.At(21) },
    ];

    private static readonly (string Text, string Expected)[] s_words =
    [
        ("table", "voice response 11|conv-42 entry 2|conv-42 input 1"),
        ("TABLE", "voice response 11|conv-42 entry 2|conv-42 input 1"),
        ("tabl", "voice response 11|conv-42 entry 2|conv-42 input 1"),
        ("able", ""),
        ("19:30", "conv-42 response 1"),
        ("30:19", ""),
        ("\"table at the\"", "conv-42 entry 2"),
        ("\"at table\"", ""),
        ("tomorrow's", "voice response 11"),
        ("tomorrow’s weather", "voice response 11"),
        ("table fur", "conv-42 input 1"),
        ("zwei gerne", "conv-42 input 1"),
        ("birthday", "conv-42 entry 2"),
        ("inputs fenster", "conv-42 entry 2"),
        ("a", "voice response 11|conv-42 entry 2|conv-42 input 1"),
        ("fu", "conv-42 input 1"),
        ("ur", ""),
        ("where", ""),
        ("天気", "voice input 11"),
        ("京", "voice input 11"),
        ("table failed", ""),
        ("nothing", ""),
    ];

    [Fact]
    public async Task Words_are_found_newest_first()
    {
        await WriteAndIndexAsync(s_population);
        await EachCase.HoldsAsync(s_words, async words =>
        {
            var (text, expected) = words;
            string.Join('|', await FoundAsync(new SearchQuery { Text = text })).Should().Be(expected);
            (await ListAsync(new ConversationQuery { Text = text })).Should().BeEquivalentTo(
                expected.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(static hit => hit.Split(' ')[0]).Distinct(StringComparer.Ordinal));
        });
    }

    [Fact]
    public async Task A_hit_names_its_turn_call_entry_and_part()
    {
        await WriteAndIndexAsync(s_population);

        var entry = (await Store.SearchAsync(new SearchQuery { Text = "fenster" })).Hits.Single();
        (entry.ConversationId, entry.TurnId, entry.FunctionEventId, entry.EntryId, entry.Timestamp, entry.Part)
            .Should().Be((Some.Conversation, Some.TurnId(1), Some.CallId(1), Some.Entry(1).Id, Some.At(2), "where"));
        entry.Snippet.Should().Be("Table at the Fenster");
        entry.Highlights.Should().Equal((13, 7));

        var turn = (await Store.SearchAsync(new SearchQuery { Text = "gerne" })).Hits.Single();
        (turn.TurnId, turn.FunctionEventId, turn.EntryId, turn.Timestamp, turn.Part).Should().Be((Some.TurnId(1), null, null, Some.At(1), "agent_response"));
    }

    [Fact]
    public async Task A_search_can_be_narrowed_by_every_filter()
    {
        await WriteAndIndexAsync(s_population);
        var query = new SearchQuery { Text = "table" };

        (await FoundAsync(query with { AgentId = "weather" })).Should().Equal("voice response 11");
        (await FoundAsync(query with { Channel = "voice" })).Should().Equal("voice response 11");
        (await FoundAsync(query with { Environment = ConversationEnvironment.Sandbox })).Should().Equal("voice response 11");
        (await FoundAsync(query with { Environment = ConversationEnvironment.Debug })).Should().Equal("debug entry 21");
        (await FoundAsync(query with { ConversationId = Some.Conversation })).Should().Equal("conv-42 entry 2", "conv-42 input 1");
        (await FoundAsync(query with { ConversationId = "debug" })).Should().BeEmpty();
        (await FoundAsync(query with { From = Some.At(2) })).Should().Equal("voice response 11", "conv-42 entry 2");
        (await FoundAsync(query with { To = Some.At(11) })).Should().Equal("conv-42 entry 2", "conv-42 input 1");
        (await FoundAsync(query with { EntriesOnly = true })).Should().Equal("conv-42 entry 2");
        (await ListAsync(new ConversationQuery { Text = "table", EntriesOnly = true })).Should().Equal(Some.Conversation);
        (await ListAsync(new ConversationQuery { Text = "table", Environment = ConversationEnvironment.Debug })).Should().Equal("debug");
    }

    [Fact]
    public async Task A_search_stops_at_its_limit_and_says_so()
    {
        await WriteAndIndexAsync(s_population);

        var stopped = await Store.SearchAsync(new SearchQuery { Text = "table", Limit = 2 });
        (stopped.Hits.Count, stopped.Stopped).Should().Be((2, true));
        var whole = await Store.SearchAsync(new SearchQuery { Text = "table", Limit = 3 });
        (whole.Hits.Count, whole.Stopped).Should().Be((3, false));
    }

    [Fact]
    public async Task Continued_searches_return_each_hit_once_even_for_equal_times_beyond_the_limit()
    {
        int[] minutes = [1, .. Enumerable.Repeat(2, 70), 3, .. Enumerable.Repeat(4, 40), 5];
        await WriteAndIndexAsync([Some.Opening(), Some.Opening("other"), .. minutes.Select(static (minute, i)
            => Some.Entry(i + 1, $"table {i}", i % 2 == 0 ? Some.Conversation : "other") with { Timestamp = Some.At(minute) })]);

        foreach (int limit in (int[])[1, 30, 40, 50])
        {
            List<SearchHit> found = [];
            StoredSearch page;
            DateTimeOffset? to = null;
            do
            {
                page = await Store.SearchAsync(new SearchQuery { Text = "table", Limit = limit, To = to });
                page.Hits.Where(hit => page.Hits.Count > limit && hit.Timestamp != page.Hits[0].Timestamp).Should().BeEmpty();
                found.AddRange(page.Hits);
                to = page.SearchedFrom;
            }
            while (page.Stopped);

            found.Select(static hit => hit.Snippet).Should().BeEquivalentTo(minutes.Select(static (_, i) => $"table {i}"));
            found.Select(static hit => hit.Timestamp).Should().BeInDescendingOrder();
        }
    }

    [Fact]
    public async Task Personal_text_is_found_by_nobody()
    {
        await WriteAndIndexAsync(
            Some.Opening() with { UserId = Personal, FromNumber = Personal, ToNumber = Personal, Attributes = Some.Fields(("name", Personal)) },
            Some.Turn(1) with { UserInput = new MaskedText($"I am {Personal}", "I am [name]"), AgentResponse = new MaskedText(Personal), Error = Personal },
            Some.Call(1, turn: 1) with { Arguments = Some.Fields(("name", Personal)), Result = ("result", Personal), Error = Personal },
            Some.Entry(1, Personal, isPii: true),
            Some.Entry(2, "public") with { Fields = Some.Fields(LogField.Pii("name", Personal), LogField.Pii("email", Personal, shown: "j***")) },
            Some.ApiResponse($"https://crm.example/?{Personal}") with { ErrorBody = Personal, Fields = Some.Fields(("name", Personal)) },
            Some.StateChange() with { Variable = ("name", Personal) },
            Some.Metric() with { Metric = ("name", Personal) },
            Some.Feedback(1, FeedbackRating.Like) with { Comment = Personal },
            Some.Annotation(1, Personal),
            Some.Note(text: Personal),
            Some.DeadLetter() with { Payload = Personal });

        foreach (string part in (string[])[Personal, "jane", "j", "4711"])
        {
            (await FoundAsync(new SearchQuery { Text = part })).Should().BeEmpty();
            (await ListAsync(new ConversationQuery { Text = part })).Should().BeEmpty();
        }

        (await FoundAsync(new SearchQuery { Text = "name" })).Should().Equal("conv-42 input 0");
        (await FoundAsync(new SearchQuery { Text = "public" })).Should().Equal("conv-42 entry 0");
    }

    [Fact]
    public async Task Replaced_text_is_no_longer_found()
    {
        await WriteAndIndexAsync(Some.Opening(), Some.Turn(1) with { UserInput = "question", AgentResponse = "thinking" }, Some.Entry(1, "first"));
        await WriteAndIndexAsync(Some.Turn(1) with { Revision = 1, UserInput = "question", AgentResponse = "done" }, Some.Entry(1, "second"));

        (await FoundAsync(new SearchQuery { Text = "thinking" })).Should().BeEmpty();
        (await FoundAsync(new SearchQuery { Text = "second" })).Should().BeEmpty();
        (await FoundAsync(new SearchQuery { Text = "question done" })).Should().Equal("conv-42 input 0");
        (await FoundAsync(new SearchQuery { Text = "first" })).Should().Equal("conv-42 entry 0");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("?!")]
    [InlineData("\"- -\"")]
    public async Task A_search_text_without_searchable_terms_is_rejected(string text)
    {
        await Store.Invoking(store => store.SearchAsync(new SearchQuery { Text = text }).AsTask()).Should().ThrowAsync<ArgumentException>();
        await Store.Invoking(store => store.ListAsync(new ConversationQuery { Text = text }, withPii: true).AsTask()).Should().ThrowAsync<ArgumentException>();
    }

    private async Task<string[]> FoundAsync(SearchQuery query)
        => [.. (await Store.SearchAsync(query)).Hits.Select(static hit
            => FormattableString.Invariant($"{hit.ConversationId} {PartOf(hit)} {(hit.Timestamp - Some.At(0)).TotalMinutes}"))];

    private static string PartOf(SearchHit hit)
        => hit.EntryId is not null ? "entry" : string.Equals(hit.Part, "user_input", StringComparison.Ordinal) ? "input" : "response";
}
