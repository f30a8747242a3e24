namespace ConvLog.StoreContract;

/// <summary>Conversations expire as a whole by their last visible activity, and leave no data.</summary>
public abstract class ExpiryContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    /// <summary>Cutoffs that are tested with times a tick before, at and after them.</summary>
    private static readonly DateTimeOffset[] s_cuts =
    [
        new(2025, 1, 1, 12, 0, 0, TimeSpan.Zero),
        new(2024, 2, 29, 0, 0, 0, TimeSpan.Zero), // A leap day.
        new(2024, 2, 28, 23, 30, 0, TimeSpan.FromHours(-1)), // The same day in another time zone.
        new(2025, 3, 30, 2, 30, 0, TimeSpan.FromHours(1)), // An hour that Central Europe skips.
        new(2025, 10, 26, 2, 30, 0, TimeSpan.FromHours(2)), // An hour that occurs twice.
        new(2025, 6, 1, 0, 15, 0, new TimeSpan(14, 0, 0)),
        new(2025, 6, 1, 0, 15, 0, new TimeSpan(-9, -30, 0)),
    ];

    [Fact] // F03
    public Task A_conversation_active_at_the_cutoff_is_kept_and_one_a_tick_older_expires() => EachCase.HoldsAsync(s_cuts.Order(), async cut =>
    {
        foreach (var offset in (TimeSpan[])[TimeSpan.Zero, new(5, 45, 0), new(-11, 0, 0)])
        {
            await WriteAsync(
                Some.Opening($"before {offset} {cut:O}") with { OpenedAt = cut.AddTicks(-1).ToOffset(offset) },
                Some.Opening($"at {offset} {cut:O}") with { OpenedAt = cut.ToOffset(offset) },
                Some.Opening($"after {offset} {cut:O}") with { OpenedAt = cut.AddTicks(1).ToOffset(offset) });
        }

        await RunAsync(Expire(cut));

        (await ListAsync(new ConversationQuery())).Should().HaveCount(6).And.OnlyContain(static id => !id.StartsWith("before", StringComparison.Ordinal));
    });

    [Fact]
    public async Task Any_visible_activity_postpones_expiry()
    {
        await WriteAsync(
            Some.Opening("silent"), Some.Turn(1, "silent"), Some.Entry(1, conversation: "silent"),
            Some.Opening("closed") with { ClosedAt = Some.At(30) },
            Some.Opening("opened again"), Some.Opening("opened again", writer: 2, minute: 30),
            Some.Opening("turn"), Some.Turn(1, "turn") with { EndedAt = Some.At(30) },
            Some.Opening("wait"), Some.Turn(1, "wait") with { WaitsFor = new TurnWait(TurnWaitKind.Person), WaitingSince = Some.At(30) },
            Some.Opening("call"), Some.Call(1, "call") with { Duration = TimeSpan.FromMinutes(30) },
            Some.Opening("entry"), Some.Entry(1, conversation: "entry") with { Timestamp = Some.At(30) },
            Some.Opening("response"), Some.ApiResponse(conversation: "response") with { Timestamp = Some.At(30) },
            Some.Opening("state"), Some.StateChange(conversation: "state") with { Timestamp = Some.At(30) },
            Some.Opening("metric"), Some.Metric(conversation: "metric") with { Timestamp = Some.At(30) });

        await RunAsync(Expire(Some.At(30)));

        (await ListAsync(new ConversationQuery())).Should()
            .BeEquivalentTo("closed", "opened again", "turn", "wait", "call", "entry", "response", "state", "metric");
    }

    [Fact]
    public async Task Hidden_activity_does_not_postpone_expiry()
    {
        await WriteAsync(
            Some.Opening("entry"), Some.Entry(1, conversation: "entry", isPii: true) with { Timestamp = Some.At(100) },
            Some.Opening("response"), Some.ApiResponse(conversation: "response") with { Timestamp = Some.At(100), IsPii = true },
            Some.Opening("team"), Some.Note(conversation: "team", minute: 100), Some.Feedback(1, FeedbackRating.Like, conversation: "team", minute: 100),
                Some.ReadMark(conversation: "team", minute: 100));

        await RunAsync(Expire(Some.At(30)));

        (await ListAsync(new ConversationQuery())).Should().BeEmpty();
    }

    [Fact]
    public async Task An_expired_conversation_is_in_no_result()
    {
        await WriteAndIndexAsync(Some.Opening("other", minute: 60, agent: "weather"), Some.Turn(1, "other", minute: 60) with { UserInput = "a table" });
        object?[] before = await AnswersAsync();
        await WriteAndIndexAsync(
            [.. Full.Records(Full.Conversation()).Select(Early), Some.Opening("bare") with { UserId = "text of user" },
            Some.Turn(1, "bare") with { UserInput = "a table" }, Some.Entry(1, "a table", "bare")]);
        (await AnswersAsync()).Should().NotBeEquivalentTo(before);

        var run = await RunAsync(Expire(Some.At(30)));

        (await Store.ReadAsync(Some.Conversation)).Should().BeNull();
        (await Store.ReadSummaryAsync(Some.Conversation)).Should().BeNull();
        (await Store.ReadLogAsync(new LogQuery(Some.Conversation) { WithPii = true })).Logged.Should().BeEmpty();
        AnswerText.Difference(AnswerText.Of(before), AnswerText.Of(await AnswersAsync())).Should().BeNull();
        run.Should().Be(new RetentionBatch { Conversations = 2, Entries = 2 }, "entries that are personal as a whole are not counted");
    }

    [Fact]
    public async Task The_ID_of_an_expired_conversation_can_be_reused()
    {
        StoreRecord[] all = [Some.Opening() with { UserId = "jane", Revision = 7 }, Some.Turn(1) with { Revision = 7, UserInput = "old" },
            Some.Entry(1, "old"), Some.Annotation(1, "old", minute: 5)];
        await WriteAsync(all);
        string? jane = (await ReadSummaryAsync()).UserPseudonym;
        await RunAsync(Expire(Some.At(30)));

        await WriteAndIndexAsync(Some.Opening(minute: 40) with { UserId = "jane" }, Some.Turn(1) with { UserInput = "new table" }, Some.Entry(1, "new table"),
            Some.Annotation(1, "new"));

        var read = await ReadAsync();
        (read.Turns[0].UserInput.Text, ((EntryRecord)read.Logged[0]).Content, read.Annotations[0].ImprovedAnswer, read.Summary.Conversation.Revision).Should()
            .Be(("new table", "new table", "new", 0));
        read.Summary.UserPseudonym.Should().NotBe(jane, "nothing was left of the user in between");
        (await Store.SearchAsync(new SearchQuery { Text = "table" })).Hits.Should().HaveCount(2);
        (await Store.SearchAsync(new SearchQuery { Text = "old" })).Hits.Should().BeEmpty();
    }

    [Fact]
    public async Task A_conversation_without_an_opening_expires_without_being_counted()
    {
        await WriteAsync(
            Some.Turn(1, "old"), Some.Entry(1, conversation: "old"), Some.Entry(2, conversation: "old", isPii: true) with { Timestamp = Some.At(90) },
            Some.Entry(1, conversation: "personal", isPii: true), Some.Note(conversation: "note"),
                Some.Entry(1, conversation: "young") with { Timestamp = Some.At(30) });
        var cut = Expire(Some.At(30));

        (await Store.PreviewRetentionAsync(cut)).Should().Be(new RetentionPreview { Cut = cut });
        (await RunAsync(cut)).Should().Be(new RetentionBatch());

        await WriteAsync(Some.Opening("old"), Some.Opening("personal"), Some.Opening("note"), Some.Opening("young"));
        foreach (string id in (string[])["old", "personal", "note"])
        {
            (await ReadAsync(id)).Should()
                .BeEquivalentTo(new { Turns = Array.Empty<TurnRecord>(), Logged = Array.Empty<ScopedRecord>(), Notes = Array.Empty<NoteRecord>() },
                "{0} had expired", id);
        }

        (await ReadAsync("young")).Logged.Should().ContainSingle();
    }

    [Fact]
    public async Task An_unopened_conversation_with_only_a_model_message_expires_by_its_time_despite_hidden_entries()
    {
        var hello = ModelMessage.User("hello");
        await WriteAsync(
            Some.Message(hello, conversation: "old"),
            Some.Message(hello, conversation: "old with more"), Some.Entry(1, conversation: "old with more", isPii: true) with { Timestamp = Some.At(90) },
            Some.Message(hello, conversation: "young") with { Timestamp = Some.At(30) },
            Some.Message(hello, conversation: "young with more") with { Timestamp = Some.At(30) }, Some.Entry(1, conversation: "young with more", isPii: true));

        await RunAsync(Expire(Some.At(30)));

        await WriteAsync(Some.Opening("old"), Some.Opening("old with more"), Some.Opening("young"), Some.Opening("young with more"));
        (await ReadAsync("old")).ModelMessages.Should().BeEmpty();
        (await ReadAsync("old with more")).Should()
            .BeEquivalentTo(new { ModelMessages = Array.Empty<ModelMessageRecord>(), Logged = Array.Empty<ScopedRecord>() });
        (await ReadAsync("young")).ModelMessages.Should().ContainSingle();
        (await ReadAsync("young with more")).Should().Match<StoredConversation>(read => read.ModelMessages.Count == 1 && read.Logged.Count == 1);
    }

    [Fact]
    public async Task Annotated_conversations_are_kept_if_configured()
    {
        await WriteAsync(Some.Opening("annotated"), Some.Annotation(1, conversation: "annotated"), Some.Opening("plain"));

        await RunAsync(Expire(Some.At(30)) with { KeepAnnotated = true });
        (await ListAsync(new ConversationQuery())).Should().Equal("annotated");

        await RunAsync(Expire(Some.At(30)));
        (await ListAsync(new ConversationQuery())).Should().BeEmpty();
    }

    [CapabilityFact(typeof(IHoldStore))] // F05
    public async Task A_hold_placed_before_or_between_batches_prevents_expiry()
    {
        await WriteAsync([.. Enumerable.Range(1, 6).Select(static i => Some.Opening($"{i}")), Some.Entry(1, conversation: "unopened")]);
        await HoldAsync("1");
        await HoldAsync("unopened");
        var cut = Expire(Some.At(30));

        var first = await Store.ApplyRetentionAsync(cut, 2);
        string[] left = await ListAsync(new ConversationQuery());
        left.Should().HaveCount(4).And.Contain("1");
        string held = left.First(static id => !string.Equals(id, "1", StringComparison.Ordinal));
        await HoldAsync(held);
        await RunAsync(cut, after: first.Next);

        (await ListAsync(new ConversationQuery())).Should().BeEquivalentTo("1", held);
        await WriteAsync(Some.Opening("unopened"));
        (await ReadAsync("unopened")).Logged.Should().ContainSingle();

        await ReleaseAsync("1");
        await RunAsync(cut);
        (await ListAsync(new ConversationQuery())).Should().BeEquivalentTo(held, "unopened");
    }

    [Fact]
    public async Task A_conversation_that_becomes_active_between_batches_is_kept()
    {
        await WriteAsync([.. Enumerable.Range(1, 4).Select(static i => Some.Opening($"{i}"))]);
        var first = await Store.ApplyRetentionAsync(Expire(Some.At(30)), 2);
        string active = (await ListAsync(new ConversationQuery()))[0];

        await WriteAsync(Some.Entry(1, conversation: active) with { Timestamp = Some.At(31) });
        await RunAsync(Expire(Some.At(30)), after: first.Next);

        (await ListAsync(new ConversationQuery())).Should().Equal(active);
    }

    [Fact]
    public async Task A_repeated_run_does_no_harm()
    {
        await WriteAsync([.. Enumerable.Range(1, 5).Select(static i => Some.Opening($"{i}")), Some.Opening("young", minute: 40)]);
        var cut = Expire(Some.At(30));

        await Store.ApplyRetentionAsync(cut, 2);
        (await RunAsync(cut)).Conversations.Should().Be(3);
        (await RunAsync(cut)).Should().Be(new RetentionBatch());

        (await ListAsync(new ConversationQuery())).Should().Equal("young");
    }

    [CapabilityFact(typeof(IHoldStore))]
    public async Task A_preview_equals_the_run_and_changes_nothing()
    {
        await WriteAsync(
            Some.Opening("old"), Some.Entry(1, conversation: "old"), Some.Entry(2, conversation: "old", isPii: true), Some.Opening("older", minute: -5),
            Some.Opening("debug") with { Environment = ConversationEnvironment.Debug }, Some.Opening("held"), Some.Opening("annotated"),
                Some.Annotation(1, conversation: "annotated"),
            Some.Opening("middle", minute: 35), Some.Opening("held too", minute: 35), Some.Opening("young", minute: 60));
        await HoldAsync("held");
        await HoldAsync("held too");
        await Store.WriteAccessAsync([Some.Access(minute: 1), Some.Access(minute: 50)]);
        var cut = new RetentionCut { At = Some.At(100), ConversationsBefore = Some.At(30), PersonalDataBefore = Some.At(40), AccessBefore = Some.At(50),
            KeepAnnotated = true };

        var preview = await Store.PreviewRetentionAsync(cut);

        preview.Should().Be(new RetentionPreview
        {
            Cut = cut,
            TotalConversations = 8,
            Conversations = 3,
            Entries = 1,
            PersonalData = 2,
            KeptHeld = 2,
            KeptAnnotated = 1,
            Accesses = 1,
        });
        preview.Share.Should().Be(5 / 8d);
        (await Store.PreviewRetentionAsync(cut)).Should().Be(preview);
        (await RunAsync(cut, batchSize: 2)).Should().Be(new RetentionBatch { Conversations = 3, Entries = 1, PersonalData = 2, Accesses = 1 });
        (await Store.PreviewRetentionAsync(cut)).Should().Be(new RetentionPreview { Cut = cut, TotalConversations = 5, KeptHeld = 2, KeptAnnotated = 1 });
    }

    [CapabilityFact(typeof(IRetentionRunStore))]
    public async Task Without_a_retention_period_nothing_expires()
    {
        await WriteAsync(Some.Opening(), Some.Entry(1, isPii: true));
        await Store.WriteAccessAsync([Some.Access()]);
        string before = AnswerText.Of(await ReadAsync());

        (await RunAsync(new RetentionCut { At = Some.At(1_000) })).Should().Be(new RetentionBatch());

        AnswerText.Of(await ReadAsync()).Should().Be(before);
        (await Store.ReadAccessAsync(new AccessQuery())).Accesses.Should().ContainSingle();
        await Store.ReclaimSpaceAsync();
    }

    [Fact] // F13
    public async Task During_expiry_a_reader_sees_each_conversation_completely_or_not_at_all()
    {
        var ids = Enumerable.Range(1, LongCampaign.IsOn ? 30 : 10).Select(static i => $"c{i}").ToList();
        await WriteAsync([.. ids.SelectMany(static id
            => new StoreRecord[] { Some.Opening(id), Some.Turn(1, id), Some.Entry(1, conversation: id), Some.Entry(2, conversation: id, isPii: true) })]);
        var reading = Task.Run(async () =>
        {
            int left;
            do
            {
                var page = await Store.ListAsync(new ConversationQuery { Limit = 100, CountTotal = true }, withPii: true);
                page.Total.Should().Be(page.Conversations.Count);
                left = page.Conversations.Count;
                foreach (string id in ids)
                {
                    if (await Store.ReadAsync(id) is { } read)
                    {
                        (read.Turns.Count, read.Logged.Count, read.Summary.All.Entries).Should().Be((1, 2, 2));
                    }
                }
            }
            while (left > 0);
        });

        await RunAsync(Expire(Some.At(30)), batchSize: 1);
        await reading;
    }

    private static RetentionCut Expire(DateTimeOffset before) => new() { At = Some.At(1_000_000), ConversationsBefore = before };

    private static StoreRecord Early(StoreRecord record)
        => record is ConversationRecord opening ? opening with { ClosedAt = Some.At(20), Environment = ConversationEnvironment.Live } : record;
}
