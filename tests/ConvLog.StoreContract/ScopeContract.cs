namespace ConvLog.StoreContract;

/// <summary>
/// A reader with a scope of agents or accounts gets no data of others from any query: lists, searches, counts, agents and users.
/// </summary>
/// <param name="open">Opens an empty store.</param>
/// <param name="everyNth">Runs every n-th scope; 1 for all.</param>
/// <param name="everyNthSort">Runs every n-th sort order, different ones for each scope; 1 for all.</param>
/// <param name="mostCandidates">The number of candidate entries at which one search of the store stops; null for no limit.</param>
public abstract class ScopeContract(Func<ValueTask<IStoreUnderTest>> open, int everyNth = 1, int everyNthSort = 1, int? mostCandidates = null)
    : StoreTest(open)
{
    // Each has twice as many turns as the previous one, so that a count of turns identifies the conversations.
    private static readonly (string Id, string Agent, string? Account, string? Project, string? User)[] s_conversations =
    [
        ("a", "bookings", "acme", "p1", "jane"),
        ("b", "bookings", "globex", "p1", "joe"),
        ("c", "weather", "acme", "p2", "jane"),
        ("d", "weather", null, null, "joe"),
        ("e", "bookings", "", "", "ben"),
    ];

    private static readonly StoreRecord[] s_population =
    [
        .. s_conversations.SelectMany(static (conversation, index) => Population(conversation, index)),
        Some.Opening("debug", minute: 9) with { Environment = ConversationEnvironment.Debug, AccountId = "acme", UserId = "dev" },
        Some.Turn(1, "debug", minute: 9) with { UserInput = "a table" },
    ];

    private static readonly Dictionary<string, (ConversationScope Scope, string Expected)> s_cases = new(StringComparer.Ordinal)
    {
        ["all"] = (ConversationScope.All, "a b c d e"),
        ["an agent"] = (new() { AgentIds = ["bookings"] }, "a b e"),
        ["agents"] = (new() { AgentIds = ["weather", "nobody", "bookings"] }, "a b c d e"),
        ["an agent in other case"] = (new() { AgentIds = ["Bookings"] }, ""),
        ["no agent"] = (new() { AgentIds = [] }, ""),
        ["an account"] = (new() { AccountIds = ["acme"] }, "a c"),
        ["an account twice"] = (new() { AccountIds = ["acme", "acme"] }, "a c"),
        ["accounts"] = (new() { AccountIds = ["globex", "acme"] }, "a b c"),
        ["an account in other case"] = (new() { AccountIds = ["ACME"] }, ""),
        ["no account"] = (new() { AccountIds = [] }, ""),
        ["the account without a name"] = (new() { AccountIds = [""] }, "e"),
        ["an agent of an account"] = (new() { AgentIds = ["bookings"], AccountIds = ["acme"] }, "a"),
        ["an agent of another account"] = (new() { AgentIds = ["weather"], AccountIds = ["globex"] }, ""),
        ["no agent of an account"] = (new() { AgentIds = [], AccountIds = ["acme"] }, ""),
        ["an agent of no account"] = (new() { AgentIds = ["bookings"], AccountIds = [] }, ""),
        ["more agents than there are"] = (new() { AgentIds = [.. Enumerable.Range(0, 2_000).Select(static i => $"agent-{i}"), "weather"] }, "c d"),
        ["a name that is a list"] = (new() { AgentIds = ["[\"bookings\"]", "bookings\0", "bookings','weather", "{bookings}", "%"] }, ""),
    };

    [Fact]
    public async Task Where_a_search_stops_does_not_reveal_how_much_data_others_have()
    {
        // Non-matching entries with all words, each in its own document, hours later: more than the store examines in one search.
        int others = mostCandidates + 50 ?? 100;
        await WriteAsync(Some.Opening("mine"), Some.Entry(1, "table two", "mine"), Some.Opening("others", minute: 1, agent: "weather"));
        await WriteAndIndexAsync(
            [.. Enumerable.Range(1, others).Select(static number => Some.Entry(32 * number, "two at the table", "others") with { Timestamp = Some.At(600) })]);
        var query = new SearchQuery { Text = "\"table two\"" };

        var found = await Store.SearchAsync(query with { Scope = new ConversationScope { AgentIds = ["bookings", "nobody"] } });
        var none = await Store.SearchAsync(query with { Scope = new ConversationScope { AgentIds = ["nobody"] } });

        found.Hits.Select(static hit => hit.ConversationId).Should().Equal("mine");
        found.Stopped.Should().BeFalse();
        (none.Hits.Count, none.Stopped).Should().Be((0, false));
        (await Store.SearchAsync(query)).Stopped.Should().Be(mostCandidates is not null, "who may read all learns that they are many");
    }

    [CapabilityFact(typeof(IStatisticsStore), typeof(IUserStore))]
    public async Task A_scope_applies_to_every_query()
    {
        await WriteAndIndexAsync(s_population);
        await CountDaysAsync();
        int place = 0;
        await EachCase.HoldsAsync(s_cases.Keys.Where((_, place) => place % everyNth == 0),
            name => ScopeHoldsAsync(s_cases[name].Scope, s_cases[name].Expected, place++));
    }

    [Theory]
    [InlineData(ConversationSort.Created, true)]
    [InlineData(ConversationSort.Created, false)]
    [InlineData(ConversationSort.Updated, false)]
    [InlineData(ConversationSort.Tokens, true)]
    public async Task A_list_with_a_scope_can_be_paged(ConversationSort sort, bool ascending)
    {
        await WriteAsync(s_population);
        var query = new ConversationQuery { Scope = new() { AccountIds = ["acme", "globex"] }, Sort = sort, Ascending = ascending, Limit = 1 };

        string[] whole = await ListAsync(query with { Limit = 100 });
        var walked = new List<string>();
        do
        {
            var page = await Store.ListAsync(query, withPii: true);
            walked.AddRange(page.Conversations.Select(static summary => summary.Conversation.ConversationId));
            query = query with { After = page.Next };
        }
        while (query.After is not null);

        walked.Should().Equal(whole).And.BeEquivalentTo(["a", "b", "c"]);
    }

    [CapabilityFact(typeof(IStatisticsStore), typeof(IUserStore))]
    public async Task Filters_apply_in_addition_to_the_scope()
    {
        await WriteAndIndexAsync(s_population);
        await CountDaysAsync();
        var scope = new ConversationScope { AgentIds = ["bookings"] };

        (await ListAsync(new ConversationQuery { Scope = scope, AgentId = "weather" })).Should().BeEmpty();
        (await ListAsync(new ConversationQuery { Scope = scope, UserId = "jane" })).Should().Equal("a");
        (await ListAsync(new ConversationQuery { Scope = scope, Text = "table", AccountId = "globex" })).Should().Equal("b");
        (await ListAsync(new ConversationQuery { Scope = scope, FunctionName = "save_guest", HasError = false, MinTokens = 1 })).Should()
            .BeEquivalentTo("a", "b", "e");
        (await ListAsync(new ConversationQuery { Scope = new() { AccountIds = ["acme"] }, Environment = ConversationEnvironment.Debug })).Should()
            .Equal("debug");
        (await ListAsync(new ConversationQuery { Scope = new() { AccountIds = ["globex"] }, Environment = ConversationEnvironment.Debug })).Should().BeEmpty();
        (await Store.SearchAsync(new SearchQuery { Text = "table", Scope = scope, AgentId = "weather" })).Hits.Should().BeEmpty();
        (await Store.SearchAsync(new SearchQuery { Text = "table", Scope = scope, ConversationId = "c" })).Hits.Should().BeEmpty();
        (await Store.SearchAsync(new SearchQuery { Text = "table", Scope = scope, ConversationId = "b" })).Hits.Should().NotBeEmpty();
        (await Store.ReadStatisticsAsync(
            new StatisticsQuery { From = Some.At(-60), To = Some.At(60), Scope = scope, AgentId = "weather" })).Total.Messages.Should().Be(0);
        (await Store.ListUsersAsync(new UserQuery { Scope = scope, AgentId = "weather" })).Users.Should().BeEmpty();
    }

    [Fact] // A search that reached its limit in other accounts' data would find nothing, and reveal how much there is.
    public async Task Hits_outside_the_scope_do_not_count_toward_the_limit()
    {
        await WriteAndIndexAsync(s_population);

        var found = await Store.SearchAsync(new SearchQuery { Text = "table", Scope = new() { AgentIds = ["bookings"], AccountIds = ["acme"] }, Limit = 1 });

        found.Hits.Select(static hit => hit.ConversationId).Should().Equal("a");
        found.Stopped.Should().BeFalse();
    }

    [CapabilityFact(typeof(IStatisticsStore), typeof(IUserStore))]
    public async Task A_conversation_assigned_to_an_account_later_belongs_to_it_completely()
    {
        await WriteAndIndexAsync(Some.Opening() with { UserId = "jane" }, Some.Turn(1) with { UserInput = "a table" }, Some.Call(1, turn: 1),
            Some.Feedback(1, FeedbackRating.Like));
        (await SeenAsync(new() { AccountIds = ["acme"] })).Should().Be((0, 0, 0, 0, 0));

        await WriteAndIndexAsync(Some.Opening(writer: 2) with { AccountId = "acme" });
        (await SeenAsync(new() { AccountIds = ["acme"] })).Should().Be((1, 1, 1, 1, 1));

        await WriteAndIndexAsync(Some.Opening(writer: 3) with { AccountId = "acme" }, Some.Opening(writer: 4));
        (await SeenAsync(new() { AccountIds = ["acme"] })).Should().Be((1, 1, 1, 1, 1));
        (await SeenAsync(new() { AccountIds = ["globex"] })).Should().Be((0, 0, 0, 0, 0));
        (await SeenAsync(ConversationScope.All)).Should().Be((1, 1, 1, 1, 1));
    }

    [CapabilityFact(typeof(IStatisticsStore), typeof(IUserStore))]
    public async Task A_conversation_that_leaves_a_scope_leaves_its_counts()
    {
        await WriteAndIndexAsync(s_population);
        var scope = new ConversationScope { AccountIds = ["acme"] };

        await EraseAsync("a");
        (await SeenAsync(scope)).Should().Be((1, 4, 1, 1, 1));

        await RunAsync(new RetentionCut { At = Some.At(1_000), ConversationsBefore = Some.At(900) });
        (await SeenAsync(scope)).Should().Be((0, 0, 0, 0, 0));
    }

    private async Task ScopeHoldsAsync(ConversationScope scope, string expected, int place)
    {
        string[] ids = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        foreach (bool withPii in (bool[])[true, false])
        {
            foreach (var sort in Sorts.Of(everyNthSort, withPii ? place : place + 1))
            {
                var page = await Store.ListAsync(new ConversationQuery { Scope = scope, Sort = sort, CountTotal = true }, withPii);
                page.Conversations.Select(static summary => summary.Conversation.ConversationId).Should().BeEquivalentTo(ids);
                page.Total.Should().Be(ids.Length);
            }
        }

        var hits = (await Store.SearchAsync(new SearchQuery { Text = "table", Scope = scope })).Hits;
        hits.Select(static hit => hit.ConversationId).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo(ids);
        var counted = await Store.ReadStatisticsAsync(new StatisticsQuery { From = Some.At(-60), To = Some.At(60), Scope = scope });
        var among = s_conversations.Select(static (conversation, index) => (conversation, Turns: 1L << index))
            .Where(each => ids.Contains(each.conversation.Id, StringComparer.Ordinal)).ToList();
        counted.Total.Messages.Should().Be(among.Sum(static each => each.Turns));
        counted.Total.Conversations.Should().Be(ids.Length);
        counted.Total.Users.Should().Be(among.Select(static each => each.conversation.User).Distinct(StringComparer.Ordinal).Count());
        counted.Functions.Sum(static function => function.Calls).Should().Be(ids.Length);
        (await Store.ListAgentsAsync(scope)).Should()
            .Equal(among.Select(static each => each.conversation.Agent).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        var users = (await Store.ListUsersAsync(new UserQuery { Scope = scope })).Users;
        users.Select(static user => (user.UserId, user.Conversations)).Should().BeEquivalentTo(
            among.GroupBy(static each => each.conversation.User, StringComparer.Ordinal).Select(static user => (user.Key, (long)user.Count())));
    }

    // The numbers of conversations, turns, agents and users in a scope, and of conversations that contain "table".
    private async Task<(int Conversations, long Turns, int Agents, int Users, int Found)> SeenAsync(ConversationScope scope)
    {
        await CountDaysAsync();
        return (
            (await Store.ListAsync(new ConversationQuery { Scope = scope, CountTotal = true }, withPii: false)).Total ?? -1,
            (await Store.ReadStatisticsAsync(new StatisticsQuery { From = Some.At(-60), To = Some.At(60), Scope = scope })).Total.Messages,
            (await Store.ListAgentsAsync(scope)).Count,
            (await Store.ListUsersAsync(new UserQuery { Scope = scope })).Users.Count,
            (await Store.SearchAsync(new SearchQuery { Text = "table", Scope = scope })).Hits.Select(static hit => hit.ConversationId)
                .Distinct(StringComparer.Ordinal).Count());
    }

    private static IEnumerable<StoreRecord> Population((string Id, string Agent, string? Account, string? Project, string? User) conversation, int index) =>
    [
        Some.Opening(conversation.Id, minute: index, agent: conversation.Agent) with { AccountId = conversation.Account, ProjectId = conversation.Project,
            UserId = conversation.User },
        .. Enumerable.Range(1, 1 << index)
        .Select(turn => Some.Turn(turn, conversation.Id, minute: index) with { UserInput = "a table", Usage = new ModelUsage("m", 10 - index) }),
        Some.Call(1, conversation.Id, turn: 1),
    ];
}
