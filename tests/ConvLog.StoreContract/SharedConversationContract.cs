using ConvLog.Privacy;
using ConvLog.Storage.Privacy;

namespace ConvLog.StoreContract;

/// <summary>A conversation of several users belongs to each of them: it is found, listed, counted and erased with each.</summary>
public abstract class SharedConversationContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    [Fact]
    public async Task A_shared_conversation_is_found_by_the_ID_and_pseudonym_of_each_user()
    {
        await WriteAsync(Of("shared", "jane"), Some.Turn(1, "shared"), Of("shared", "joe", minute: 1, writer: 2),
            Of("alone", "joe", minute: 2), Of("other", "ada"));
        await WriteAsync(Of("three", "ada"), Of("three", "joe", writer: 2), Of("three", "jane", writer: 3));

        (await ListAsync(new ConversationQuery { UserId = "jane" })).Should().BeEquivalentTo("shared", "three");
        (await ListAsync(new ConversationQuery { UserId = "joe" })).Should().BeEquivalentTo("shared", "alone", "three");
        (await ListAsync(new ConversationQuery { UserId = "ada" })).Should().BeEquivalentTo("other", "three");
        string jane = await PseudonymAsync("three");
        string joe = await PseudonymAsync("shared");
        foreach (bool withPii in (bool[])[true, false])
        {
            await HoldsAsync(new ConversationQuery { UserPseudonym = jane }, withPii, "shared three");
            await HoldsAsync(new ConversationQuery { UserPseudonym = joe }, withPii, "shared alone three");
            await HoldsAsync(new ConversationQuery { UserPseudonym = joe, Sort = ConversationSort.Updated, Ascending = true }, withPii, "shared alone three");
        }

        await HoldsAsync(new ConversationQuery { UserPseudonym = jane, UserId = "joe" }, withPii: true, "shared three");
        await HoldsAsync(new ConversationQuery { UserPseudonym = jane, UserId = "jane" }, withPii: true, "shared three");
        (await ListAsync(new ConversationQuery { UserId = "jane" }, withPii: false)).Should().BeEmpty("an ID is personal");
    }

    [Fact]
    public async Task Lists_and_reads_name_all_users_in_order_of_arrival()
    {
        await WriteAsync(Of("c", "jane"), Of("c", "joe", writer: 2), Of("c", "jane", writer: 3), Of("c", "ada", writer: 4), Of("c", user: null, writer: 5),
            Of("jane's", "jane"), Of("joe's", "joe"));
        (string Pseudonym, string? Id)[] expected =
            [(await PseudonymAsync("jane's"), "jane"), (await PseudonymAsync("joe's"), "joe"), (await PseudonymAsync("c"), "ada")];

        foreach (var summary in await SummariesAsync("c"))
        {
            summary.Conversation.UserId.Should().Be("ada", "the one who came last");
            UsersOf(summary).Should().Equal(expected);
        }
    }

    [Fact]
    public async Task A_user_is_listed_once_despite_repeated_openings_and_openings_without_a_user()
    {
        await WriteAsync(Of("twice", "jane"), Of("twice", "jane", writer: 2));
        await WriteAsync(Of("signed in", user: null), Some.Turn(1, "signed in"), Of("signed in", "jane", minute: 1, writer: 2));
        await WriteAsync(Of("nobody", user: null), Of("blank", ""), Some.Entry(1, conversation: "blank", writer: 7));

        foreach (string id in (string[])["twice", "signed in"])
        {
            (await SummariesAsync(id)).Should().OnlyContain(static summary => summary.Users.Count == 0 && summary.Conversation.UserId == "jane");
        }

        (await SummariesAsync("nobody")).Concat(await SummariesAsync("blank")).Should().OnlyContain(static summary => summary.Users.Count == 0);
        (await ListAsync(new ConversationQuery { UserId = "jane" })).Should().BeEquivalentTo("twice", "signed in");
        (await Store.ListUsersAsync(new UserQuery())).Users.Should().ContainSingle().Which.Conversations.Should().Be(2);
    }

    [Fact]
    public async Task A_later_opening_without_a_user_does_not_remove_the_user()
    {
        await WriteAsync(Of("c", "jane"), Of("c", "", writer: 2));

        foreach (var summary in await SummariesAsync("c"))
        {
            summary.UserPseudonym.Should().BeNull();
            summary.Users.Should().ContainSingle().Which.UserId.Should().Be("jane");
        }

        string jane = (await ReadSummaryAsync("c")).Users[0].Pseudonym;
        await HoldsAsync(new ConversationQuery { UserId = "jane" }, withPii: true, "c");
        await HoldsAsync(new ConversationQuery { UserPseudonym = jane }, withPii: false, "c");
        (await Store.ListUsersAsync(new UserQuery())).Users.Should().ContainSingle().Which.UserId.Should().Be("jane");
    }

    [Fact]
    public async Task Users_of_openings_count_and_writers_without_an_opening_do_not()
    {
        await WriteAsync(Of("c", "jane"), Some.Turn(1, "c"), Of("c", "joe", writer: 2), Some.Turn(2, "c", writer: 3));

        UsersOf(await ReadSummaryAsync("c")).Select(static user => user.Id).Should().Equal("jane", "joe");

        await WriteAsync(Of("c", "ada", writer: 3));
        UsersOf(await ReadSummaryAsync("c")).Select(static user => user.Id).Should().Equal("jane", "joe", "ada");
    }

    [Fact]
    public async Task The_user_list_counts_a_shared_conversation_for_each_user()
    {
        await WriteAsync(Of("a", "jane", minute: 1), Of("a", "joe", minute: 2, writer: 2), Some.Entry(1, conversation: "a", level: EntryLevel.Error),
            Of("b", "joe", minute: 3), Of("b", "ada", minute: 4, writer: 2), Of("b", "joe", minute: 5, writer: 3),
            Of("c", "ada", minute: 6), Some.Turn(1, "c", minute: 6));

        (await UsersAsync(new UserQuery())).Should().Equal(("ada", 2, 0, 3, 6), ("joe", 2, 1, 1, 3), ("jane", 1, 1, 1, 1));
        (await UsersAsync(new UserQuery { To = Some.At(3) })).Should().BeEquivalentTo([("joe", 1, 1, 1, 1), ("jane", 1, 1, 1, 1)]);
        (await UsersAsync(new UserQuery { From = Some.At(2), To = Some.At(6) })).Should().BeEquivalentTo([("joe", 1, 0, 3, 3), ("ada", 1, 0, 3, 3)]);
        (await UsersAsync(new UserQuery { TurnFrom = Some.At(6) })).Should().Equal(("ada", 1, 0, 6, 6));
        (await UsersAsync(new UserQuery { AgentId = "nobody" })).Should().BeEmpty();

        async Task<IEnumerable<(string?, long, long, double, double)>> UsersAsync(UserQuery query) => (await Store.ListUsersAsync(query)).Users
            .Select(static user => (user.UserId, user.Conversations, user.VisibleProblemConversations,
                MinuteOf(user.FirstStartedAt), MinuteOf(user.LastStartedAt)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task The_paged_user_list_has_each_user_of_a_shared_conversation_once(int limit)
    {
        await WriteAsync([.. Enumerable.Range(0, 12).SelectMany(static i => Enumerable.Range(1, 3)
            .Select(writer => Of($"c{i}", $"user {((i / 2) + (writer * i)) % 7}", minute: i / 3, writer: writer)))]);
        var whole = (await Store.ListUsersAsync(new UserQuery())).Users;

        var walked = new List<StoredUser>();
        UserPosition? next = null;
        do
        {
            var page = await Store.ListUsersAsync(new UserQuery { Limit = limit, After = next });
            walked.AddRange(page.Users);
            next = page.Next;
        }
        while (next is not null);

        whole.Select(static user => user.UserId).Should().OnlyHaveUniqueItems().And.HaveCount(7);
        walked.Should().Equal(whole);
    }

    [Fact]
    public async Task A_purged_shared_conversation_names_its_users_by_pseudonym_and_is_not_found_by_ID()
    {
        await WriteAsync(Of("c", "jane"), Of("c", "joe", writer: 2));
        string[] pseudonyms = [.. (await ReadSummaryAsync("c")).Users.Select(static user => user.Pseudonym)];

        await RunAsync(new RetentionCut { At = Some.At(1_000), PersonalDataBefore = Some.At(900) });

        foreach (var summary in await SummariesAsync("c"))
        {
            UsersOf(summary).Should().Equal(pseudonyms.Select(static name => (name, (string?)null)));
        }

        (await ListAsync(new ConversationQuery { UserId = "jane" })).Should().BeEmpty();
        await HoldsAsync(new ConversationQuery { UserPseudonym = pseudonyms[0] }, withPii: true, "c");
        (await Store.ListUsersAsync(new UserQuery())).Users.Should().HaveCount(2).And.OnlyContain(static user => user.UserId == null);
    }

    [Fact]
    public async Task A_reader_without_permission_gets_no_user_IDs()
    {
        await WriteAsync(Of("c", "jane"), Of("c", "joe", writer: 2));

        StoredSummary?[] read =
        [
            await Store.ReadSummaryAsync("c", PersonalData.None),
            (await Store.ReadAsync("c", PersonalData.None))?.Summary,
            (await Store.ListAsync(new ConversationQuery(), withPii: false, PersonalData.None)).Conversations.Single(),
        ];

        foreach (var summary in read)
        {
            summary!.Users.Should().HaveCount(2);
            var gate = new PrivacyGate(new PrivacyOptions(), TimeProvider.System, TimeSpan.FromMinutes(30), TimeSpan.FromDays(7));
            AnswerText.Of(gate.View(summary, new Reader("r", canReadPii: false))).Should().NotContainAny("jane", "joe");
        }
    }

    [Fact]
    public async Task Erasing_one_user_erases_a_shared_conversation_and_the_receipt_counts_the_others()
    {
        await WriteAsync(Of("shared", "jane"), Some.Turn(1, "shared"), Of("shared", "joe", minute: 1, writer: 2), Of("shared", "zoe", minute: 2, writer: 3),
            Of("own", "jane"), Of("signed in", user: null), Of("signed in", "jane", minute: 1, writer: 2), Of("others", "joe"), Of("others", "zoe", writer: 2));

        var receipt = await EraseUserAsync("jane");

        (await ListAsync(new ConversationQuery())).Should().Equal("others");
        receipt.Conversations.Should().Be(3);
        receipt.SharedConversations.Should().Equal(new SharedConversation { ConversationId = "shared", OtherUsers = 2 });
        AnswerText.Of(receipt).Should().NotContainAny("jane", "joe", "zoe");
        (await Store.ReadReceiptAsync(receipt.Id))!.SharedConversations.Should().Equal(receipt.SharedConversations);
        (await Store.ListReceiptsAsync(1)).Single().SharedConversations.Should().Equal(receipt.SharedConversations);
        (await Store.ListUsersAsync(new UserQuery())).Users.Should().HaveCount(2).And.OnlyContain(static user => user.Conversations == 1);
        (await EraseUserAsync("joe")).SharedConversations.Should().Equal(new SharedConversation { ConversationId = "others", OtherUsers = 1 });
    }

    [Fact]
    public async Task Erasing_a_shared_conversation_by_ID_reports_no_other_users()
    {
        await WriteAsync(Of("shared", "jane"), Of("shared", "joe", writer: 2));

        (await EraseAsync("shared")).SharedConversations.Should().BeEmpty("it is erased as was asked for, whoever had part in it");
    }

    [Fact]
    public async Task A_held_shared_conversation_survives_every_user_erasure_and_receipts_count_the_others()
    {
        await WriteAsync(Of("shared", "jane"), Of("shared", "joe", writer: 2));
        await HoldAsync("shared");

        var (jane, joe) = (await EraseUserAsync("jane"), await EraseUserAsync("joe"));

        SharedConversation[] shared = [new() { ConversationId = "shared", OtherUsers = 1 }];
        jane.HeldConversations.Should().Equal("shared");
        jane.SharedConversations.Should().Equal(shared);
        joe.SharedConversations.Should().Equal(shared);
        (await ListAsync(new ConversationQuery { UserId = "jane" })).Should().BeEmpty();
        (await ListAsync(new ConversationQuery { UserId = "joe" })).Should().BeEmpty();
        (await Store.ListUsersAsync(new UserQuery())).Users.Should().HaveCount(2).And.OnlyContain(static user => user.UserId == null);

        await ReleaseAsync("shared");
        (await Store.ReadAsync("shared")).Should().BeNull();
        foreach (var receipt in (ErasureReceipt[])[jane, joe])
        {
            (await Store.ReadReceiptAsync(receipt.Id)).Should().BeEquivalentTo(new { Conversations = 1, IsComplete = true, SharedConversations = shared });
        }
    }

    [Fact]
    public async Task After_erasing_one_user_the_others_can_write_elsewhere_as_before()
    {
        await WriteAsync(Of("shared", "jane"), Of("shared", "joe", writer: 2), Of("joe's", "joe", minute: 1));
        string joe = await PseudonymAsync("joe's");
        await EraseUserAsync("jane", minute: 10);

        await WriteAsync(Of("new", "joe", minute: 5), Of("shared", "joe", minute: 11, writer: 3), Of("jane's late one", "jane", minute: 9));

        (await ListAsync(new ConversationQuery())).Should().BeEquivalentTo("joe's", "new");
        await HoldsAsync(new ConversationQuery { UserPseudonym = joe }, withPii: false, "joe's new");
    }

    private static ConversationRecord Of(string conversation, string? user, double minute = 0, int writer = 1)
        => Some.Opening(conversation, writer, minute) with { UserId = user };

    private static IEnumerable<(string Pseudonym, string? Id)> UsersOf(StoredSummary summary)
        => summary.Users.Select(static user => (user.Pseudonym, user.UserId));

    private static double MinuteOf(DateTimeOffset time) => (time - Some.At(0)).TotalMinutes;

    private async Task<string> PseudonymAsync(string conversation) => (await ReadSummaryAsync(conversation)).UserPseudonym!;

    // From every kind of read.
    private async Task<StoredSummary[]> SummariesAsync(string id) =>
    [
        await ReadSummaryAsync(id),
        (await ReadAsync(id)).Summary,
        (await Store.ReadTurnsAsync(id, PersonalData.All))!.Summary,
        (await Store.ListAsync(new ConversationQuery(), withPii: true)).Conversations
            .Single(summary => string.Equals(summary.Conversation.ConversationId, id, StringComparison.Ordinal)),
    ];
}
