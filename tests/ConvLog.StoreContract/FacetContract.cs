namespace ConvLog.StoreContract;

/// <summary>Counts of the values of listed conversations, with and without the permission.</summary>
/// <param name="open">Opens an empty store.</param>
public abstract class FacetContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private static readonly StoreRecord[] s_population =
    [
        Some.Opening("a", minute: 1) with { Channel = "voice", VariantId = "v1" },
        Some.Turn(1, "a", minute: 1), Some.Feedback(1, FeedbackRating.Like, conversation: "a"),
        Some.Feedback(1, FeedbackRating.Like, source: FeedbackSource.Team, conversation: "a"),
        Some.Call(1, "a", name: "pay", outcome: FunctionOutcome.Failed), Some.Call(2, "a", name: "pay", outcome: FunctionOutcome.Completed),
        Some.Label("vip", conversation: "a"), Some.Label("vip", turn: 1, conversation: "a"),
        Some.Opening("b", minute: 2) with { Channel = "voice" },
        Some.Call(1, "b", name: "find", outcome: FunctionOutcome.Completed), Some.Call(2, "b", name: "Find", outcome: FunctionOutcome.Completed),
        Some.Turn(1, "b", minute: 2), Some.Feedback(1, FeedbackRating.Dislike, conversation: "b"), Some.Label("a\0b", conversation: "b"),
        Some.Assignment("ada", conversation: "a"), Some.Assignment("ben", conversation: "b"), Some.Assignment("ada", minute: 1, conversation: "b"),
        Some.Assignment("ada", conversation: "c"), Some.Assignment(null, minute: 1, conversation: "c"),
        Some.Opening("c", minute: 3, agent: "weather") with { Channel = "", VariantId = "v2" },
        Some.Call(1, "c", name: "pay"), Some.Entry(2, conversation: "c", level: EntryLevel.Error, isPii: true),
        Some.Opening("d", minute: 4, agent: "weather") with { VariantId = "v2" }, Some.Entry(1, conversation: "d", level: EntryLevel.Error),
        Some.Opening("debug", minute: 5) with { Environment = ConversationEnvironment.Debug },
    ];

    [Fact]
    public async Task Each_facet_value_is_counted_once_per_conversation()
    {
        await WriteAsync(s_population);

        var facets = await Store.CountFacetsAsync(new ConversationQuery { IdleSince = Some.At(3) }, withPii: false);

        Assert(facets.Agents, "bookings 2, weather 2");
        Assert(facets.Channels, "voice 2,  1");
        Assert(facets.Variants, "v2 2, v1 1");
        Assert(facets.Functions, "pay 2, Find 1, find 1");
        Assert(facets.Labels, "a\0b 1, vip 1");
        Assert(facets.Assignees, "ada 2");
        facets.Problems.Should().BeEquivalentTo(new Dictionary<ProblemKinds, long> { [ProblemKinds.Function] = 2, [ProblemKinds.Entry] = 1 });
        (facets.Liked, facets.Disliked, facets.Counted, facets.IsComplete).Should().Be((1, 1, 4, true));
    }

    [Fact]
    public async Task Personal_data_counts_only_for_readers_with_permission()
    {
        await WriteAsync(s_population);

        var seen = await Store.CountFacetsAsync(new ConversationQuery(), withPii: false);
        var all = await Store.CountFacetsAsync(new ConversationQuery(), withPii: true);

        seen.Problems.Should().BeEquivalentTo(new Dictionary<ProblemKinds, long> { [ProblemKinds.Function] = 1, [ProblemKinds.Entry] = 1 });
        all.Problems.Should().BeEquivalentTo(new Dictionary<ProblemKinds, long> { [ProblemKinds.Function] = 1, [ProblemKinds.Entry] = 2 });
        (await Store.CountFacetsAsync(new ConversationQuery { HasError = true }, withPii: false)).Counted.Should().Be(1);
        (await Store.CountFacetsAsync(new ConversationQuery { HasError = true }, withPii: true)).Counted.Should().Be(2);
    }

    [Fact]
    public async Task Facets_include_start_times_and_problems_visible_to_the_reader()
    {
        await WriteAsync(s_population);

        foreach (bool withPii in (bool[])[false, true])
        {
            var facets = await Store.CountFacetsAsync(new ConversationQuery(), withPii);
            var listed = await Store.ListAsync(new ConversationQuery(), withPii);
            var failed = await Store.ListAsync(new ConversationQuery { HasProblem = true }, withPii);

            facets.Starts.Select(static start => start.StartedAt).Should()
                .Equal(listed.Conversations.Select(static known => known.StartedAt).OrderDescending());
            facets.Starts.Where(static start => start.HasProblem).Select(static start => start.StartedAt)
                .Should().BeEquivalentTo(failed.Conversations.Select(static known => known.StartedAt)).And.HaveCount(withPii ? 3 : 2);
        }
    }

    [Fact]
    public async Task Problems_are_counted_for_each_combination_of_kinds_as_lists_have_them()
    {
        await WriteAsync([.. s_population, Some.Entry(2, conversation: "a", level: EntryLevel.Error)]);
        var query = new ConversationQuery { Limit = 1, HasProblem = true, IdleSince = Some.At(3) };

        var seen = await Store.CountProblemsAsync(query, withPii: false);
        var all = await Store.CountProblemsAsync(query, withPii: true);

        const ProblemKinds Both = ProblemKinds.Function | ProblemKinds.Entry;
        seen.Should().BeEquivalentTo(new Dictionary<ProblemKinds, long> { [Both] = 1, [ProblemKinds.Function] = 1, [ProblemKinds.Entry] = 1 });
        all.Should().BeEquivalentTo(new Dictionary<ProblemKinds, long> { [Both] = 2, [ProblemKinds.Entry] = 1 });
        (await Store.CountProblemsAsync(query with { AgentId = "bookings" }, withPii: false)).Should().BeEquivalentTo(
            new Dictionary<ProblemKinds, long> { [Both] = 1 });
        (await Store.CountProblemsAsync(query with { AgentId = "nobody" }, withPii: false)).Should().BeEmpty();
        (await Store.CountProblemsAsync(new ConversationQuery { AgentId = "bookings" }, withPii: false)).Should().BeEquivalentTo(
            new Dictionary<ProblemKinds, long> { [ProblemKinds.None] = 1, [Both] = 1 });
    }

    [Fact]
    public async Task Facets_are_counted_up_to_the_limit()
    {
        await WriteAsync(s_population);

        var newest = await Store.CountFacetsAsync(new ConversationQuery { Limit = 2 }, withPii: false);
        var oldest = await Store.CountFacetsAsync(new ConversationQuery { Limit = 3, Ascending = true }, withPii: false);
        var whole = await Store.CountFacetsAsync(new ConversationQuery { Limit = 4, Offset = 2 }, withPii: false);

        var newestWithPii = await Store.CountFacetsAsync(new ConversationQuery { Limit = 2 }, withPii: true);

        (newest.Counted, newest.IsComplete).Should().Be((2, false));
        (newestWithPii.Counted, newestWithPii.IsComplete).Should().Be((2, false));
        newestWithPii.Problems[ProblemKinds.Entry].Should().Be(2, "the hidden error counts, and not that of an older conversation");
        Assert(newest.Agents, "weather 2");
        (oldest.Counted, oldest.IsComplete).Should().Be((3, false));
        Assert(oldest.Agents, "bookings 2, weather 1");
        (whole.Counted, whole.IsComplete).Should().Be((4, true));
    }

    [Fact]
    public async Task Facets_respect_filters_scopes_and_search_texts()
    {
        await WriteAndIndexAsync([.. s_population, Some.Entry(9, "refund", "b")]);

        Assert((await Store.CountFacetsAsync(new ConversationQuery { ExactFunctionName = "pay" }, withPii: false)).Agents, "bookings 1, weather 1");
        Assert((await Store.CountFacetsAsync(new ConversationQuery { Text = "refund" }, withPii: false)).Functions, "Find 1, find 1");
        Assert((await Store.CountFacetsAsync(new ConversationQuery { Environment = ConversationEnvironment.Debug }, withPii: false)).Agents, "bookings 1");
        var scoped = await Store.CountFacetsAsync(new ConversationQuery { Scope = new() { AgentIds = ["weather"] } }, withPii: false);
        Assert(scoped.Functions, "pay 1");
        scoped.Counted.Should().Be(2);
        var none = await Store.CountFacetsAsync(new ConversationQuery { AgentId = "nobody" }, withPii: false);
        (none.Counted, none.IsComplete, none.Agents.Count).Should().Be((0, true, 0));
    }

    private static void Assert(IReadOnlyList<FacetCount> facet, string values)
        => string.Join(", ", facet.Select(static value => $"{value.Value} {value.Conversations}")).Should().Be(values);
}
