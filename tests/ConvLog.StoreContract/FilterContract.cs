using ConvLog.Storage.Contract;
using ConvLog.StoreContract.Differential;

namespace ConvLog.StoreContract;

/// <summary>Each filter of a list, alone and in combinations, with and without the permission. Debug conversations are listed only on request.</summary>
/// <param name="open">Opens an empty store.</param>
/// <param name="everyNth">Runs every n-th filter; 1 for all.</param>
/// <param name="everyNthSort">Runs every n-th sort order of filters tested in several, different ones for each filter; 1 for all.</param>
public abstract partial class FilterContract(Func<ValueTask<IStoreUnderTest>> open, int everyNth = 1, int everyNthSort = 1) : StoreTest(open)
{
    // Filters with their own tests (problems in ProblemContract): pseudonyms are random, texts are searched.
    private static readonly string[] s_askedElsewhere =
    [
        nameof(ConversationQuery.UserPseudonym), nameof(ConversationQuery.Text), nameof(ConversationQuery.EntriesOnly),
        nameof(ConversationQuery.HasProblem), nameof(ConversationQuery.Problems), nameof(ConversationQuery.HasInterruption),
        nameof(ConversationQuery.HasRefusal), nameof(ConversationQuery.HasUnobservedCall),
        nameof(ConversationQuery.Approval), nameof(ConversationQuery.MinApprovalWait), // In WaitingTurnContract.
    ];

    [Fact]
    public void Each_filter_has_a_test_case_and_appears_in_random_queries()
    {
        var cases = s_cases.Values.Select(static known => known.Query);
        var questions = Enumerable.Range(0, 20).SelectMany(static seed => AnyQuery.EachFilter(new Random(seed))).ToList();

        Unasked(cases).Should().BeEquivalentTo(s_askedElsewhere);
        Unasked(questions).Should().BeEmpty();

        static IEnumerable<string> Unasked(IEnumerable<ConversationQuery> queries)
            => QueryFilters.All.Where(filter => queries.All(query => Equals(filter.GetValue(query), filter.GetValue(new ConversationQuery()))))
                .Select(static filter => filter.Name);
    }

    [Fact]
    public void Each_negatable_filter_has_a_test_case_and_other_negations_are_rejected()
    {
        var negatable = QueryFilters.All.Where(static filter => filter.CreateQuery is not null).Select(static filter => filter.Name).ToList();
        var cases = s_cases.Values.SelectMany(static known => known.Query.Excluded);
        var questions = Enumerable.Range(0, 200).SelectMany(static seed => AnyQuery.EachFilter(new Random(seed))).SelectMany(static query => query.Excluded);

        cases.Select(static excluded => excluded.Filter.Name).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo(negatable);
        questions.Select(static excluded => excluded.Filter.Name).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo(negatable);
        FluentActions.Invoking(static () => Without(new() { AgentId = "a", HasError = false })).Should().Throw<ArgumentException>()
            .WithMessage("*HasError*opposite*");
        FluentActions.Invoking(static () => Without(new() { UserId = "jane" })).Should().Throw<ArgumentException>().Which.Message.Should().NotContain("jane");
    }

    [Fact]
    public async Task A_filter_returns_exactly_its_matches()
    {
        await WriteAndIndexAsync(s_population);

        await EachCase.HoldsAsync(s_cases.Keys.Where((_, place) => place % everyNth == 0), async name =>
        {
            var (query, permitted, other) = s_cases[name];
            await HoldsAsync(query, withPii: true, permitted);
            await HoldsAsync(query, withPii: false, other ?? permitted);
        });
    }

    [Fact]
    public async Task Turn_filters_must_all_match_the_same_turn()
    {
        await WriteAsync(
            Some.Opening("grew fast"), Timed(1, "grew fast", 0, 9), Timed(2, "grew fast", 100, 1),
            Some.Opening("grew slow"), Timed(1, "grew slow", 0, 1), Timed(2, "grew slow", 100, 9),
            Some.Opening("unknown"), Some.Turn(1, "unknown", minute: 50),
            Some.Opening("silent"), Some.Entry(1, conversation: "silent") with { Timestamp = Some.At(200) });
        (ConversationQuery Query, string[] Ids)[] cases =
        [
            (new() { TurnFrom = Some.At(60) }, ["grew fast", "grew slow"]),
            (new() { TurnFrom = Some.At(10), TurnTo = Some.At(90) }, ["unknown"]),
            (new() { TurnFrom = Some.At(60), MinLatency = TimeSpan.FromSeconds(9) }, ["grew slow"]),
            (new() { TurnFrom = Some.At(60), MaxLatency = TimeSpan.FromSeconds(1) }, ["grew fast"]),
            (new() { TurnTo = Some.At(60), MinLatency = TimeSpan.FromSeconds(9) }, ["grew fast"]),
            (new() { TurnTo = Some.At(60), MaxLatency = TimeSpan.FromSeconds(1) }, ["grew slow"]),
            (new() { TurnTo = Some.At(60), MinLatency = TimeSpan.FromSeconds(2), MaxLatency = TimeSpan.FromSeconds(8) }, []),
            (new() { MinLatency = TimeSpan.FromSeconds(9) }, ["grew fast", "grew slow"]),
            (new() { MaxLatency = TimeSpan.FromSeconds(1) }, []),
        ];

        for (int place = 0; place < cases.Length; place++)
        {
            var (query, ids) = cases[place];
            foreach (var sort in Sorts.Of(everyNthSort, place))
            {
                (await ListAsync(query with { Sort = sort })).Should().BeEquivalentTo(ids, "{0} asks so", query);
                (await ListAsync(query with { Sort = sort }, withPii: false)).Should().BeEquivalentTo(ids, "{0} asks so", query);
            }
        }

        static TurnRecord Timed(int turn, string conversation, double minute, int seconds)
            => Some.Turn(turn, conversation, minute: minute) with { UserInput = "hi", Latency = TimeSpan.FromSeconds(seconds) };
    }

    [Fact]
    public async Task The_duration_filter_uses_the_duration_that_lists_are_sorted_by()
    {
        await WriteAsync(
            Some.Opening("closed") with { ClosedAt = Some.At(30) },
            Some.Opening("running", minute: 1), Some.Entry(1, conversation: "running") with { Timestamp = Some.At(21) },
            Some.Opening("private", minute: 2), Some.Entry(1, conversation: "private") with { Timestamp = Some.At(7) },
            Some.Entry(2, conversation: "private", isPii: true) with { Timestamp = Some.At(42) },
            Some.Opening("silent", minute: 3));

        foreach (bool withPii in (bool[])[true, false])
        {
            (string Id, int Minutes)[] byDuration = withPii
                ? [("silent", 0), ("running", 20), ("closed", 30), ("private", 40)]
                : [("silent", 0), ("private", 5), ("running", 20), ("closed", 30)];
            var sorted = await Store.ListAsync(new ConversationQuery { Sort = ConversationSort.Duration, Ascending = true }, withPii);
            sorted.Conversations.Select(static summary => summary.Conversation.ConversationId).Should().Equal(byDuration.Select(static known => known.Id));

            int place = 0;
            foreach (int bound in (int[])[0, 5, 20, 30, 40])
            {
                var duration = TimeSpan.FromMinutes(bound);
                foreach (var sort in Sorts.Of(everyNthSort, place++))
                {
                    await HoldsAsync(new ConversationQuery { MinDuration = duration, Sort = sort }, withPii, Ids(minutes => minutes >= bound));
                    await HoldsAsync(new ConversationQuery { MaxDuration = duration, Sort = sort, From = Some.At(0) }, withPii,
                        Ids(minutes => minutes <= bound));
                }

                await HoldsAsync(new ConversationQuery { MinDuration = duration, MaxDuration = duration }, withPii, Ids(minutes => minutes == bound));
                await HoldsAsync(new ConversationQuery { MinDuration = duration + TimeSpan.FromTicks(1) }, withPii, Ids(minutes => minutes > bound));
            }

            string Ids(Func<int, bool> isAmong) => string.Join(' ', byDuration.Where(known => isAmong(known.Minutes)).Select(static known => known.Id));
        }
    }

    [Fact]
    public async Task Every_reader_can_find_a_user_by_pseudonym()
    {
        await WriteAndIndexAsync(s_population);
        var query = new ConversationQuery { UserPseudonym = (await ReadSummaryAsync("voice")).UserPseudonym };

        await HoldsAsync(query, withPii: true, "voice hidden");
        await HoldsAsync(query, withPii: false, "voice hidden");
        await HoldsAsync(new ConversationQuery { UserPseudonym = "jane" }, withPii: true, "");
    }

    [Fact]
    public async Task Filters_match_the_current_values()
    {
        await WriteAsync(Some.Opening() with { Channel = "voice", UserId = "jane", ProjectId = "p1" },
            Some.Turn(1) with { UserInput = "hi", Latency = TimeSpan.FromSeconds(9) });
        await WriteAsync(Some.Opening(writer: 2) with { Channel = "webchat", UserId = "joe", AccountId = "globex", ProjectId = "p1" },
            Some.Turn(1) with { UserInput = "hi", Revision = 1, Latency = TimeSpan.FromSeconds(1) });

        await HoldsAsync(new ConversationQuery { Channel = "webchat", UserId = "joe", AgentId = "bookings", MaxLatency = TimeSpan.FromSeconds(1) },
            withPii: true, Some.Conversation);
        await HoldsAsync(new ConversationQuery { Channel = "voice" }, withPii: true, "");
        await HoldsAsync(new ConversationQuery { UserId = "jane" }, withPii: true, Some.Conversation); // It belongs to her too.
        await HoldsAsync(new ConversationQuery { AgentId = "weather" }, withPii: true, "");
        await HoldsAsync(new ConversationQuery { AccountId = "globex", ProjectId = "p1" }, withPii: true, Some.Conversation);
        await HoldsAsync(new ConversationQuery { AccountId = "acme" }, withPii: true, "");
        await HoldsAsync(new ConversationQuery { MinLatency = TimeSpan.FromSeconds(9) }, withPii: true, "");
    }

    [Fact]
    public async Task Filters_compare_corrected_costs_and_durations()
    {
        await WriteAsync(
            Some.Opening() with { VariantId = "a", Handoff = new Handoff("queue", "angry") },
            Some.Turn(1) with { Usage = new ModelUsage("m", cost: 9, currency: "EUR") },
            Some.Call(1, outcome: FunctionOutcome.Completed) with { Duration = TimeSpan.FromSeconds(9) });
        await WriteAsync(
            Some.Opening(writer: 2) with { VariantId = "b" },
            Some.Turn(1) with { Revision = 1, Usage = new ModelUsage("n") },
            Some.Call(1, outcome: FunctionOutcome.Completed) with { Revision = 1, Duration = TimeSpan.FromSeconds(1) });

        await HoldsAsync(new ConversationQuery { MinCost = 0 }, withPii: true, "");
        await HoldsAsync(new ConversationQuery { Model = "m" }, withPii: true, "");
        await HoldsAsync(new ConversationQuery { VariantId = "a" }, withPii: true, "");
        await HoldsAsync(new ConversationQuery { MinFunctionDuration = TimeSpan.FromSeconds(2) }, withPii: true, "");
        await HoldsAsync(
            new ConversationQuery { VariantId = "b", Model = "n", HandoffReason = "angry", MinFunctionDuration = TimeSpan.FromSeconds(1) },
            withPii: true,
            Some.Conversation);
    }

    [Fact]
    public async Task Absurdly_large_costs_do_not_break_a_list()
    {
        await WriteAsync(
        [
            Some.Opening(),
            .. Enumerable.Range(1, 12).Select(static i => Some.Turn(i) with { Usage = new ModelUsage("m", cost: decimal.MaxValue, currency: "EUR") }),
        ]);

        await HoldsAsync(new ConversationQuery { MinCost = 1_000_000_000 }, withPii: true, Some.Conversation);
        await HoldsAsync(new ConversationQuery { MinCost = decimal.MaxValue }, withPii: true, Some.Conversation);
    }

    [Fact]
    public async Task Agents_of_listed_conversations_are_returned_once_each_and_sorted()
    {
        await WriteAndIndexAsync(s_population);
        await WriteAsync(
            Some.Opening("e", agent: ""), Some.Opening("u", agent: "\uFFFD"), Some.Opening("s", agent: "😀"), Some.Opening("c", agent: "Bookings"));

        (await Store.ListAgentsAsync(ConversationScope.All)).Should().Equal("", "Bookings", "bookings", "weather", "\uFFFD", "😀");
    }
}
