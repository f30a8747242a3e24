namespace ConvLog.StoreContract;

/// <summary>Erased data is in no result, is not restored by later writes, and leaves a receipt.</summary>
public abstract class ErasureContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private static readonly StoreRecord[] s_other =
    [
        Some.Opening("other", agent: "weather") with { UserId = "joe" }, Some.Turn(1, "other") with { UserInput = "a table" },
            Some.Call(1, "other", outcome: FunctionOutcome.Failed),
        Some.Entry(1, "a table", "other", level: EntryLevel.Error),
    ];

    [Fact]
    public async Task An_erased_conversation_is_in_no_result()
    {
        await WriteAndIndexAsync(s_other);
        object?[] before = await AnswersAsync();
        await WriteAndIndexAsync(
            [.. Full.Records(Full.Conversation()), Some.ReadMark(), Some.Turn(5) with { UserInput = "a table", Usage = new ModelUsage("m", 1, 1) },
            Some.Entry(9, "a table")]);
        (await AnswersAsync()).Should().NotBeEquivalentTo(before);

        await EraseAsync();

        (await Store.ReadAsync(Some.Conversation)).Should().BeNull();
        (await Store.ReadSummaryAsync(Some.Conversation)).Should().BeNull();
        (await Store.ReadLogAsync(new LogQuery(Some.Conversation) { WithPii = true })).Logged.Should().BeEmpty();
        AnswerText.Difference(AnswerText.Of(before), AnswerText.Of(await AnswersAsync())).Should().BeNull();
    }

    [CapabilityFact(typeof(IReceiptStore))]
    public async Task A_receipt_is_found_by_conversation_whether_erased_alone_or_with_its_user()
    {
        await WriteAsync([Some.Opening() with { UserId = "jane" }, Some.Opening("hers") with { UserId = "jane" }, .. s_other]);
        (await Store.FindReceiptAsync(Some.Conversation)).Should().BeNull();

        var alone = await EraseAsync();
        var user = await Store.EraseAsync(ErasureRequest.OfUser("jane", "dpo", Some.At(10)));

        (await Store.FindReceiptAsync(Some.Conversation))!.Id.Should().Be(alone.Id);
        (await Store.FindReceiptAsync("hers")).Should().BeEquivalentTo(user);
        (await Store.FindReceiptAsync("other")).Should().BeNull();
        (await Store.FindReceiptAsync("jane")).Should().BeNull();
        (await Store.FindReceiptAsync("HERS")).Should().BeNull();
        (await Store.FindReceiptAsync("")).Should().BeNull();
    }

    [CapabilityFact(typeof(IReceiptStore))]
    public async Task A_receipt_counts_the_erased_records_and_contains_no_personal_data()
    {
        await WriteAsync([.. Full.Records(Full.Conversation()), Some.ReadMark(), .. s_other]);

        var request = ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(5)) with { Reason = "ticket 12" };
        var receipt = await EraseAsync(request);

        receipt.Should().BeEquivalentTo(new
        {
            request.Id,
            Subject = ErasureSubject.Conversation,
            ConversationId = Some.Conversation,
            UserPseudonym = (string?)null,
            RequestedBy = "dpo",
            Reason = "ticket 12",
            RequestedAt = Some.At(5),
            Conversations = 1,
            HeldConversations = Array.Empty<string>(),
            IsComplete = true,
        });
        receipt.Records.Should()
            .Be(new ErasedRecords { Openings = 1, Turns = 2, FunctionEvents = 2, Entries = 2, Facts = 7, TeamRecords = 11, DeadLetters = 2 });
        receipt.CleanedAt.Should().BeOnOrAfter(receipt.UnreadableAt);
        AnswerText.Of(receipt).Should().NotContainAny("text of", "+15550100");
        (await Store.ReadReceiptAsync(request.Id)).Should().BeEquivalentTo(receipt);
    }

    [Fact] // F04
    public async Task Later_writes_to_an_erased_conversation_are_silently_ignored()
    {
        StoreRecord[] all = [.. Full.Records(Full.Conversation()), Some.ReadMark()];
        await WriteAsync(all);
        await EraseAsync();

        await WriteAsync([.. all, Some.Opening(writer: 2, minute: 2_000), .. s_other]);
        foreach (var record in all)
        {
            await WriteAsync(record);
        }

        (await Store.ReadAsync(Some.Conversation)).Should().BeNull();
        (await ListAsync(new ConversationQuery())).Should().Equal("other");
        (await EraseAsync()).Should().BeEquivalentTo(new { Conversations = 0, Records = new ErasedRecords() }, "nothing of it was kept");
    }

    [Fact]
    public async Task An_unknown_conversation_can_be_erased_before_it_arrives()
    {
        (await EraseAsync()).Should().BeEquivalentTo(new { Conversations = 0, Records = new ErasedRecords(), IsComplete = true });

        await WriteAsync(Some.Entry(1), Some.Opening());
        (await Store.ReadAsync(Some.Conversation)).Should().BeNull();
    }

    [Fact]
    public async Task Records_that_arrived_before_the_opening_are_erased_and_counted()
    {
        await WriteAsync(Some.Entry(1), Some.Turn(1));

        (await EraseAsync()).Should().BeEquivalentTo(new { Conversations = 1, Records = new ErasedRecords { Entries = 1, Turns = 1 } });

        await WriteAsync(Some.Opening());
        (await Store.ReadAsync(Some.Conversation)).Should().BeNull();
    }

    [CapabilityFact(typeof(IReceiptStore))]
    public async Task Repeating_an_erasure_request_returns_the_same_receipt()
    {
        await WriteAsync(Some.Opening(), Some.Entry(1));
        var request = ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(5));
        var receipt = await EraseAsync(request);

        (await EraseAsync(request)).Should().BeEquivalentTo(receipt);
        (await Store.ListReceiptsAsync(10)).Should().ContainSingle();
    }

    [CapabilityFact(typeof(IReceiptStore))]
    public async Task Receipts_are_listed_by_latest_request_first()
    {
        await EraseAsync("a", minute: 2);
        await EraseAsync("b", minute: 3);
        await EraseUserAsync("jane", minute: 1);

        (await Store.ListReceiptsAsync(10)).Select(static receipt => (receipt.ConversationId, receipt.Subject))
            .Should().Equal(("b", ErasureSubject.Conversation), ("a", ErasureSubject.Conversation), (null, ErasureSubject.User));
        (await Store.ListReceiptsAsync(2)).Should().HaveCount(2);
        (await Store.ReadReceiptAsync(Guid.NewGuid())).Should().BeNull();
    }

    [Fact]
    public async Task Concurrent_writes_do_not_survive_an_erasure()
    {
        using var until = new CancellationTokenSource();
        await WriteAsync(Some.Opening());
        var writers = Enumerable.Range(1, 3).Select(writer => Task.Run(async () =>
        {
            for (int i = 1; !until.IsCancellationRequested; i++)
            {
                await WriteAsync(Some.Opening(writer: writer) with { Revision = i }, Some.Entry(i, writer: writer),
                    Some.Turn(i + (1_000_000 * writer), writer: writer));
            }
        })).ToList();

        await EraseAsync();
        var afterwards = await Store.ReadAsync(Some.Conversation);
        await until.CancelAsync();
        await Task.WhenAll(writers);

        afterwards.Should().BeNull();
        (await Store.ReadAsync(Some.Conversation)).Should().BeNull();
        (await EraseAsync()).Conversations.Should().Be(0);
    }

    [Fact] // F13
    public async Task Paging_a_log_that_is_erased_concurrently_ends()
    {
        await WriteAsync([Some.Opening(), .. Enumerable.Range(1, 10).Select(static i => Some.Entry(i))]);
        var first = await Store.ReadLogAsync(new LogQuery(Some.Conversation) { Limit = 4 });
        var list = await Store.ListAsync(new ConversationQuery { Limit = 1 }, withPii: true);

        await EraseAsync();

        (await Store.ReadLogAsync(new LogQuery(Some.Conversation) { Limit = 4, After = first.Next }))
            .Should().BeEquivalentTo(new StoredLogPage { Logged = [] });
        (await Store.ListAsync(new ConversationQuery { Limit = 1, After = list.Next }, withPii: true)).Conversations.Should().BeEmpty();
        first.Logged.Should().HaveCount(4);
    }
}
