using System.Text;
using ConvLog.Privacy;
using ConvLog.Serialization;

namespace ConvLog.StoreContract;

/// <summary>When personal data expires, all readers see what readers without the permission saw before, and when that happened.</summary>
/// <param name="open">Opens an empty store with visible or personal utterances.</param>
public abstract partial class PurgeContract(Func<PrivacyClass, ValueTask<IStoreUnderTest>> open) : StoreTest(() => open(PrivacyClass.Visible))
{
    private static readonly RetentionCut s_cut = new() { At = Some.At(1_000), PersonalDataBefore = Some.At(500) };
    private static readonly Reader s_permitted = new("permitted", canReadPii: true);
    private static readonly Reader s_other = new("other", canReadPii: false);

    [Fact]
    public async Task After_a_purge_every_reader_sees_what_readers_without_permission_saw()
    {
        await WriteAsync([.. Full.Records(Full.Conversation())]);
        string before = await SeenAsync(s_other);

        (await RunAsync(s_cut)).Should().Be(new RetentionBatch { PersonalData = 1 });

        before = before.Replace("PiiPurgedAt: null", "PiiPurgedAt: 2025-01-02T02:40:00.0000000Z", StringComparison.Ordinal);
        (await SeenAsync(s_other)).Should().Be(before);
        (await JsonAsync(s_permitted)).Should().Be(await JsonAsync(s_other));
    }

    [Fact]
    public async Task Personal_utterances_are_fully_purged()
    {
        await using var opened = await open(PrivacyClass.Personal);
        await opened.Store.WriteAsync([
            Some.Opening(),
            Some.Turn(1) with { UserInput = new MaskedText("jane", "j…"), AgentResponse = "hello jane" },
            Some.Turn(2) with { UserInput = new MaskedText("", "j…") },
        ]);

        await opened.Store.ApplyRetentionAsync(s_cut, 10);

        var read = (await opened.Store.ReadAsync(Some.Conversation))!;
        var redacted = new MaskedText("[redacted]", "[redacted]");
        read.Turns.Select(static turn => (turn.UserInput, turn.AgentResponse)).Should().Equal((redacted, redacted), (default, default));
        read.Summary.Title.Should().Be(redacted);
    }

    [Theory] // The title was shown as masked if it was empty and had a mask, which revealed the mask.
    [InlineData("j…")]
    [InlineData(null)]
    public async Task An_empty_title_remains_empty_with_personal_utterances(string? shown)
    {
        await using var opened = await open(PrivacyClass.Personal);
        MaskedText empty = shown is null ? "" : new MaskedText("", shown);
        await opened.Store.WriteAsync([Some.Opening(), Some.Turn(1) with { UserInput = empty, AgentResponse = empty }]);
        (await opened.Store.ReadSummaryAsync(Some.Conversation))!.Title.Should().Be(default(MaskedText));

        await opened.Store.ApplyRetentionAsync(s_cut, 10);

        (await opened.Store.ReadSummaryAsync(Some.Conversation))!.Title.Should().Be(default(MaskedText));
    }

    [Theory]
    [InlineData("")]
    [InlineData("jane")]
    public async Task A_title_with_an_empty_mask_reveals_no_hidden_text(string text)
    {
        await WriteAsync(Some.Opening(), Some.Turn(1) with { UserInput = new MaskedText(text, ""), AgentResponse = "hello" },
            Some.Turn(2) with { UserInput = new MaskedText("", "a name") });

        (await ReadSummaryAsync()).Title.Shown.Should().Be("a name");
    }

    [Fact]
    public async Task No_answer_of_the_store_contains_purged_data()
    {
        await WriteAsync([.. Full.Records(Full.Conversation())]);
        await RunAsync(s_cut);

        string all = AnswerText.Of(new object?[]
        {
            await ReadAsync(),
            await ReadSummaryAsync(),
            await Store.ReadLogAsync(new LogQuery(Some.Conversation) { WithPii = true }),
            await Store.ListAsync(new ConversationQuery(), withPii: true),
        });

        all.Should().NotContainAny("+15550100", "4711", "text of user", "text of from", "text of to\"", "text of personal", "text of hidden", "text of body",
            "text of error\"", "text of result", "text of comment")
            .And.NotContainAny("text of answer", "text of note", "text of payload", "\"value\"");
        all.Should().ContainAll("text of input", "text of shown", "text of content", "REDACTED", "text of error type");
    }

    [Fact]
    public async Task After_a_purge_the_store_returns_the_visible_part_of_every_record()
    {
        await WriteAsync([.. Full.Records(Full.Conversation()), Some.ReadMark()]);
        var before = await ReadAsync();

        await RunAsync(s_cut);

        var expected = before with
        {
            Summary = before.Summary with
            {
                Conversation = VisiblePart.Of(before.Summary.Conversation, before.Summary.UserPseudonym),
                Title = VisiblePart.Of(before.Summary.Title, utterancesArePersonal: false),
                All = before.Summary.Visible,
                PiiPurgedAt = Some.At(1_000),
            },
            Turns = [.. before.Turns.Select(static turn => VisiblePart.Of(turn, utterancesArePersonal: false))],
            FunctionEvents = [.. before.FunctionEvents.Select(VisiblePart.Of)],
            Logged = [.. before.Logged.Select(VisiblePart.Of).OfType<ScopedRecord>()],
            Feedback = [.. before.Feedback.Select(VisiblePart.Of)],
            Annotations = [.. before.Annotations.Select(VisiblePart.Of)],
            Notes = [.. before.Notes.Select(VisiblePart.Of)],
            Scores = [.. before.Scores.Select(VisiblePart.Of)],
            DeadLetters = [.. before.DeadLetters.Select(VisiblePart.Of)],
        };
        AnswerText.Difference(AnswerText.Of(expected), AnswerText.Of(await ReadAsync())).Should().BeNull();
    }

    [Fact]
    public async Task A_conversation_is_marked_as_purged_even_without_personal_data()
    {
        await WriteAsync(Some.Opening("bare"), Some.Entry(1, conversation: "bare"), Some.Opening("personal") with { UserId = "jane" },
            Some.Entry(1, "jane", "personal", isPii: true));

        (await RunAsync(s_cut)).PersonalData.Should().Be(2);

        (await ReadSummaryAsync("bare")).PiiPurgedAt.Should().Be(Some.At(1_000));
        (await ReadSummaryAsync("personal")).PiiPurgedAt.Should().Be(Some.At(1_000));
    }

    [Fact] // F03
    public async Task Personal_data_exactly_at_the_cutoff_is_kept_and_a_tick_older_is_purged()
    {
        await WriteAsync(
            Some.Opening("at", minute: 500), Some.Note(conversation: "at"),
            Some.Opening("before") with { OpenedAt = Some.At(500).AddTicks(-1) }, Some.Note(conversation: "before"),
            Some.Opening("hidden"), Some.Entry(1, "jane", "hidden", isPii: true) with { Timestamp = Some.At(900) });

        await RunAsync(s_cut);

        (await ReadSummaryAsync("at")).PiiPurgedAt.Should().BeNull();
        (await ReadAsync("at")).Notes[0].Text.Should().Be("n");
        (await ReadAsync("before")).Notes[0].Text.Should().Be("[redacted]");
        (await ReadAsync("hidden")).Logged.Should().BeEmpty("what only the permitted see keeps nothing");
    }

    [Fact]
    public async Task A_purged_conversation_is_no_longer_found_by_user_or_number()
    {
        await WriteAsync(Some.Opening("old") with { UserId = "jane", FromNumber = "+1", ToNumber = "+2" },
            Some.Opening("young", minute: 600) with { UserId = "jane", FromNumber = "+1" });
        string pseudonym = (await ReadSummaryAsync("old")).UserPseudonym!;

        await RunAsync(s_cut);

        (await ListAsync(new ConversationQuery { UserId = "jane" })).Should().Equal("young");
        (await ListAsync(new ConversationQuery { Number = "+1" })).Should().Equal("young");
        (await ListAsync(new ConversationQuery { Number = "+2" })).Should().BeEmpty();
        (await ListAsync(new ConversationQuery { Number = "REDACTED" })).Should().BeEmpty();
        (await ListAsync(new ConversationQuery { UserId = pseudonym })).Should().BeEmpty();
        (await ListAsync(new ConversationQuery { UserPseudonym = pseudonym })).Should().BeEquivalentTo("old", "young");
        (await ReadSummaryAsync("old")).Conversation.UserId.Should().Be(pseudonym);
    }

    [CapabilityFact(typeof(IStatisticsStore))] // F11
    public async Task A_user_without_remaining_personal_data_returns_as_a_new_user()
    {
        await WriteAsync(Some.Opening("old") with { UserId = "jane" }, Some.Opening("young", minute: 600) with { UserId = "jane" },
            Some.Opening("joe") with { UserId = "joe" }, Some.Turn(1, "old"), Some.Turn(1, "young"), Some.Turn(1, "joe"));
        var (jane, joe) = ((await ReadSummaryAsync("old")).UserPseudonym, (await ReadSummaryAsync("joe")).UserPseudonym);

        await CountDaysAsync();
        await RunAsync(s_cut);
        await CountDaysAsync();
        await WriteAsync(Some.Opening("jane again", minute: 700) with { UserId = "jane" }, Some.Opening("joe again", minute: 700) with { UserId = "joe" },
            Some.Turn(1, "jane again"), Some.Turn(1, "joe again"));

        (await ListAsync(new ConversationQuery { UserPseudonym = jane })).Should().BeEquivalentTo("old", "young", "jane again");
        (await ListAsync(new ConversationQuery { UserPseudonym = joe })).Should().Equal("joe");
        (await ReadSummaryAsync("joe again")).UserPseudonym.Should().NotBe(joe).And.NotBeNull();
        (await Store.ReadStatisticsAsync(new StatisticsQuery { From = Some.At(-60), To = Some.At(60) })).Total.Users.Should()
            .Be(3, "who joe was nobody knows any more");
    }

    [CapabilityFact(typeof(IStatisticsStore))]
    public async Task A_purge_does_not_change_statistics_search_or_agents()
    {
        await WriteAndIndexAsync([
            .. Full.Records(Full.Conversation())
            .Select(static record => record is ConversationRecord opening ? opening with { Environment = ConversationEnvironment.Live } : record),
            Some.Opening("c") with { UserId = "jane" }, Some.Turn(1, "c") with { UserInput = new MaskedText("a table for Jane", "a table for [name]") },
                Some.Entry(1, "the table", "c") with { Fields = Some.Fields(LogField.Pii("who", "jane"), ("where", "inside")) },
            Some.Feedback(1, FeedbackRating.Like, conversation: "c") with { Comment = "jane" },
        ]);
        async Task<string> AskAsync()
        {
            await CountDaysAsync();
            return AnswerText.Of(new object?[]
            {
                await Store.ReadStatisticsAsync(new StatisticsQuery { From = Some.At(-24 * 60), To = Some.At(24 * 60) }),
                await Store.SearchAsync(new SearchQuery { Text = "table" }),
                await Store.ListAgentsAsync(ConversationScope.All),
                await ListAsync(new ConversationQuery { Text = "table" }, withPii: false),
                await ListAsync(new ConversationQuery { HasComment = true, IsAnnotated = false }, withPii: false),
                await ListAsync(new ConversationQuery { Field = new FieldFilter("where", "inside") }, withPii: false),
                await ListAsync(new ConversationQuery { Sort = ConversationSort.Updated }, withPii: false),
            });
        }

        string before = await AskAsync();

        await RunAsync(s_cut);

        (await AskAsync()).Should().Be(before);
    }

    [Fact]
    public async Task After_a_purge_lists_show_everyone_the_visible_counts()
    {
        await WriteAsync(Some.Opening("a"), Some.Entry(1, "jane", "a", level: EntryLevel.Error, isPii: true) with { Timestamp = Some.At(900) },
            Some.Opening("b", minute: 10));
        (await ListAsync(new ConversationQuery { HasError = true })).Should().Equal("a");

        await RunAsync(s_cut);

        (await ListAsync(new ConversationQuery { HasError = true })).Should().BeEmpty();
        (await ListAsync(new ConversationQuery { Sort = ConversationSort.Updated })).Should().Equal("b", "a");
        (await ReadSummaryAsync("a")).All.Should().Be((await ReadSummaryAsync("a")).Visible);
    }

    [Fact]
    public async Task Records_written_after_a_purge_are_personal_until_they_expire()
    {
        await WriteAsync(Some.Opening() with { UserId = "jane", FromNumber = "+1" }, Some.Note("1", "old"), Some.Entry(1, "old", isPii: true));
        await RunAsync(s_cut);

        await WriteAsync(Some.Opening(writer: 2, minute: 1_200) with { UserId = "jane", FromNumber = "+3" }, Some.Note("2", "new", minute: 1),
            Some.Entry(1, "new", writer: 2, isPii: true));
        var read = await ReadAsync();
        read.Notes.Select(static note => note.Text).Should().Equal("[redacted]", "new");
        read.Logged.Should().ContainSingle();
        (read.Summary.PiiPurgedAt, read.Summary.Conversation.UserId, read.Summary.Conversation.FromNumber).Should().Be((Some.At(1_000), "jane", "+3"));
        (await ListAsync(new ConversationQuery { UserId = "jane" })).Should().ContainSingle();
        (await ListAsync(new ConversationQuery { Number = "+1" })).Should().BeEmpty();
        (await ListAsync(new ConversationQuery { Number = "+3" })).Should().ContainSingle();

        (await RunAsync(new RetentionCut { At = Some.At(2_000), PersonalDataBefore = Some.At(1_500) })).PersonalData.Should().Be(1);
        read = await ReadAsync();
        (read.Notes[1].Text, read.Logged.Count, read.Summary.PiiPurgedAt, read.Summary.Conversation.UserId).Should()
            .Be(("[redacted]", 0, Some.At(2_000), read.Summary.UserPseudonym));
    }

    [Fact]
    public async Task Visible_data_does_not_reveal_that_hidden_data_was_added_and_purged()
    {
        await WriteAsync(Some.Opening(), Some.Entry(1));
        await RunAsync(s_cut);
        await WriteAsync(Some.Entry(2, "jane", isPii: true));

        (await RunAsync(s_cut with { At = Some.At(2_000) })).PersonalData.Should().Be(0);

        (await ReadAsync()).Logged.Should().ContainSingle();
        (await ReadSummaryAsync()).PiiPurgedAt.Should().Be(Some.At(1_000));
        (await Store.PreviewRetentionAsync(s_cut)).PersonalData.Should().Be(0);
    }

    private async Task<string> SeenAsync(Reader reader)
        => AnswerText.Of(await new ConversationReader(Store).GetAsync(reader, Some.Conversation))
            + AnswerText.Of(await new ConversationReader(Store).GetLogAsync(reader, new LogQuery(Some.Conversation)));

    private async Task<string> JsonAsync(Reader reader)
        => Encoding.UTF8.GetString(ConversationJson.ToUtf8((await new ConversationReader(Store).GetAsync(reader, Some.Conversation))!));
}
