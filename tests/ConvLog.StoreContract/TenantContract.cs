namespace ConvLog.StoreContract;

/// <summary>All tenants of a store share conversation IDs: an opening under the ID of another tenant's conversation adds no data to it.</summary>
/// <param name="open">Opens an empty store; the argument says whether agents of one account may hand over.</param>
public abstract class TenantContract(Func<bool, ValueTask<IStoreUnderTest>> open) : StoreTest(() => open(false))
{
    private const string Id = Some.Conversation;

    private static readonly ConversationRecord s_owner = Some.Opening() with { AccountId = "acme", ProjectId = "p1", Channel = "voice", UserId = "jane" };

    /// <summary>Openings by another writer, and whether they may continue the conversation of <see cref="s_owner"/>.</summary>
    private static readonly Dictionary<string, (ConversationRecord Opening, bool IsAdmitted)> s_cases = new(StringComparer.Ordinal)
    {
        ["the same"] = (Opening("bookings", "acme", "p1"), true),
        ["without an agent"] = (Opening("default", "acme", "p1"), true),
        ["with an empty agent"] = (Opening("", "acme", "p1"), true),
        ["without anything"] = (Opening("default", null, null), true),
        ["the agent alone"] = (Opening("bookings", null, null), true),
        ["the account alone"] = (Opening("default", "acme", null), true),
        ["another account"] = (Opening("bookings", "globex", "p1"), false),
        ["another account alone"] = (Opening("default", "globex", null), false),
        ["the account without a name"] = (Opening("bookings", "", "p1"), false),
        ["another project"] = (Opening("bookings", "acme", "p2"), false),
        ["another project alone"] = (Opening("default", null, "p2"), false),
        ["another agent of the account"] = (Opening("weather", "acme", "p1"), false),
        ["another agent alone"] = (Opening("weather", null, null), false),
        ["all others"] = (Opening("weather", "globex", "p2"), false),
        ["the account in other case"] = (Opening("bookings", "Acme", "p1"), false),
        ["the account with a space"] = (Opening("bookings", "acme ", "p1"), false),
        ["the agent in other case"] = (Opening("Bookings", "acme", "p1"), false),
        ["the agent with a space"] = (Opening(" bookings", "acme", "p1"), false),
        ["the project in another form"] = (Opening("bookings", "acme", "p1\u0301"), false),
    };

    [Fact]
    public async Task An_opening_continues_a_conversation_only_if_it_changes_no_owner()
    {
        foreach (var (name, (opening, isAdmitted)) in s_cases)
        {
            string id = $"of {name}";
            var writer = Some.Writer(id, 2);
            await WriteAsync(s_owner with { ConversationId = id, WriterId = Some.Writer(id) }, Some.Entry(1, "of the owner", id));

            (await RefusedAsync(opening with { ConversationId = id, WriterId = writer }, Some.Entry(1, "of the other", id, writer: 2))).Should()
                .Equal(isAdmitted ? [] : [writer], name);

            var read = await ReadAsync(id);
            read.Logged.Should().HaveCount(isAdmitted ? 2 : 1, name);
            Owner(read.Summary).Should().Be(("bookings", "acme", "p1"), name);
        }
    }

    [Fact]
    public async Task No_later_record_of_a_rejected_opening_is_stored()
    {
        await WriteAsync(s_owner, Some.Turn(1) with { UserInput = "a table" }, Some.Entry(1, "of the owner"));
        var before = AnswerText.Of(await ReadAsync());
        (await RefusedAsync(s_cases["another account"].Opening with { UserId = "joe", FromNumber = "+1" })).Should().ContainSingle();

        foreach (var record in Everything())
        {
            (await RefusedAsync(record)).Should().Equal([Some.Writer(writer: 2)], record.GetType().Name);
        }

        AnswerText.Difference(before, AnswerText.Of(await ReadAsync())).Should().BeNull();
        (await ListAsync(new ConversationQuery { AccountId = "globex" })).Should().BeEmpty();
        (await ListAsync(new ConversationQuery { UserId = "joe" })).Should().BeEmpty();
        (await Store.ListUsersAsync(new UserQuery())).Users.Should().ContainSingle();
        (await Store.ReadStatisticsAsync(new StatisticsQuery { From = Some.At(-60), To = Some.At(60) })).Total.Messages.Should().Be(1);
    }

    [Fact]
    public async Task A_rejected_opening_does_not_affect_other_records_of_its_batch()
    {
        var other = s_cases["another account"].Opening;
        var refused = await RefusedAsync(
            Some.Opening("before"), Some.Entry(1, conversation: "before"), s_owner, Some.Entry(1, "of the owner"),
            other, Some.Entry(1, "of the other", writer: 2), Some.Turn(1, writer: 2), Some.Entry(2, "of the owner"),
            Some.Opening("after"), Some.Entry(1, conversation: "after"));

        refused.Should().Equal(other.WriterId);
        (await ReadAsync("before")).Logged.Should().ContainSingle();
        (await ReadAsync("after")).Logged.Should().ContainSingle();
        var read = await ReadAsync();
        read.Logged.OfType<EntryRecord>().Should().HaveCount(2).And.OnlyContain(static entry => entry.Content == "of the owner");
        read.Turns.Should().BeEmpty();
    }

    [Fact] // A turn may arrive before its opening.
    public async Task Records_after_a_rejected_opening_do_not_change_earlier_ones_of_the_batch()
    {
        var other = s_cases["another account"].Opening;
        var refused = await RefusedAsync(
            s_owner, Some.Turn(1, writer: 2) with { UserInput = "before" }, Some.Call(1, writer: 2), other,
            Some.Turn(1, writer: 2) with { Revision = 1, UserInput = "after" },
            Some.Call(1, writer: 2, outcome: FunctionOutcome.Completed) with { Revision = 1 });

        refused.Should().Equal(other.WriterId);
        var read = await ReadAsync();
        read.Turns.Should().ContainSingle().Which.UserInput.Text.Should().Be("before");
        read.FunctionEvents.Should().ContainSingle().Which.Outcome.Should().BeNull();
    }

    [Fact]
    public async Task A_sink_counts_records_of_a_rejected_opening_and_reports_it_once_without_the_owner()
    {
        var logger = new FakeLogger();
        await using var sink = new StoreSink(Store, new StoreSinkOptions { Logger = logger, BatchSize = 3 });
        await using var owner = new Conversation(new ConversationInfo(Id) { AgentId = "bookings", AccountId = "acme", UserId = "jane" }, sink);
        await owner.FlushAsync();
        await using (var other = new Conversation(new ConversationInfo(Id) { AgentId = "weather", AccountId = "globex", UserId = "joe" }, sink))
        {
            using (var turn = other.BeginTurn("of the other"))
            {
                other.Log.Error("of the other");
                other.AddFeedback(FeedbackRating.Dislike, "of the other", turn: turn);
                other.Annotate("of the other", turn: turn);
            }

            other.AddNote("of the other");
            other.Log.Info("of the other");
            owner.Log.Info("of the owner");
            (await other.FlushAsync()).Should().Match<FlushResult>(static result => result.Records.Pending == 0 && result.Records.Dropped >= 8);
        }

        owner.Log.Info("of the owner");
        var result = await owner.FlushAsync();

        result.Records.Should().Be(new FlushCounts(stored: 3, dropped: sink.Drops[SinkDropReason.WriterRefused], pending: 0));
        sink.Drops.Keys.Should().Equal(SinkDropReason.WriterRefused);
        logger.Lines.Should().ContainSingle().Which.Message.Should().Contain("another account, project or agent").And.Contain(Id)
            .And.NotContain("acme").And.NotContain("bookings").And.NotContain("jane").And.NotContain("joe");
        var read = await ReadAsync();
        read.Logged.Should().HaveCount(2);
        (read.Turns.Count, read.Feedback.Count, read.Annotations.Count, read.Notes.Count, read.DeadLetters.Count).Should().Be((0, 0, 0, 0, 0));
        AnswerText.Of(read).Should().NotContain("of the other");
    }

    [Fact]
    public async Task An_opening_that_matches_the_known_owner_can_add_missing_values()
    {
        await WriteAsync(Some.Opening(agent: "default"));
        (await RefusedAsync(Opening("bookings", null, null) with { WriterId = Some.Writer(writer: 2) })).Should().BeEmpty();
        Owner(await ReadSummaryAsync()).Should().Be(("bookings", null, null));

        (await RefusedAsync(Opening("default", "globex", null) with { WriterId = Some.Writer(writer: 3) })).Should()
            .NotBeEmpty("it might be another tenant's, which names no agents");
        (await RefusedAsync(Opening("bookings", "acme", null) with { WriterId = Some.Writer(writer: 4) })).Should().BeEmpty();
        Owner(await ReadSummaryAsync()).Should().Be(("bookings", "acme", null));

        (await RefusedAsync(Opening("bookings", null, "p1") with { WriterId = Some.Writer(writer: 5) })).Should().NotBeEmpty();
        (await RefusedAsync(Opening("bookings", "acme", "p1") with { WriterId = Some.Writer(writer: 6) })).Should().BeEmpty();
        Owner(await ReadSummaryAsync()).Should().Be(("bookings", "acme", "p1"));
    }

    [Fact]
    public async Task With_handover_another_agent_of_the_account_can_continue_and_the_owner_is_kept()
    {
        await using var under = await open(true);
        var store = under.Store;
        await store.WriteAsync([s_owner]);

        await store.WriteAsync([Opening("weather", "acme", "p1"), Some.Entry(1, "of the second agent", writer: 2)]);

        var read = (await store.ReadAsync(Id))!;
        read.Logged.Should().ContainSingle();
        Owner(read.Summary).Should().Be(("bookings", "acme", "p1"));
        foreach (var opening in (ConversationRecord[])[Opening("weather", null, null), Opening("weather", "globex", "p1"), Opening("weather", "acme", "p2")])
        {
            (await RefusedAsync(store, opening with { WriterId = Guid.NewGuid() })).Should().NotBeEmpty();
        }
    }

    [Fact]
    public async Task With_handover_agents_without_an_account_count_as_one_account()
    {
        await using var under = await open(true);
        await under.Store.WriteAsync([Some.Opening()]);

        (await RefusedAsync(under.Store, Opening("weather", null, null))).Should().BeEmpty();
        (await RefusedAsync(under.Store, Opening("weather", "acme", null) with { WriterId = Some.Writer(writer: 3) })).Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_later_revision_of_an_opening_is_checked_like_the_first()
    {
        await WriteAsync(s_owner with { AccountId = "acm" });
        (await RefusedAsync(s_owner with { Revision = 1 })).Should().BeEmpty("it is the only one, and corrects itself");
        await WriteAsync(s_cases["without anything"].Opening);

        (await RefusedAsync(s_owner with { Revision = 2, AccountId = "globex" })).Should().Equal(s_owner.WriterId);
        (await RefusedAsync(s_cases["without anything"].Opening with { Revision = 1, ClosedAt = Some.At(5) })).Should().BeEmpty();
        (await RefusedAsync(s_owner with { Revision = 3, ClosedAt = Some.At(6) }, Some.Entry(1))).Should().BeEmpty();

        var summary = await ReadSummaryAsync();
        Owner(summary).Should().Be(("bookings", "acme", "p1"));
        summary.ClosedAt.Should().Be(Some.At(6));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_rejected_opening_of_an_erased_user_does_not_erase_the_conversation(bool isInOneBatch)
    {
        var refused = s_cases["another account"].Opening with { UserId = "joe" };
        await Store.EraseAsync(ErasureRequest.OfUser("joe", "dpo", Some.At(100)));
        if (!isInOneBatch)
        {
            await WriteAsync(s_owner);
        }

        (await RefusedAsync(isInOneBatch ? [s_owner, refused] : [refused])).Should().NotBeEmpty();

        Owner(await ReadSummaryAsync()).Should().Be(("bookings", "acme", "p1"));
    }

    [Fact]
    public async Task The_ID_of_an_expired_conversation_is_available_to_other_accounts()
    {
        await WriteAsync(s_owner);
        (await RefusedAsync(s_cases["another account"].Opening)).Should().NotBeEmpty();

        await RunAsync(new RetentionCut { At = Some.At(1_000), ConversationsBefore = Some.At(900) });
        await WriteAsync(s_cases["another account"].Opening with { WriterId = Some.Writer(writer: 3) }, Some.Entry(1, writer: 3));

        Owner(await ReadSummaryAsync()).Should().Be(("bookings", "globex", "p1"));
    }

    [Fact]
    public async Task A_copy_keeps_openings_stored_before_this_rule()
    {
        var from = new InMemoryConversationStore();
        await from.WriteAsync([s_owner, s_cases["another account"].Opening with { IsCopy = true }, Some.Entry(1, "of the other", writer: 2)]);

        var report = await ConversationStoreCopy.RunAsync(from, Store);

        (report.IsFinished, report.Different).Should().Be((true, 0));
        Owner(await ReadSummaryAsync()).Should().Be(("bookings", "globex", "p1"));
        (await RefusedAsync(s_owner with { WriterId = Some.Writer(writer: 3) })).Should().NotBeEmpty("it is the account's that readers see it with");
    }

    private static ConversationRecord Opening(string agent, string? account, string? project)
        => Some.Opening(writer: 2, minute: 1, agent: agent) with { AccountId = account, ProjectId = project };

    private static (string? Agent, string? Account, string? Project) Owner(StoredSummary summary)
        => (summary.Conversation.AgentId, summary.Conversation.AccountId, summary.Conversation.ProjectId);

    private static IEnumerable<StoreRecord> Everything() =>
    [
        Some.Entry(1, "of the other", writer: 2),
        Some.Entry(2, "of the other", writer: 2, isPii: true),
        Some.Turn(1, writer: 2) with { Id = "turn of the other" },
        Some.Call(1, writer: 2),
        Some.ApiResponse(writer: 2),
        Some.StateChange(writer: 2),
        Some.Metric(writer: 2),
        Some.Opening(writer: 2) with { Revision = 7, AccountId = "acme", ProjectId = "p1" },
        Some.Feedback(1, FeedbackRating.Like) with { GivenBy = Some.Writer(writer: 2) },
        Some.Annotation(1) with { GivenBy = Some.Writer(writer: 2) },
        Some.Note() with { GivenBy = Some.Writer(writer: 2) },
        Some.DeadLetter() with { GivenBy = Some.Writer(writer: 2) },
    ];

    private Task<Guid[]> RefusedAsync(params StoreRecord[] records) => RefusedAsync(Store, records);

    private static async Task<Guid[]> RefusedAsync(IConversationStore store, params StoreRecord[] records)
    {
        try
        {
            await store.WriteAsync(records);
            return [];
        }
        catch (WriterRefusedException e)
        {
            e.Fault.Should().Be(StoreFault.Refused);
            e.Message.Should().NotContainAny("acme", "globex", "bookings", "weather", Id);
            return [.. e.WriterIds];
        }
    }
}
