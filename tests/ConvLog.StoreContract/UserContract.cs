namespace ConvLog.StoreContract;

/// <summary>Users with the figures of their conversations: latest conversation first, and with their ID only as long as it may be shown.</summary>
public abstract class UserContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    [Fact]
    public async Task Users_are_listed_by_latest_conversation_with_their_figures()
    {
        await WriteAsync(
            Some.Opening("a", minute: 1) with { UserId = "jane" },
            Some.Opening("b", minute: 2) with { UserId = "joe" },
            Some.Opening("c", minute: 3) with { UserId = "jane" },
            Some.Opening("d", minute: 0) with { UserId = "joe" },
            Some.Opening("nobody", minute: 4),
            Some.Opening("unnamed", minute: 5) with { UserId = "" },
            Some.Entry(1, conversation: "b") with { Timestamp = Some.At(100) }, // Later activity changes nothing.
            Some.Entry(1, conversation: "of no opening"));

        var page = await Store.ListUsersAsync(new UserQuery());

        page.Next.Should().BeNull();
        page.Users.Should().Equal(
            new StoredUser { UserId = "jane", Pseudonym = await PseudonymAsync("a"), Conversations = 2, FirstStartedAt = Some.At(1),
                LastStartedAt = Some.At(3) },
            new StoredUser { UserId = "joe", Pseudonym = await PseudonymAsync("b"), Conversations = 2, FirstStartedAt = Some.At(0),
                LastStartedAt = Some.At(2) });
        page.Users.Should().OnlyContain(static user => user.FirstStartedAt.Offset == TimeSpan.Zero && user.LastStartedAt.Offset == TimeSpan.Zero);
    }

    [Fact]
    public async Task Conversations_with_problems_are_counted_according_to_permission()
    {
        await WriteAsync(
            Some.Opening("a") with { UserId = "jane" }, Some.Entry(1, conversation: "a", level: EntryLevel.Error),
            Some.Opening("b") with { UserId = "jane" }, Some.Entry(1, conversation: "b", level: EntryLevel.Error, isPii: true),
            Some.Opening("c") with { UserId = "jane" }, Some.Call(1, "c"),
            Some.Opening("d", minute: -1) with { UserId = "joe" }, Some.Turn(1, "d"));

        (await CountsAsync(new UserQuery())).Should().Equal((3, 1, 2), (1, 0, 0));
        (await CountsAsync(new UserQuery { IdleSince = Some.At(0) })).Should().Equal((3, 2, 3), (1, 0, 0));

        async Task<IEnumerable<(long, long, long)>> CountsAsync(UserQuery query) => (await Store.ListUsersAsync(query)).Users
            .Select(static user => (user.Conversations, user.VisibleProblemConversations, user.AllProblemConversations));
    }

    [Fact]
    public async Task Only_conversations_with_a_turn_in_the_period_count()
    {
        await WriteAsync(
            Some.Opening("old", minute: -100) with { UserId = "jane", Channel = "voice" }, Some.Turn(1, "old", minute: -100), Some.Turn(2, "old", minute: 10),
            Some.Opening("older", minute: -200) with { UserId = "jane" }, Some.Turn(1, "older", minute: -200),
            Some.Opening("closed late", minute: -50) with { UserId = "joe", ClosedAt = Some.At(60) }, Some.Turn(1, "closed late", minute: -50),
            Some.Opening("late", minute: 50) with { UserId = "ada" }, Some.Turn(1, "late", minute: 50),
            Some.Opening("around", minute: -9) with { UserId = "bob" }, Some.Turn(1, "around", minute: -9), Some.Turn(2, "around", minute: 50),
            Some.Opening("silent", minute: 10) with { UserId = "eve" });

        (await CountsAsync(new UserQuery { TurnFrom = Some.At(10) })).Should().Equal(("ada", 1), ("bob", 1), ("jane", 1));
        (await CountsAsync(new UserQuery { TurnFrom = Some.At(0), TurnTo = Some.At(50) })).Should().Equal(("jane", 1));
        (await CountsAsync(new UserQuery { TurnFrom = Some.At(50).AddTicks(1) })).Should().BeEmpty();
        (await CountsAsync(new UserQuery { TurnTo = Some.At(-50) })).Should().Equal(("jane", 2));
        (await CountsAsync(new UserQuery { TurnFrom = Some.At(10), From = Some.At(-9) })).Should().Equal(("ada", 1), ("bob", 1));
        (await CountsAsync(new UserQuery { TurnFrom = Some.At(10), Channel = "voice" })).Should().Equal(("jane", 1));
        (await CountsAsync(new UserQuery { Channel = "fax" })).Should().BeEmpty();

        await WriteAsync(Some.Opening("clock set back", minute: 1) with { UserId = "bob" },
            Some.Turn(1, "clock set back", minute: 20) with { EndedAt = Some.At(2) });
        (await CountsAsync(new UserQuery { TurnFrom = Some.At(10) })).Should().Equal([("ada", 1), ("bob", 1), ("jane", 1)], "it was not active then");

        var first = await Store.ListUsersAsync(new UserQuery { TurnFrom = Some.At(10), Limit = 2 });
        var second = await Store.ListUsersAsync(new UserQuery { TurnFrom = Some.At(10), Limit = 2, After = first.Next });
        first.Users.Concat(second.Users).Select(static user => user.UserId).Should().Equal("ada", "bob", "jane");
        second.Next.Should().BeNull();

        async Task<IEnumerable<(string?, long)>> CountsAsync(UserQuery query)
            => (await Store.ListUsersAsync(query)).Users.Select(static user => (user.UserId, user.Conversations));
    }

    [Fact]
    public async Task Without_users_the_list_is_empty()
    {
        (await Store.ListUsersAsync(new UserQuery())).Should().BeEquivalentTo(new StoredUserPage { Users = [] });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(12)]
    public async Task The_user_list_can_be_paged_and_ties_are_ordered_by_pseudonym(int limit)
    {
        // Four start times with three users each, and two conversations each.
        await WriteAsync([.. Enumerable.Range(0, 24)
            .Select(static i => Some.Opening($"c{i}", minute: i < 12 ? -i : i / 3) with { UserId = $"user {i % 12}" })]);

        var whole = (await Store.ListUsersAsync(new UserQuery())).Users;
        var pages = new List<IReadOnlyList<StoredUser>>();
        var query = new UserQuery { Limit = limit };
        do
        {
            var page = await Store.ListUsersAsync(query);
            pages.Add(page.Users);
            query = query with { After = page.Next };
        }
        while (query.After is not null);

        whole.Should().HaveCount(12).And.OnlyContain(static user => user.Conversations == 2);
        whole.Should().Equal(whole.OrderByDescending(static user => user.LastStartedAt).ThenBy(static user => user.Pseudonym, StringComparer.Ordinal));
        whole.Select(static user => user.LastStartedAt).Distinct().Should().HaveCount(4);
        pages.SelectMany(static page => page).Should().Equal(whole);
        pages.Should().HaveCount(12 / limit, "a page is full, and after the last one nothing follows").And.OnlyContain(page => page.Count == limit);
    }

    [Fact]
    public async Task Only_conversations_started_in_the_period_count()
    {
        await WriteAsync(
            Some.Opening("a", minute: 1) with { UserId = "jane" },
            Some.Opening("b", minute: 2) with { UserId = "jane" },
            Some.Opening("c", minute: 3) with { UserId = "joe" },
            Some.Entry(1, conversation: "a") with { Timestamp = Some.At(10) });

        (await UsersAsync(new UserQuery { From = Some.At(2) })).Should().Equal(("joe", 1), ("jane", 1));
        (await UsersAsync(new UserQuery { From = Some.At(2).AddTicks(1) })).Should().Equal(("joe", 1));
        (await UsersAsync(new UserQuery { To = Some.At(3) })).Should().Equal(("jane", 2));
        (await UsersAsync(new UserQuery { To = Some.At(2), From = Some.At(1) })).Should().Equal(("jane", 1));
        (await UsersAsync(new UserQuery { From = Some.At(3).ToOffset(new TimeSpan(5, 45, 0)) })).Should().Equal(("joe", 1));
        (await UsersAsync(new UserQuery { From = Some.At(4) })).Should().BeEmpty();
        (await UsersAsync(new UserQuery { From = Some.At(3), To = Some.At(1) })).Should().BeEmpty();
    }

    [Fact]
    public async Task The_user_list_is_filtered_by_agent_and_environment_and_excludes_debug()
    {
        await WriteAsync(
            Some.Opening("a", minute: 1) with { UserId = "jane" },
            Some.Opening("b", minute: 2, agent: "weather") with { UserId = "jane", Environment = ConversationEnvironment.Sandbox },
            Some.Opening("c", minute: 3) with { UserId = "joe", Environment = ConversationEnvironment.Debug },
            Some.Opening("d", minute: 4) with { UserId = "jane", Environment = ConversationEnvironment.Debug });

        (await UsersAsync(new UserQuery())).Should().Equal(("jane", 2));
        (await UsersAsync(new UserQuery { AgentId = "weather" })).Should().Equal(("jane", 1));
        (await UsersAsync(new UserQuery { AgentId = "nobody" })).Should().BeEmpty();
        (await UsersAsync(new UserQuery { Environment = ConversationEnvironment.Sandbox })).Should().Equal(("jane", 1));
        (await UsersAsync(new UserQuery { Environment = ConversationEnvironment.PreRelease })).Should().BeEmpty();
        (await UsersAsync(new UserQuery { Environment = ConversationEnvironment.Debug })).Should().Equal(("jane", 1), ("joe", 1));
    }

    [Fact]
    public async Task A_conversation_belongs_to_every_user_in_its_current_openings()
    {
        await WriteAsync(Some.Opening() with { UserId = "jane" });
        await WriteAsync(Some.Opening(writer: 2, minute: 5) with { UserId = "joe" });
        (await UsersAsync(new UserQuery())).Should().BeEquivalentTo([("jane", 1), ("joe", 1)]);
        (await Store.ListUsersAsync(new UserQuery())).Users.Should()
            .OnlyContain(static user => user.LastStartedAt == Some.At(0), "it began with its first opening");

        await WriteAsync(Some.Opening(writer: 2, minute: 5) with { Revision = 1, UserId = "" });
        (await UsersAsync(new UserQuery())).Should().Equal(("jane", 1));
    }

    [Fact]
    public async Task Any_user_ID_is_returned_unchanged()
    {
        string[] naughty = ["'; DROP TABLE user; --", "😀é", "\0", " ", "[redacted]", new string('x', 10_000), "jane", "Jane"];
        await WriteAsync([.. naughty.Select(static (name, i) => Some.Opening($"c{i}", minute: -i) with { UserId = name })]);

        (await UsersAsync(new UserQuery())).Should().Equal(naughty.Select(static name => ((string?)name, 1L)));
    }

    [Fact]
    public async Task Erased_users_are_not_listed_and_erased_conversations_do_not_count()
    {
        await WriteAsync(
            Some.Opening("a", minute: 1) with { UserId = "jane" }, Some.Opening("b", minute: 2) with { UserId = "jane" },
                Some.Opening("c", minute: 3) with { UserId = "joe" });

        await EraseAsync("b");
        (await UsersAsync(new UserQuery())).Should().Equal(("joe", 1), ("jane", 1));
        (await Store.ListUsersAsync(new UserQuery())).Users[1].LastStartedAt.Should().Be(Some.At(1));

        await EraseUserAsync("jane");
        (await UsersAsync(new UserQuery())).Should().Equal(("joe", 1));
    }

    [Fact]
    public async Task A_user_with_only_conversations_pending_erasure_is_listed_by_pseudonym()
    {
        await WriteAsync(Some.Opening("a", minute: 1) with { UserId = "jane" }, Some.Opening("b", minute: 2) with { UserId = "jane" });
        string pseudonym = await PseudonymAsync("a");
        await HoldAsync("a");

        await EraseAsync("a");
        (await UsersAsync(new UserQuery())).Should().Equal([("jane", 2)], "the other conversation still tells the id");
        (await UsersAsync(new UserQuery { To = Some.At(2) })).Should().Equal([(null, 1)], "the other conversation is not among these");

        await EraseUserAsync("jane");
        (await UsersAsync(new UserQuery())).Should().Equal((null, 1));
        (await Store.ListUsersAsync(new UserQuery())).Users[0].Pseudonym.Should().Be(pseudonym);

        await ReleaseAsync("a");
        (await UsersAsync(new UserQuery())).Should().BeEmpty();
    }

    [Fact]
    public async Task A_user_whose_personal_data_expired_is_listed_by_pseudonym()
    {
        await WriteAsync(Some.Opening("a", minute: 1) with { UserId = "jane" }, Some.Opening("b", minute: 600) with { UserId = "jane" });
        string pseudonym = await PseudonymAsync("a");

        await RunAsync(new RetentionCut { At = Some.At(1_000), PersonalDataBefore = Some.At(500) });
        (await UsersAsync(new UserQuery())).Should().Equal([("jane", 2)], "the later conversation still tells the id");
        (await UsersAsync(new UserQuery { To = Some.At(500) })).Should().Equal((null, 1));

        await RunAsync(new RetentionCut { At = Some.At(2_000), PersonalDataBefore = Some.At(1_500) });
        (await UsersAsync(new UserQuery())).Should().Equal((null, 2));
        (await Store.ListUsersAsync(new UserQuery())).Users[0].Pseudonym.Should().Be(pseudonym);
    }

    [Fact]
    public async Task A_missing_user_query_is_rejected()
    {
        await Store.Invoking(static async store => await store.ListUsersAsync(null!)).Should().ThrowAsync<ArgumentNullException>();
        await Store.Invoking(static async store => await store.ListAgentsAsync(null!)).Should().ThrowAsync<ArgumentNullException>();
    }

    private async Task<List<(string? User, long Conversations)>> UsersAsync(UserQuery query)
        => (await Store.ListUsersAsync(query)).Users.Select(static user => (user.UserId, user.Conversations)).ToList();

    private async Task<string> PseudonymAsync(string conversation)
        => (await ReadSummaryAsync(conversation)).UserPseudonym ?? throw new InvalidOperationException($"{conversation} names no user.");
}
