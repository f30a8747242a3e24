namespace ConvLog.StoreContract;

/// <summary>A store keeps each record once, for any number, order and source of writes.</summary>
public abstract class WritingContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private static StoreRecord[] OneOfEach(string id = Some.Conversation) =>
    [
        Some.Opening(id) with { Revision = 1, ClosedAt = Some.At(9) },
        Some.Turn(1, id) with { UserInput = "hi", Usage = new ModelUsage("gpt-x", 10, 5), Latency = TimeSpan.FromSeconds(1) },
        Some.Call(1, id, turn: 1, outcome: FunctionOutcome.Failed),
        Some.Entry(1, "found", id) with { TurnId = Some.TurnId(1, id), FunctionEventId = Some.CallId(1, id) },
        Some.Entry(2, "hidden", id, level: EntryLevel.Error, isPii: true),
        Some.ApiResponse(after: 2, conversation: id),
        Some.StateChange(after: 2, conversation: id),
        Some.Metric(after: 2, conversation: id),
        Some.Feedback(1, FeedbackRating.Like, conversation: id) with { Comment = "thanks" },
        Some.Annotation(1, conversation: id),
        Some.Note(conversation: id),
        Some.Score(turn: 1, conversation: id) with { Comment = "why" },
        Some.Label(conversation: id),
        Some.ReadMark(conversation: id),
        Some.Assignment(conversation: id),
        Some.DeadLetter(conversation: id),
    ];

    private static readonly string[] s_orders =
        [.. ((string[])["012", "021", "102", "120", "201", "210"]).SelectMany(static order => (string[])[$"{order} at once", $"{order} one by one"])];

    [Fact]
    public async Task Writing_the_same_records_again_leaves_one_of_each()
    {
        var records = OneOfEach();
        await WriteAsync(records);
        string before = await AllAsync();

        await WriteAsync(records);
        await WriteAsync([.. records, .. records]);
        await WriteAsync([.. records.AsEnumerable().Reverse()]);
        foreach (var record in records)
        {
            await WriteAsync(record);
        }

        AnswerText.Difference(before, await AllAsync()).Should().BeNull();
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task An_entry_repeated_with_another_personal_flag_is_unchanged(bool isPersonalFirst, bool atOnce)
    {
        StoreRecord first = Some.Entry(2, "the first", isPii: isPersonalFirst);
        StoreRecord second = Some.Entry(2, "the second", isPii: !isPersonalFirst);
        StoreRecord[] others = [Some.Opening(), Some.Entry(1, "visible"), Some.Entry(3, "hidden", isPii: true), Some.Entry(4, "visible"),
            Some.Entry(5, "hidden", isPii: true)];
        await (atOnce ? WriteAsync([.. others, first, second]) : WriteAsync([.. others, first]));
        await WriteAsync(second);
        await WriteAsync(Some.Entry(6, "last"), second, Some.Entry(7, "last", isPii: true));

        var read = await ReadAsync();
        read.Logged.OfType<EntryRecord>().Select(static entry => (entry.Sequence, entry.Content, entry.IsPii)).Should().Equal(
            (1, "visible", false), (2, "the first", isPersonalFirst), (3, "hidden", true), (4, "visible", false), (5, "hidden", true), (6, "last", false),
                (7, "last", true));
        read.Summary.All.Entries.Should().Be(7);
        read.Summary.Visible.Entries.Should().Be(isPersonalFirst ? 3 : 4);
    }

    [Fact]
    public async Task Personal_and_visible_log_records_share_one_order()
    {
        await WriteAsync(
            Some.Opening(), Some.Entry(1, "1"), Some.Metric("m1", 1, after: 1), Some.ApiResponse("p1", after: 1) with { IsPii = true },
                Some.Metric("m2", 1, after: 1),
            Some.Entry(2, "2", isPii: true), Some.ApiResponse("p2", after: 2) with { IsPii = true }, Some.Entry(3, "3"), Some.ApiResponse("v1", after: 3),
                Some.Entry(4, "4", isPii: true));

        string[] all = ["1", "m1", "p1", "m2", "2", "p2", "3", "v1", "4"];
        (await ReadAsync()).Logged.Select(NameOf).Should().Equal(all);
        for (int limit = 1; limit <= all.Length; limit++)
        {
            (await WalkedAsync(new LogQuery(Some.Conversation) { Limit = limit, WithPii = true })).Should().Equal(all, "pages are of {0}", limit);
            (await WalkedAsync(new LogQuery(Some.Conversation) { Limit = limit })).Should().Equal(["1", "m1", "m2", "3", "v1"], "pages are of {0}", limit);
        }
    }

    private async Task<List<string>> WalkedAsync(LogQuery query)
    {
        var names = new List<string>();
        do
        {
            var page = await Store.ReadLogAsync(query);
            names.AddRange(page.Logged.Select(NameOf));
            query = query with { After = page.Next };
        }
        while (query.After is not null);

        return names;
    }

    private static string NameOf(ScopedRecord record) => record switch
    {
        EntryRecord entry => entry.Content,
        ApiResponseRecord response => response.Url,
        MetricRecord metric => metric.Metric.Key,
        _ => "",
    };

    // An opening known to a store only by such a fact has its position among openings, and can be written to like any other.
    [Fact]
    public async Task A_fact_repeated_by_another_opening_changes_nothing_and_the_opening_can_be_written_to()
    {
        var fact = Some.Metric();
        await WriteAsync(Some.Opening(), fact);
        await WriteAsync(fact with { WriterId = Some.Writer(Some.Conversation, 2), TurnId = "elsewhere" });
        await WriteAsync(Some.Opening(writer: 3), Some.Entry(1, "third", writer: 3));

        await WriteAsync(Some.Entry(1, "second", writer: 2) with { TurnId = "elsewhere" });
        await WriteAsync(Some.Opening(writer: 2));

        var read = await ReadAsync();
        read.Logged.OfType<MetricRecord>().Select(static metric => (metric.Id, metric.WriterId, metric.TurnId)).Should()
            .Equal((fact.Id, fact.WriterId, fact.TurnId));
        read.Logged.OfType<EntryRecord>().Select(static entry => (entry.Content, entry.WriterId, entry.TurnId)).Should().Equal(
            ("second", Some.Writer(Some.Conversation, 2), "elsewhere"), ("third", Some.Writer(Some.Conversation, 3), null));
    }

    [Fact]
    public async Task A_record_repeated_in_its_first_batch_is_stored_once()
    {
        await WriteAsync([.. OneOfEach(), .. OneOfEach()]);
        string twice = await AllAsync();

        var counts = new ActivityCounts { Entries = 2, Warnings = 0, Errors = 1, LastActivityAt = Some.At(9) };
        AnswerText.Difference(AnswerText.Of((await ReadAsync()).Summary.All), AnswerText.Of(counts)).Should().BeNull();
        await WriteAsync(OneOfEach());
        AnswerText.Difference(twice, await AllAsync()).Should().BeNull();
    }

    [Fact]
    public async Task Batches_of_one_record_give_the_same_result_as_one_batch()
    {
        await WriteAsync(OneOfEach("a"));
        foreach (var record in OneOfEach("b"))
        {
            await WriteAsync(record);
        }

        var (a, b) = (await ReadAsync("a"), await ReadAsync("b"));
        (b.Turns.Count, b.FunctionEvents.Count, b.Logged.Count, b.Feedback.Count, b.Annotations.Count, b.Notes.Count, b.DeadLetters.Count)
            .Should().Be((a.Turns.Count, a.FunctionEvents.Count, a.Logged.Count, a.Feedback.Count, a.Annotations.Count, a.Notes.Count,
            a.DeadLetters.Count)).And.Be((1, 1, 5, 1, 1, 1, 1));
        b.Summary.All.Should().Be(a.Summary.All);
        b.Summary.Visible.Should().Be(a.Summary.Visible);
    }

    [Fact]
    public async Task One_batch_can_contain_many_conversations()
    {
        await WriteAsync([Some.Entry(1, "of b", "b"), Some.Opening("a"), Some.Entry(1, "of a", "a"), Some.Opening("b")]);

        Contents(await ReadAsync("a")).Should().Equal("of a");
        Contents(await ReadAsync("b")).Should().Equal("of b");
    }

    [Fact]
    public async Task An_empty_batch_changes_nothing()
    {
        await WriteAsync();

        (await ListAsync(new ConversationQuery())).Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_first_written_version_of_an_entry_is_kept_and_counted(bool inOneBatch)
    {
        var first = Some.Entry(1, "first") with { Fields = Some.Fields(("v", 1)) };
        var second = Some.Entry(1, "second", level: EntryLevel.Error, isPii: true) with { Fields = Some.Fields(("v", 2), ("w", 3)), Timestamp = Some.At(5) };
        await WriteInAsync(inOneBatch, Some.Opening(), first, second, Some.Entry(2, "other"));

        Contents(await ReadAsync()).Should().Equal("first", "other");
        AnswerText.Of(((EntryRecord)(await ReadAsync()).Logged[0]).Fields).Should().Be(AnswerText.Of(first.Fields));
        (await ReadSummaryAsync()).All.Should().Be(new ActivityCounts { Entries = 2, Warnings = 0, Errors = 0, LastActivityAt = Some.At(0) });
        (await ListAsync(new ConversationQuery { HasError = true })).Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_first_written_version_of_other_log_records_is_kept(bool inOneBatch)
    {
        await WriteInAsync(
            inOneBatch,
            Some.Opening(),
            Some.ApiResponse("u"),
            Some.ApiResponse("u") with { StatusCode = 500, Timestamp = Some.At(5), IsPii = true },
            Some.StateChange("s"),
            Some.StateChange("s") with { Kind = StateChangeKind.Removed, Timestamp = Some.At(5) },
            Some.Metric("k"),
            Some.Metric("k") with { Metric = ("k", 2), Timestamp = Some.At(5) });

        var logged = (await ReadAsync()).Logged;
        logged.Should().HaveCount(3);
        logged.OfType<ApiResponseRecord>().Single().StatusCode.Should().Be(200);
        logged.OfType<StateChangeRecord>().Single().Kind.Should().Be(StateChangeKind.Added);
        AnswerText.JsonOf(logged.OfType<MetricRecord>().Single().Metric).Should().Be("1");
        (await ReadSummaryAsync()).All.LastActivityAt.Should().Be(Some.At(0));
    }

    [Fact]
    public Task The_highest_revision_of_an_opening_turn_and_function_event_is_kept() => EachCase.HoldsAsync(s_orders, async order =>
    {
        string id = order;
        await WriteInAsync(order.EndsWith("at once", StringComparison.Ordinal),
            [.. order[..3].Select(static digit => digit - '0').SelectMany(revision => new StoreRecord[]
        {
            Some.Opening(id, agent: id) with { Revision = revision, Channel = $"channel {revision}" },
            Some.Turn(1, id) with { Revision = revision, AgentResponse = $"answer {revision}", Usage = new ModelUsage("m", revision) },
            Some.Call(1, id, turn: 1, name: $"f{revision}") with { Revision = revision,
                Outcome = revision == 1 ? FunctionOutcome.Failed : FunctionOutcome.Completed },
        })]);

        var read = await ReadAsync(id);
        read.Summary.Conversation.Channel.Should().Be("channel 2");
        read.Turns.Single().AgentResponse.Text.Should().Be("answer 2");
        read.Summary.TotalTokens.Should().Be(2);
        read.FunctionEvents.Single().Name.Should().Be("f2");
        read.Summary.FunctionOutcomes.Should().Equal(FunctionOutcome.Completed);
        var listed = new ConversationQuery { AgentId = id };
        (await ListAsync(listed with { Channel = "channel 1" })).Should().BeEmpty();
        (await ListAsync(listed with { FunctionName = "f1" })).Should().BeEmpty();
        (await ListAsync(listed with { HasFailedFunction = true })).Should().BeEmpty();
        (await ListAsync(listed with { Channel = "channel 2", FunctionName = "f2", MinTokens = 2, MaxTokens = 2 })).Should().Equal(id);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_equal_revisions_the_first_is_kept(bool inOneBatch)
    {
        await WriteInAsync(
            inOneBatch,
            Some.Opening() with { Channel = "first" },
            Some.Opening() with { Channel = "second" },
            Some.Turn(1) with { UserInput = "first" },
            Some.Turn(1) with { UserInput = "second" },
            Some.Call(1, name: "first"),
            Some.Call(1, name: "second", outcome: FunctionOutcome.Failed));

        var read = await ReadAsync();
        read.Summary.Conversation.Channel.Should().Be("first");
        read.Turns.Single().UserInput.Text.Should().Be("first");
        read.FunctionEvents.Single().Name.Should().Be("first");
    }

    [Fact]
    public async Task The_first_read_mark_and_dead_letter_are_kept()
    {
        await WriteAsync(Some.Opening(), Some.ReadMark("ana", minute: 5), Some.DeadLetter() with { Payload = "{}" });
        await WriteAsync(Some.ReadMark("ben", minute: 1), Some.DeadLetter() with { Payload = "[]" });

        (await ReadSummaryAsync()).ReadMark.Should().Be(Some.ReadMark("ana", minute: 5));
        (await ReadAsync()).DeadLetters.Should().Equal(Some.DeadLetter() with { Payload = "{}" });
    }

    [Fact]
    public async Task Concurrent_writers_and_readers_lose_no_records_and_see_whole_batches()
    {
        const int writers = 4;
        int batches = LongCampaign.IsOn ? 25 : 10;
        var writing = Task.WhenAll(Enumerable.Range(1, writers).Select(writer => Task.Run(async () =>
        {
            await WriteAsync(Some.Opening(writer: writer));
            for (int i = 0; i < batches; i++)
            {
                await WriteAsync(Some.Entry((2 * i) + 1, writer: writer), Some.Entry((2 * i) + 2, writer: writer));
            }
        })));
        do
        {
            var seen = await Store.ReadAsync(Some.Conversation);
            (seen?.Summary.All.Entries ?? 0).Should().Be(seen?.Logged.Count ?? 0, "a summary is of the same moment");
            (await Store.ListAsync(new ConversationQuery(), withPii: true)).Conversations.Count.Should().BeLessThanOrEqualTo(1);
        }
        while (!writing.IsCompleted);

        await writing;
        var all = (await ReadAsync()).Logged;
        all.Should().HaveCount(writers * batches * 2);
        all.GroupBy(static entry => entry.WriterId).Should()
            .OnlyContain(own => own.Select(static entry => entry.Sequence).SequenceEqual(Enumerable.Range(1, 2 * batches).Select(static i => (long)i)));
    }

    private async Task WriteInAsync(bool oneBatch, params StoreRecord[] records)
    {
        foreach (var batch in oneBatch ? [records] : records.Select(static record => new[] { record }))
        {
            await WriteAsync(batch);
        }
    }

    private async Task<string> AllAsync()
        => AnswerText.Of(await ReadAsync()) + AnswerText.Of(await ReadSummaryAsync())
            + AnswerText.Of((await Store.ListAsync(new ConversationQuery(), withPii: false)).Conversations);

    private static IEnumerable<string> Contents(StoredConversation conversation)
        => conversation.Logged.Cast<EntryRecord>().Select(static entry => entry.Content);
}
