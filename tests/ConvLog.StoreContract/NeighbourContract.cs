using ConvLog.Privacy;

namespace ConvLog.StoreContract;

/// <summary>Moving from one conversation to the next gives the same order as the list.</summary>
/// <param name="open">Opens an empty store.</param>
/// <param name="everyNth">Runs every n-th sort order; 1 for all.</param>
public abstract class NeighbourContract(Func<ValueTask<IStoreUnderTest>> open, int everyNth = 1) : StoreTest(open)
{
    private static readonly Reader s_permitted = new("Pia", canReadPii: true);
    private static readonly Reader s_reader = new("Rae", canReadPii: false);

    // Many with the same time, which are ordered by ID.
    private static readonly string[] s_ids = ["a", "B", "a b", "é", "e", "z", "\uE000", "😀", "10", "9"];

    private ConversationReader Reading => new(Store, new ConversationReaderOptions { TimeProvider = new ManualClock(Some.At(600)) });

    [Fact]
    public async Task Neighbours_traverse_the_whole_list_in_order_and_back()
    {
        await WriteAsync([.. Population()]);

        var orders = Enum.GetValues<ConversationSort>()
            .SelectMany(static sort => ((bool, Reader)[])[(true, s_reader), (false, s_reader), (false, s_permitted)], static (sort, order) => (sort, order));
        await EachCase.HoldsAsync(orders.Where((_, place) => place % everyNth == 0),
            each => WalkAsync(new ConversationQuery { Sort = each.sort, Ascending = each.order.Item1 }, each.order.Item2, s_ids.Length));
    }

    [Fact]
    public async Task Only_conversations_that_match_the_filter_are_neighbours()
    {
        await WriteAndIndexAsync([.. Population()]);

        await WalkAsync(new ConversationQuery { HasError = true }, s_reader, 2);
        await WalkAsync(new ConversationQuery { HasError = true }, s_permitted, 4);
        await WalkAsync(new ConversationQuery { Text = "visible", Sort = ConversationSort.Errors }, s_reader, 4);
        await WalkAsync(new ConversationQuery { AgentId = "weather", IsUnread = true, To = Some.At(3) }, s_reader, 4);
    }

    [Fact]
    public async Task A_conversation_that_no_longer_matches_the_filter_still_has_neighbours()
    {
        await WriteAsync(Some.Opening("a", minute: 1), Some.Opening("b", minute: 2), Some.Opening("c", minute: 3));
        await WriteAsync(Some.ReadMark(conversation: "b"));

        (await Reading.FindNeighboursAsync(s_reader, new ConversationQuery { IsUnread = true }, "b"))
            .Should().Be(new ConversationNeighbours { Previous = "c", Next = "a" });
    }

    [Fact]
    public async Task A_conversation_outside_the_scope_is_not_a_neighbour_and_has_none()
    {
        await WriteAsync(Some.Opening("a", minute: 1), Some.Opening("b", minute: 2, agent: "weather"), Some.Opening("c", minute: 3));
        var reader = s_reader with { Scope = new ConversationScope { AgentIds = ["bookings"] } };

        (await Reading.FindNeighboursAsync(reader, new ConversationQuery(), "a")).Should().Be(new ConversationNeighbours { Previous = "c" });
        (await Reading.FindNeighboursAsync(reader, new ConversationQuery(), "b")).Should().Be(ConversationNeighbours.None);
        (await Reading.FindNeighboursAsync(reader, new ConversationQuery(), "unknown")).Should().Be(ConversationNeighbours.None);
        (await Reading.FindNeighboursAsync(reader, new ConversationQuery { AgentId = "weather" }, "a")).Should().Be(ConversationNeighbours.None);
    }

    [Fact]
    public async Task Without_permission_personal_entries_and_users_do_not_affect_neighbours()
    {
        await WriteAsync([.. Population()]);
        await using var twin = await OpenAnotherAsync();
        await twin.Store.WriteAsync([.. Population().Where(static record => record is not EntryRecord { IsPii: true })]);
        var other = new ConversationReader(twin.Store, new ConversationReaderOptions { TimeProvider = new ManualClock(Some.At(600)) });

        foreach (var sort in Enum.GetValues<ConversationSort>())
        {
            foreach (string id in s_ids)
            {
                var query = new ConversationQuery { Sort = sort };
                (await Reading.FindNeighboursAsync(s_reader, query, id)).Should().Be(await other.FindNeighboursAsync(s_reader, query, id));
            }
        }

        (await Reading.FindNeighboursAsync(s_reader, new ConversationQuery { UserId = "jane" }, "e")).Should().Be(ConversationNeighbours.None);
    }

    [Fact]
    public async Task Neighbour_lookups_by_personal_data_are_recorded_in_the_access_log()
    {
        await WriteAsync([.. Population()]);

        await Reading.FindNeighboursAsync(s_permitted, new ConversationQuery { UserId = "nobody" }, "e");
        await Reading.FindNeighboursAsync(s_reader, new ConversationQuery { UserId = "nobody" }, "e");

        (await Store.ReadAccessAsync(new AccessQuery())).Accesses.Should()
            .OnlyContain(static access => access.Reader == "Pia" && access.Kind == AccessKind.Lookup).And.HaveCount(2);
    }

    [Fact]
    public async Task An_oversized_page_ends_early_and_the_next_one_continues_after_it()
    {
        string text = new('x', 16_000);
        await WriteAsync([.. Population(), .. s_ids.Select(static id => Some.Feedback(1, FeedbackRating.Like, minute: 30, conversation: id)),
            .. Enumerable.Range(2, 140).SelectMany(turn => (StoreRecord[])[
                Some.Turn(turn, "e", minute: 1) with { UserInput = text, AgentResponse = text },
                Some.Feedback(turn, FeedbackRating.Like, minute: 30, conversation: "e"),
            ]),
            .. Enumerable.Range(100, 10_000).Select(static entry => Some.Entry(entry, "visible", "e") with { Timestamp = Some.At(20) }),
        ]);

        var reading = Reading;
        await EachCase.HoldsAsync(Enum.GetValues<ConversationSort>().Where((_, place) => place % everyNth == 0), async sort =>
        {
            var query = new ConversationQuery { Sort = sort, Limit = 100 };
            var listed = (await reading.ListAsync(s_reader, query)).Conversations.Select(static conversation => conversation.ConversationId).ToList();
            int pages = listed[^1] is "e" ? 1 : 2;

            var whole = await PagesAsync(async cursor => await reading.ListWholeAsync(s_reader, query, cursor) is var page
                ? (page.Conversations.Select(static conversation => conversation.Summary.ConversationId), page.Next) : default);
            var rated = await PagesAsync(async cursor => await reading.ListFeedbackAsync(s_reader, query, cursor) is var page
                ? (page.Feedback.Select(static feedback => feedback.Conversation.ConversationId).Distinct(StringComparer.Ordinal), page.Next) : default);

            foreach (var walked in (IReadOnlyList<List<string>>[])[whole, rated])
            {
                walked.SelectMany(static page => page).Should().Equal(listed);
                walked.Should().HaveCount(pages);
                walked[0].Should().EndWith("e");
            }
        });
    }

    private static async Task<List<List<string>>> PagesAsync(Func<string?, Task<(IEnumerable<string> Ids, string? Next)>> readAsync)
    {
        List<List<string>> pages = [];
        string? cursor = null;
        do
        {
            (var ids, cursor) = await readAsync(cursor);
            pages.Add([.. ids]);
        }
        while (cursor is not null);

        return pages;
    }

    private async Task WalkAsync(ConversationQuery query, Reader reader, int count)
    {
        var listed = (await Reading.ListAsync(reader, query with { Limit = 100 })).Conversations.Select(static conversation => conversation.ConversationId)
            .ToList();
        listed.Should().HaveCount(count);
        for (int i = 0; i < listed.Count; i++)
        {
            (await Reading.FindNeighboursAsync(reader, query with { Limit = 7, Offset = 3, CountTotal = true }, listed[i]))
                .Should().Be(new ConversationNeighbours { Previous = i > 0 ? listed[i - 1] : null, Next = i + 1 < listed.Count ? listed[i + 1] : null });
        }
    }

    // Three start at each time; of each six, the first has a visible error, the fourth a personal one.
    private static IEnumerable<StoreRecord> Population() => s_ids.SelectMany(static (id, i) => (StoreRecord[])
    [
        Some.Opening(id, minute: i / 3, agent: i % 2 == 0 ? "bookings" : "weather") with { UserId = i % 2 == 0 ? "jane" : "joe" },
        Some.Turn(1, id, minute: i / 3) with { Usage = new ModelUsage("gpt-x", i / 4, 0) },
        .. i % 3 == 0 ? [Some.Entry(2, i % 6 == 0 ? "visible" : "personal", id, level: EntryLevel.Error,
        isPii: i % 6 == 3) with { Timestamp = Some.At(20 + (i % 2)) }] : Array.Empty<StoreRecord>(),
        .. i is 1 or 2 ? [Some.Entry(2, "visible", id) with { Timestamp = Some.At(20) }] : Array.Empty<StoreRecord>(),
    ]);
}
