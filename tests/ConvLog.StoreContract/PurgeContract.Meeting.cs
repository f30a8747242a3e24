namespace ConvLog.StoreContract;

/// <content>Interaction with legal holds, improved answers, expiry of the conversation, erasure and late writes.</content>
public abstract partial class PurgeContract
{
    [CapabilityFact(typeof(IHoldStore))] // F05
    public async Task A_held_conversation_keeps_its_personal_data()
    {
        await WriteAsync(Some.Opening("held") with { UserId = "jane" }, Some.Note(conversation: "held"), Some.Opening("free") with { UserId = "jane" },
            Some.Note(conversation: "free"));
        await HoldAsync("held");

        (await RunAsync(s_cut, batchSize: 1)).PersonalData.Should().Be(1);

        (await ReadAsync("held")).Should().BeEquivalentTo(new { Summary = new { PiiPurgedAt = (DateTimeOffset?)null }, Notes = new[] { new { Text = "n" } } });
        (await ListAsync(new ConversationQuery { UserId = "jane" })).Should().Equal("held");

        await ReleaseAsync("held");
        await RunAsync(s_cut);
        (await ReadAsync("held")).Notes[0].Text.Should().Be("[redacted]");
    }

    [Fact]
    public async Task An_annotated_conversation_that_is_kept_loses_its_improved_answer()
    {
        await WriteAsync(Some.Opening(), Some.Annotation(1, "Hello Jane"));

        var run = await RunAsync(s_cut with { ConversationsBefore = Some.At(500), KeepAnnotated = true });

        run.Should().Be(new RetentionBatch { PersonalData = 1 });
        (await ReadAsync()).Annotations.Should().ContainSingle().Which.ImprovedAnswer.Should().Be("[redacted]");
        (await ReadSummaryAsync()).IsAnnotated.Should().BeTrue();
    }

    [Fact]
    public async Task A_purged_conversation_expires_completely_and_is_erased_only_by_ID()
    {
        await WriteAsync(Some.Opening("a") with { UserId = "jane" }, Some.Opening("b") with { UserId = "jane" });
        await RunAsync(s_cut);

        (await EraseUserAsync("jane")).Should()
            .BeEquivalentTo(new { Conversations = 0, UserPseudonym = (string?)null }, "nobody knows any more whose they are");
        (await EraseAsync("a")).Conversations.Should().Be(1);
        (await RunAsync(s_cut with { ConversationsBefore = Some.At(500) })).Conversations.Should().Be(1);
        (await ListAsync(new ConversationQuery())).Should().BeEmpty();
    }

    [Fact]
    public async Task Late_copies_do_not_restore_purged_data()
    {
        StoreRecord[] all = [Some.Opening() with { UserId = "jane" }, Some.Turn(1) with { Error = "jane" }, Some.Call(1) with { Error = "jane" },
            Some.Feedback(1, FeedbackRating.Like) with { Comment = "jane" }, Some.Note("n", "jane"),
            Some.Entry(1) with { Fields = Some.Fields(LogField.Pii("who", "jane")) }];
        await WriteAsync(all);
        await RunAsync(s_cut);
        string purged = AnswerText.Of(await ReadAsync());

        await WriteAsync(all);

        AnswerText.Of(await ReadAsync()).Should().Be(purged);
        (await ListAsync(new ConversationQuery { UserId = "jane" })).Should().BeEmpty();
    }
}
