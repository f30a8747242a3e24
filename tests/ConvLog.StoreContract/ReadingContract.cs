namespace ConvLog.StoreContract;

/// <summary>A conversation is read back completely, unchanged, and in order.</summary>
public abstract class ReadingContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    [Fact]
    public async Task Unknown_conversations_are_not_found()
    {
        await WriteAsync(Some.Opening("conv"));

        foreach (string id in (string[])["", "Conv", "conv ", "con", "conv%", "c_nv", "*"])
        {
            (await Store.ReadAsync(id)).Should().BeNull();
            (await Store.ReadSummaryAsync(id)).Should().BeNull();
            (await Store.ReadLogAsync(new LogQuery(id))).Should().BeEquivalentTo(new StoredLogPage { Logged = [] });
        }
    }

    [CapabilityFact(typeof(IStatisticsStore))]
    public async Task A_conversation_without_an_opening_is_in_no_result()
    {
        await WriteAndIndexAsync(
            Some.Turn(1) with { UserInput = "early" },
            Some.Call(1, turn: 1),
            Some.Entry(1, "early"),
            Some.ApiResponse(),
            Some.Feedback(1, FeedbackRating.Like),
            Some.Annotation(1),
            Some.Note(),
            Some.ReadMark(),
            Some.DeadLetter());

        (await Store.ReadAsync(Some.Conversation)).Should().BeNull();
        (await Store.ReadSummaryAsync(Some.Conversation)).Should().BeNull();
        (await Store.ReadLogAsync(new LogQuery(Some.Conversation) { WithPii = true })).Logged.Should().BeEmpty();
        var list = await Store.ListAsync(new ConversationQuery { CountTotal = true }, withPii: true);
        (list.Conversations.Count, list.Total, list.Next).Should().Be((0, 0, null));
        (await Store.ListAgentsAsync(ConversationScope.All)).Should().BeEmpty();
        (await Store.SearchAsync(new SearchQuery { Text = "early" })).Hits.Should().BeEmpty();
        var statistics = await Store.ReadStatisticsAsync(new StatisticsQuery { From = Some.At(-60), To = Some.At(60) });
        (statistics.Total.Messages, statistics.Functions.Count).Should().Be((0, 0));
    }

    [Fact]
    public async Task Records_that_arrived_before_the_opening_are_read_with_it()
    {
        await WriteAsync(Some.Entry(1, "early", level: EntryLevel.Error), Some.Turn(1) with { UserInput = "early", Usage = new ModelUsage("m", 3) },
            Some.Call(1, turn: 1), Some.Feedback(1, FeedbackRating.Like));
        await WriteAsync(Some.Opening(), Some.Entry(2, "late"));

        var read = await ReadAsync();
        read.Logged.Cast<EntryRecord>().Select(static entry => entry.Content).Should().Equal("early", "late");
        read.Turns.Should().ContainSingle();
        read.FunctionEvents.Should().ContainSingle();
        read.Feedback.Should().ContainSingle();
        read.Summary.All.Should().Be(new ActivityCounts { Entries = 2, Warnings = 0, Errors = 1, LastActivityAt = Some.At(0) });
        read.Summary.TotalTokens.Should().Be(3);
        (await ListAsync(new ConversationQuery { HasError = true, Rating = FeedbackRating.Like, FunctionName = "save_guest" })).Should()
            .Equal(Some.Conversation);
    }

    [CapabilityFact(typeof(ILookupStore))]
    public async Task Entries_API_responses_and_model_calls_are_found_by_ID_if_they_are_visible()
    {
        string call = Guid.NewGuid().ToString("N");
        StoreRecord[] population =
        [
            Some.Opening("a", minute: 1), Some.Entry(1, conversation: "a"), Some.Entry(2, conversation: "a", isPii: true),
            Some.Entry(3, conversation: "a"),
            Some.ApiResponse("seen", conversation: "a"), Some.ApiResponse("hidden", conversation: "a") with { IsPii = true },
            Some.Opening("b", minute: 2, agent: "weather"), Some.Entry(1, conversation: "b"),
            Some.ModelCall(1, FunctionOutcome.Completed, turn: null, conversation: "b") with { ModelCallId = call },
        ];
        await WriteAsync(population);
        var ids = population.Select(static record => record switch
        {
            EntryRecord entry => entry.Id,
            ApiResponseRecord response => response.Id,
            _ => Guid.Empty,
        }).Where(static id => id != Guid.Empty).Select(static id => id.ToString("D")).ToList();

        (await Task.WhenAll(ids.Select(id => FindAsync(id)))).Should().Equal("a EntryId", null, "a EntryId", "a EntryId", null, "b EntryId");
        (await FindAsync(Guid.Parse(ids[0]).ToString("N").ToUpperInvariant())).Should().Be("a EntryId");
        (await FindAsync(call)).Should().Be("b ModelCallId");
        (await FindAsync(Guid.NewGuid().ToString())).Should().BeNull();
        (await FindAsync("a")).Should().BeNull();
        (await FindAsync(ids[0], new ConversationQuery { Scope = new() { AgentIds = ["weather"] } })).Should().BeNull();
        (await FindAsync(ids[0], new ConversationQuery { Limit = 1 })).Should().BeNull("it is not in the newest conversation");
        await EraseAsync(ErasureRequest.OfConversation("a", "dpo", Some.At(5)));
        (await FindAsync(ids[0])).Should().BeNull();

        async Task<string?> FindAsync(string id, ConversationQuery? query = null)
            => await Store.FindLoggedAsync(query ?? new ConversationQuery(), id) is { } found ? $"{found.ConversationId} {found.Name}" : null;
    }

    [Fact]
    public async Task Every_record_is_read_back_as_it_was_written()
    {
        var given = Full.Conversation();
        await WriteAsync([.. Full.Records(given)]);

        var read = await ReadAsync();

        AnswerText.Difference(AnswerText.Of(given with { Summary = null! }), AnswerText.Of(read with { Summary = null! })).Should().BeNull();
        AnswerText.Difference(AnswerText.Of(given.Summary.Conversation), AnswerText.Of(read.Summary.Conversation)).Should().BeNull();
        AnswerText.Difference(AnswerText.Of(read.Summary), AnswerText.Of(await ReadSummaryAsync())).Should().BeNull();
        var listed = (await Store.ListAsync(new ConversationQuery(), withPii: false)).Conversations.Single();
        AnswerText.Difference(AnswerText.Of(read.Summary), AnswerText.Of(listed with { Labels = [], RatingReasons = [], Scores = [], Assignment = null }))
            .Should().BeNull();
        listed.Labels.Should().Equal(given.Labels.Select(static label => label.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        listed.Scores.Sum(static score => score.Count).Should().Be(given.Scores.Count);
        listed.Assignment.Should().Be(given.Assignment);
    }

    [Fact]
    public async Task Empty_values_and_nulls_remain_distinct()
    {
        var given = Full.Empty();
        await WriteAsync([.. Full.Records(given)]);

        var read = await ReadAsync();

        AnswerText.Difference(AnswerText.Of(given with { Summary = null! }), AnswerText.Of(read with { Summary = null! })).Should().BeNull();
        AnswerText.Difference(AnswerText.Of(given.Summary.Conversation), AnswerText.Of(read.Summary.Conversation)).Should().BeNull();
        read.Summary.Conversation.UserId.Should().BeEmpty();
        read.Summary.UserPseudonym.Should().BeNull("an empty id is no user");

        await WriteAsync(Some.Opening("nulls"), Some.Turn(1, "nulls"), Some.Call(1, "nulls"), Some.ApiResponse(conversation: "nulls"));
        AnswerText.Difference(AnswerText.Of(Some.Opening("nulls")), AnswerText.Of((await ReadSummaryAsync("nulls")).Conversation)).Should().BeNull();
        AnswerText.Difference(AnswerText.Of(Some.Turn(1, "nulls")), AnswerText.Of((await ReadAsync("nulls")).Turns.Single())).Should().BeNull();
        AnswerText.Difference(AnswerText.Of(Some.Call(1, "nulls")), AnswerText.Of((await ReadAsync("nulls")).FunctionEvents.Single())).Should().BeNull();
        AnswerText.Difference(AnswerText.Of(Some.ApiResponse(conversation: "nulls")), AnswerText.Of((await ReadAsync("nulls")).Logged.Single())).Should()
            .BeNull();
    }

    [Fact]
    public async Task Unknown_token_counts_remain_unknown()
    {
        ModelUsage[] usages =
        [
            new(""), new("m", cost: 0.5m), new("m") { TotalTokens = 150 }, new("m") { TotalTokens = 0 }, new("m", null, 7), new("m", 7), new("m", 0, 0),
            new("m", 100, 20) { TotalTokens = 130 }, new("m", 100, 20) { CacheWriteInputTokens = 80 },
            new("m", 100, 20) { TotalTokens = 90, CachedAudioInputTokens = 1 },
        ];
        await WriteAsync(
        [
            Some.Opening(), Some.Turn(99),
            .. usages.Select(static (usage, i) => Some.Turn(i + 1) with { Usage = usage }),
            .. usages.Select(static (usage, i) => Some.ModelCall(i + 1, FunctionOutcome.Completed, turn: i + 1) with { Usage = usage, IsCached = i % 2 == 1 }),
        ]);

        var read = await ReadAsync();
        read.Turns.Select(static turn => turn.Usage).Should().BeEquivalentTo([.. usages, null], static options => options.ComparingByValue<ModelUsage>());
        var calls = read.Logged.OfType<ModelCallRecord>().ToList();
        calls.Select(static call => call.Usage).Should().BeEquivalentTo(usages, static options => options.ComparingByValue<ModelUsage>());
        calls.Count(static call => call.IsCached).Should().Be(usages.Length / 2);
    }

    [Fact]
    public async Task Entries_are_ordered_by_opening_and_sequence_and_turns_and_calls_by_arrival()
    {
        await WriteAsync(Some.Opening(writer: 2, minute: 5), Some.Opening(writer: 1, minute: 1));
        await WriteAsync(
            Some.Entry(2, "d", writer: 1), Some.Entry(2, "b", writer: 2), Some.Entry(1, "c", writer: 1), Some.Entry(1, "a", writer: 2),
            Some.Turn(2, writer: 1) with { Id = "D" }, Some.Turn(2, writer: 2) with { Id = "B" }, Some.Turn(1, writer: 1) with { Id = "C" },
                Some.Turn(1, writer: 2) with { Id = "A" },
            Some.Call(2, writer: 1) with { Id = "d" }, Some.Call(2, writer: 2) with { Id = "b" }, Some.Call(1, writer: 1) with { Id = "c" },
                Some.Call(1, writer: 2) with { Id = "a" });

        var read = await ReadAsync();
        read.Logged.Cast<EntryRecord>().Select(static entry => entry.Content).Should().Equal("a", "b", "c", "d");
        read.Turns.Select(static turn => turn.Id).Should().Equal("D", "B", "C", "A");
        read.FunctionEvents.Select(static call => call.Id).Should().Equal("d", "b", "c", "a");
        read.Summary.StartedAt.Should().Be(Some.At(5), "the first opening is the one the store heard of first, whatever the clocks say");
    }

    [Fact]
    public async Task A_writers_epoch_begins_with_its_first_record()
    {
        await WriteAsync(Some.Entry(1, "first", writer: 1));
        await WriteAsync(Some.Opening(writer: 2), Some.Entry(1, "second", writer: 2));
        await WriteAsync(Some.Opening(writer: 1, minute: 7) with { Environment = ConversationEnvironment.Sandbox });

        var read = await ReadAsync();
        read.Logged.Cast<EntryRecord>().Select(static entry => entry.Content).Should().Equal("first", "second");
        read.Summary.StartedAt.Should().Be(Some.At(7));
        read.Summary.Conversation.Environment.Should().Be(ConversationEnvironment.Sandbox, "that is the first one's to say");
    }

    [Fact]
    public async Task Other_log_records_follow_their_preceding_entry_in_order_of_arrival()
    {
        await WriteAsync(Some.Opening(), Some.ApiResponse("2b", after: 2), Some.ApiResponse("0", after: 0), Some.Entry(2, "2"), Some.Entry(1, "1"));
        await WriteAsync(Some.Metric("1a", after: 1), Some.StateChange("2c", after: 2), Some.ApiResponse("1b", after: 1));

        (await ReadAsync()).Logged.Select(NameOf).Should().Equal("0", "1", "1a", "1b", "2", "2b", "2c");
    }

    [Fact]
    public async Task Sequences_may_have_gaps_and_be_large()
    {
        await WriteAsync(Some.Opening(), Some.Entry(200_000_000, "last"), Some.Entry(1_000_000, "middle"), Some.Entry(7, "first"));

        (await ReadAsync()).Logged.Select(static entry => entry.Sequence).Should().Equal(7, 1_000_000, 200_000_000);
    }

    [Fact]
    public async Task Records_of_missing_turns_and_function_events_are_kept()
    {
        await WriteAsync(
            Some.Opening(),
            Some.Call(1, turn: 9),
            Some.Entry(1) with { TurnId = "unknown", FunctionEventId = "unknown too" },
            Some.ApiResponse() with { FunctionEventId = "unknown" },
            Some.Feedback(9, FeedbackRating.Dislike),
            Some.Annotation(9));

        var read = await ReadAsync();
        read.FunctionEvents.Single().TurnId.Should().Be(Some.TurnId(9));
        read.Logged.OfType<EntryRecord>().Single().FunctionEventId.Should().Be("unknown too");
        read.Logged.OfType<ApiResponseRecord>().Single().FunctionEventId.Should().Be("unknown");
        read.Feedback.Should().ContainSingle();
        read.Annotations.Should().ContainSingle();
        read.Summary.TurnCount.Should().Be(0);
    }

    [Fact]
    public async Task Times_keep_their_ticks_and_their_instant()
    {
        DateTimeOffset[] times =
            [DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch.AddTicks(-1), Some.At(0).AddTicks(1),
            new(2024, 2, 29, 23, 59, 59, new TimeSpan(5, 45, 0))];
        await WriteAsync([Some.Opening(), .. times.Select(static (time, index) => Some.Entry(index + 1) with { Timestamp = time })]);

        (await ReadAsync()).Logged.Select(static entry => entry.Timestamp).Should().Equal(times);
        (await ReadSummaryAsync()).All.LastActivityAt.Should().Be(DateTimeOffset.MaxValue);
    }

    [Fact]
    public async Task A_healthy_store_reports_healthy()
    {
        await WriteAndIndexAsync(Some.Opening(), Some.Entry(1, "secret", isPii: true));

        var health = await Store.CheckHealthAsync();

        health.Parts.Where(part => !IsFleeting || part is not { Name: "engine" }).Should().OnlyContain(static part => part.Status == StoreHealthStatus.Healthy);
        health.Parts.Select(static part => part.Name).Should().OnlyHaveUniqueItems().And.NotBeEmpty();
        string.Join(';', health.Parts).Should().NotContain("secret").And.NotContain(Some.Conversation);
    }

    private static string NameOf(ScopedRecord record) => record switch
    {
        EntryRecord entry => entry.Content,
        ApiResponseRecord response => response.Url,
        StateChangeRecord change => change.Variable.Key,
        _ => ((MetricRecord)record).Metric.Key,
    };
}
