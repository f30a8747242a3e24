namespace ConvLog.StoreContract;

/// <summary>Erasing a user deletes every conversation opened until then that named the user, including late arrivals, and no other.</summary>
public abstract class UserErasureContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    [Fact]
    public async Task A_user_erasure_deletes_only_conversations_that_named_the_user_up_to_then()
    {
        await WriteAsync(
            Of("before", "jane"), Some.Entry(1, conversation: "before"),
            Of("just then", "jane", minute: 10),
            Of("after", "jane", minute: 10.001),
            Of("went on", "jane"), Of("went on", null, minute: 20, writer: 2), Some.Turn(1, "went on"),
            Of("handed over", "jane"), Of("handed over", "joe", minute: 5, writer: 2),
            Of("joined later", null), Of("joined later", "jane", minute: 30, writer: 2),
            Of("joe", "joe"), Of("Jane", "Jane"), Of("jane2", "jane2"), Of("blank", ""), Of("nobody", null), Some.Entry(1, "jane"));

        var receipt = await EraseUserAsync("jane", minute: 10);

        (await ListAsync(new ConversationQuery())).Should().BeEquivalentTo("after", "joe", "Jane", "jane2", "blank", "nobody");
        receipt.Should().BeEquivalentTo(new { Subject = ErasureSubject.User, ConversationId = (string?)null, Conversations = 5, IsComplete = true });
        receipt.Records.Should().Be(new ErasedRecords { Openings = 8, Entries = 1, Turns = 1 });
    }

    [Fact]
    public async Task The_receipt_names_the_user_only_by_pseudonym()
    {
        await WriteAsync(Of("c", "jane"));
        string? pseudonym = (await ReadSummaryAsync("c")).UserPseudonym;

        var receipt = await EraseUserAsync("jane");

        receipt.UserPseudonym.Should().Be(pseudonym).And.NotBeNull();
        AnswerText.Of(receipt).Should().NotContain("jane");
        (await EraseUserAsync("nobody knows")).UserPseudonym.Should().BeNull();
        (await EraseUserAsync("jane")).UserPseudonym.Should().BeNull("nothing is stored of the user any more");
    }

    [CapabilityFact(typeof(IReceiptStore))] // F04
    public async Task Conversations_opened_before_a_user_erasure_that_arrive_later_are_ignored()
    {
        await WriteAsync(Some.Entry(1, conversation: "late"), Some.Opening("known"), Some.Entry(1, conversation: "known"));
        await EraseUserAsync("jane", minute: 10);

        await WriteAsync(Of("late", "jane", minute: 10), Some.Entry(2, conversation: "late"), Of("known", "jane", minute: 9, writer: 2),
            Of("new", "jane", minute: 11), Some.Entry(1, conversation: "new"));
        await WriteAsync(Some.Entry(3, conversation: "late"), Of("late", "joe", minute: 12, writer: 2), Some.Opening("known") with { Revision = 5 });

        (await ListAsync(new ConversationQuery())).Should().Equal("new");
        (await ReadAsync("new")).Logged.Should().ContainSingle();
        (await Store.ListReceiptsAsync(10)).Should().ContainSingle().Which.Conversations.Should()
            .Be(0, "a receipt counts what was there when it was asked for");
    }

    [Fact]
    public async Task A_conversation_erased_on_arrival_erases_no_other_of_its_batch_even_after_several_revisions_of_a_call()
    {
        await EraseUserAsync("jane", minute: 10);

        await WriteAsync(Of("kept", "joe"), Some.Call(1, "kept"), Some.Call(1, "kept") with { Revision = 1 }, Some.Entry(1, conversation: "kept"),
            Of("late", "jane", minute: 9), Some.Entry(1, conversation: "late"));

        (await ListAsync(new ConversationQuery())).Should().Equal("kept");
        (await ReadAsync("kept")).Logged.Should().ContainSingle();
        (await Store.ReadAsync("late")).Should().BeNull();
    }

    [Fact]
    public async Task Of_two_erasures_of_a_user_the_later_one_applies()
    {
        await EraseUserAsync("jane", minute: 20);
        await EraseUserAsync("jane", minute: 10);

        await WriteAsync(Of("between", "jane", minute: 15), Of("after", "jane", minute: 20.001));

        (await ListAsync(new ConversationQuery())).Should().Equal("after");
    }

    [Fact] // F11
    public async Task A_returning_erased_user_is_a_new_user()
    {
        await WriteAsync(Of("old", "jane"), Of("other", "joe"));
        var (jane, joe) = ((await ReadSummaryAsync("old")).UserPseudonym, (await ReadSummaryAsync("other")).UserPseudonym);
        await EraseUserAsync("jane", minute: 10);

        await WriteAsync(Of("new", "jane", minute: 11), Of("other again", "joe", minute: 11));

        (await ReadSummaryAsync("new")).UserPseudonym.Should().NotBeNull().And.NotBe(jane);
        (await ReadSummaryAsync("other again")).UserPseudonym.Should().Be(joe);
        (await ListAsync(new ConversationQuery { UserId = "jane" })).Should().Equal("new");
        (await ListAsync(new ConversationQuery { UserPseudonym = jane })).Should().BeEmpty();
    }

    [Fact]
    public async Task A_user_who_returned_before_the_erasure_keeps_the_pseudonym()
    {
        await WriteAsync(Of("old", "jane"), Of("later", "jane", minute: 11));
        string? jane = (await ReadSummaryAsync("old")).UserPseudonym;

        await EraseUserAsync("jane", minute: 10);
        await WriteAsync(Of("new", "jane", minute: 12));

        (await ListAsync(new ConversationQuery { UserPseudonym = jane })).Should().BeEquivalentTo("later", "new");
    }

    [Fact]
    public async Task The_pseudonym_is_deleted_with_the_last_conversation_of_a_user()
    {
        await WriteAsync(Of("first", "jane"), Of("second", "jane"));
        string? jane = (await ReadSummaryAsync("first")).UserPseudonym;

        await EraseAsync("first");
        await WriteAsync(Of("third", "jane"));
        (await ReadSummaryAsync("third")).UserPseudonym.Should().Be(jane);

        await EraseAsync("second");
        await EraseAsync("third");
        await WriteAsync(Of("fourth", "jane"));
        (await ReadSummaryAsync("fourth")).UserPseudonym.Should().NotBe(jane);
    }

    [Fact]
    public async Task A_conversation_erased_on_arrival_deletes_the_pseudonym()
    {
        await WriteAsync(Of("c", "jane", minute: 20));
        string? jane = (await ReadSummaryAsync("c")).UserPseudonym;
        await EraseUserAsync("jane", minute: 10);

        await WriteAsync(Of("c", "jane", minute: 9, writer: 2), Of("new", "jane", minute: 21));

        (await ListAsync(new ConversationQuery())).Should().Equal("new");
        (await ReadSummaryAsync("new")).UserPseudonym.Should().NotBeNull().And.NotBe(jane);
    }

    [Fact] // F09
    public async Task An_entry_about_two_people_is_erased_with_its_conversation()
    {
        await WriteAsync(Of("c", "jane"), Some.Entry(1, "jane brings joe", "c", isPii: true));

        await EraseUserAsync("joe");
        (await ReadAsync("c")).Logged.Should().ContainSingle("its conversation is not joe's");

        await EraseUserAsync("jane");
        (await Store.ReadAsync("c")).Should().BeNull();
    }

    [Fact]
    public async Task A_user_named_only_by_an_outdated_opening_is_unknown()
    {
        await WriteAsync(Of("c", user: null) with { Revision = 1 });
        await WriteAsync(Of("c", "joe") with { Revision = 0 });

        (await EraseUserAsync("joe")).UserPseudonym.Should().BeNull("a newer revision of the opening was there already");
    }

    [CapabilityFact(typeof(IStatisticsStore))]
    public async Task Statistics_no_longer_count_the_user()
    {
        var all = new StatisticsQuery { From = Some.At(-60), To = Some.At(60) };
        await WriteAsync(Of("a", "jane"), Some.Turn(1, "a"), Of("b", "joe"), Some.Turn(1, "b"));
        (await Store.ReadStatisticsAsync(all)).Total.Users.Should().Be(2);

        await EraseUserAsync("jane");
        await CountDaysAsync();

        var total = (await Store.ReadStatisticsAsync(all)).Total;
        (total.Users, total.Conversations, total.Messages).Should().Be((1, 1, 1));
    }

    private static ConversationRecord Of(string conversation, string? user, double minute = 0, int writer = 1)
        => Some.Opening(conversation, writer, minute) with { UserId = user };
}
