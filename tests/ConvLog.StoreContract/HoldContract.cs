using ConvLog.Privacy;

namespace ConvLog.StoreContract;

/// <summary>A legal hold prevents the erasure of a conversation and reports it; data pending erasure is unreadable anyway.</summary>
public abstract class HoldContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    [Fact]
    public async Task A_hold_is_placed_and_released_only_once()
    {
        (await HoldAsync("b")).Should().BeTrue();
        (await HoldAsync("a")).Should().BeTrue();
        (await Store.PlaceHoldAsync(Some.Hold("b", minute: 9) with { PlacedBy = "someone else", Reason = null })).Should().BeFalse("the first stays as it is");

        (await Store.ListHoldsAsync()).Should().Equal(Some.Hold("a"), Some.Hold("b"));
        (await ReleaseAsync("b")).Should().BeTrue();
        (await ReleaseAsync("b")).Should().BeFalse();
        (await ReleaseAsync("unknown")).Should().BeFalse();
        (await Store.ListHoldsAsync()).Should().Equal(Some.Hold("a"));
    }

    [Fact]
    public async Task Holds_are_in_ordinal_order()
    {
        string[] ids = ["B", "a", "é😀", "\uFFFD", "", "a b"];
        foreach (string id in ids)
        {
            await HoldAsync(id);
        }

        (await Store.ListHoldsAsync()).Select(static hold => hold.ConversationId).Should().Equal("", "B", "a", "a b", "é😀", "\uFFFD");
    }

    [Fact] // F05
    public async Task A_held_conversation_is_not_erased_and_the_receipt_reports_it()
    {
        await WriteAsync([.. Full.Records(Full.Conversation())]);
        var before = await ReadAsync();
        await HoldAsync();

        var receipt = await EraseAsync();

        receipt.Should().BeEquivalentTo(new { Conversations = 0, Records = new ErasedRecords(), CleanedAt = (DateTimeOffset?)null, IsComplete = false });
        receipt.HeldConversations.Should().Equal(Some.Conversation);
        var kept = await ReadAsync();
        kept.Summary.IsErasurePending.Should().BeTrue();
        AnswerText.Difference(AnswerText.Of(before with { Summary = before.Summary with { IsErasurePending = true } }), AnswerText.Of(kept)).Should()
            .BeNull("a hold keeps it whole");
    }

    [Fact] // F05
    public async Task A_conversation_pending_erasure_shows_no_personal_data()
    {
        await WriteAsync([.. Full.Records(Full.Conversation())]);
        var reader = new ConversationReader(Store);
        var (permitted, other) = (new Reader("permitted", canReadPii: true), new Reader("other", canReadPii: false));
        string before = AnswerText.Of(await reader.GetAsync(other, Some.Conversation));
        await HoldAsync();

        await EraseAsync();

        string pending = before.Replace("IsErasurePending: false", "IsErasurePending: true", StringComparison.Ordinal);
        AnswerText.Difference(pending, AnswerText.Of(await reader.GetAsync(permitted, Some.Conversation))).Should().BeNull();
        AnswerText.Difference(before, AnswerText.Of(await reader.GetAsync(other, Some.Conversation))).Should().BeNull();
        AnswerText.Of(await reader.GetLogAsync(permitted, new LogQuery(Some.Conversation) { WithPii = true })).Should()
            .Be(AnswerText.Of(await reader.GetLogAsync(other, new LogQuery(Some.Conversation))));
    }

    [Fact]
    public async Task A_conversation_pending_erasure_is_listed_but_not_found_by_user_or_number()
    {
        await WriteAsync(Some.Opening() with { UserId = "jane", FromNumber = "+1" }, Some.Opening("other") with { UserId = "jane", FromNumber = "+1" });
        await HoldAsync();

        await EraseAsync();

        (await ListAsync(new ConversationQuery())).Should().BeEquivalentTo(Some.Conversation, "other");
        (await ListAsync(new ConversationQuery { UserId = "jane" })).Should().Equal("other");
        (await ListAsync(new ConversationQuery { Number = "+1" })).Should().Equal("other");
    }

    [Fact]
    public async Task A_conversation_pending_erasure_accepts_no_writes()
    {
        await WriteAsync(Some.Opening(), Some.Entry(1));
        await HoldAsync();
        await EraseAsync();

        await WriteAsync(Some.Entry(2), Some.Turn(1), Some.Opening(writer: 2, minute: 5), Some.Note());

        var kept = await ReadAsync();
        (kept.Logged.Count, kept.Turns.Count, kept.Notes.Count).Should().Be((1, 0, 0));
    }

    [Fact]
    public async Task Releasing_a_hold_completes_pending_erasures_and_their_receipts()
    {
        await WriteAsync(Some.Opening() with { UserId = "jane" }, Some.Entry(1), Some.Opening("free") with { UserId = "jane" });
        await HoldAsync();
        var one = await EraseAsync();
        var two = await EraseUserAsync("jane");
        two.Should().BeEquivalentTo(new { Conversations = 1, HeldConversations = new[] { Some.Conversation }, IsComplete = false });

        await ReleaseAsync();

        (await Store.ReadAsync(Some.Conversation)).Should().BeNull();
        (await Store.ReadReceiptAsync(one.Id)).Should().BeEquivalentTo(
            new { Conversations = 1, Records = new ErasedRecords { Openings = 1, Entries = 1 }, HeldConversations = Array.Empty<string>(), IsComplete = true,
                one.UnreadableAt });
        (await Store.ReadReceiptAsync(two.Id)).Should().BeEquivalentTo(
            new { Conversations = 2, Records = new ErasedRecords { Openings = 2, Entries = 1 }, HeldConversations = Array.Empty<string>(), IsComplete = true });
        await WriteAsync(Some.Opening(), Some.Entry(2));
        (await Store.ReadAsync(Some.Conversation)).Should().BeNull("the tombstone stays");
    }

    [Fact]
    public async Task An_erasure_of_several_conversations_completes_with_the_last_released_hold()
    {
        await WriteAsync(Some.Opening("a") with { UserId = "jane" }, Some.Opening("b") with { UserId = "jane" }, Some.Opening("c") with { UserId = "jane" });
        await HoldAsync("b");
        await HoldAsync("a");

        var receipt = await EraseUserAsync("jane");
        receipt.HeldConversations.Should().Equal("a", "b");
        (await ListAsync(new ConversationQuery())).Should().BeEquivalentTo("a", "b");

        await ReleaseAsync("a");
        (await Store.ReadReceiptAsync(receipt.Id)).Should()
            .BeEquivalentTo(new { Conversations = 2, HeldConversations = new[] { "b" }, CleanedAt = (DateTimeOffset?)null });
        await ReleaseAsync("b");
        (await Store.ReadReceiptAsync(receipt.Id)).Should().BeEquivalentTo(new { Conversations = 3, IsComplete = true });
    }

    [Fact]
    public async Task A_hold_on_an_unknown_conversation_applies_once_it_arrives()
    {
        await HoldAsync();
        await WriteAsync(Some.Opening(), Some.Entry(1));

        (await EraseAsync()).HeldConversations.Should().Equal(Some.Conversation);
        (await ReadAsync()).Logged.Should().ContainSingle();
    }

    [Fact]
    public async Task A_held_unknown_conversation_is_erased_like_any_unknown_one()
    {
        await HoldAsync();

        (await EraseAsync()).Should().BeEquivalentTo(new { Conversations = 0, HeldConversations = Array.Empty<string>(), IsComplete = true });
        await WriteAsync(Some.Opening());
        (await Store.ReadAsync(Some.Conversation)).Should().BeNull();
    }

    [Fact]
    public async Task A_hold_placed_after_the_erasure_does_not_restore_the_conversation()
    {
        await WriteAsync(Some.Opening());
        await EraseAsync();

        (await HoldAsync()).Should().BeTrue();
        await WriteAsync(Some.Opening());
        await ReleaseAsync();

        (await Store.ReadAsync(Some.Conversation)).Should().BeNull();
    }

    [Fact]
    public async Task Releasing_a_hold_without_an_erasure_keeps_the_conversation_unchanged()
    {
        await WriteAsync([.. Full.Records(Full.Conversation())]);
        string before = AnswerText.Of(await ReadAsync());

        await HoldAsync();
        await ReleaseAsync();

        AnswerText.Of(await ReadAsync()).Should().Be(before);
        (await EraseAsync()).Conversations.Should().Be(1);
    }

    [Fact]
    public async Task After_a_user_erasure_a_held_conversation_no_longer_reveals_its_user()
    {
        await WriteAsync(Some.Opening() with { UserId = "jane" });
        string? jane = (await ReadSummaryAsync()).UserPseudonym;
        await HoldAsync();
        await EraseUserAsync("jane", minute: 10);

        await WriteAsync(Some.Opening("new", minute: 11) with { UserId = "jane" });

        (await ReadSummaryAsync()).UserPseudonym.Should().Be(jane);
        (await ReadSummaryAsync("new")).UserPseudonym.Should().NotBe(jane);
    }

    [Fact]
    public async Task A_late_opening_of_an_erased_user_leaves_a_held_conversation_pending_erasure()
    {
        await WriteAsync(Some.Opening(), Some.Entry(1));
        await HoldAsync();
        await EraseUserAsync("jane", minute: 10);

        await WriteAsync(Some.Opening(writer: 2, minute: 5) with { UserId = "jane" }, Some.Entry(2));
        (await ReadAsync()).Should().BeEquivalentTo(new { Summary = new { IsErasurePending = true }, Logged = new[] { Some.Entry(1) } });

        await ReleaseAsync();
        (await Store.ReadAsync(Some.Conversation)).Should().BeNull();
    }

    [Fact]
    public async Task A_held_conversation_keeps_personal_data_written_before_an_erased_users_opening()
    {
        await WriteAsync(Some.Opening());
        await HoldAsync();
        await EraseUserAsync("jane", minute: 10);

        await WriteAsync(Some.Entry(1, "secret", isPii: true), Some.Opening(writer: 2, minute: 5) with { UserId = "jane" }, Some.Entry(2));

        (await ReadAsync()).Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should().Equal("secret");
    }
}
