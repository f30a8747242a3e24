namespace ConvLog.StoreContract;

/// <summary>Lists are sorted as requested, and paging through one returns each item once in every sort order.</summary>
/// <param name="open">Opens an empty store.</param>
/// <param name="everyNth">Runs every n-th sort order; 1 for all.</param>
public abstract class ListContract(Func<ValueTask<IStoreUnderTest>> open, int everyNth = 1) : StoreTest(open)
{
    // IDs whose order in UTF-8 differs from that in UTF-16 or in any language.
    private static readonly string[] s_ids = ["a", "B", "a b", "é", "e", "z", "Z", "\uE000", "\uFFFD", "😀", "10", "9", "ﷺ"];

    private static readonly (ConversationSort Sort, bool Ascending, bool WithPii, int Limit)[] s_walks =
    [
        .. from sort in Enum.GetValues<ConversationSort>()
           from isAscending in (bool[])[true, false]
           from withPii in (bool[])[true, false]
           select (sort, isAscending, withPii, withPii ? 1 : 4),
    ];

    [Fact]
    public async Task Paging_by_cursor_returns_the_same_list_as_by_offset()
    {
        await WriteAsync([.. Population()]);
        await EachCase.HoldsAsync(s_walks.Where((_, place) => place % everyNth == 0), async walk =>
        {
            var (sort, ascending, withPii, limit) = walk;
            var query = new ConversationQuery { Sort = sort, Ascending = ascending, Limit = limit, CountTotal = true };

            var walked = await WalkAsync(query, withPii);

            var expected = s_ids.Select((id, i) => (Id: id, Value: ValueOf(i, sort, withPii))).Order(Comparer<(string Id, long Value)>.Create(static (x, y) =>
                x.Value != y.Value ? x.Value.CompareTo(y.Value) : string.CompareOrdinal(Hex(x.Id), Hex(y.Id))));
            walked.Should().Equal((ascending ? expected : expected.Reverse()).Select(static pair => pair.Id));
            for (int offset = 0; offset <= s_ids.Length; offset += 3)
            {
                (await ListAsync(query with { Offset = offset, Limit = 5 }, withPii)).Should().Equal(walked.Skip(offset).Take(5));
            }
        });
    }

    [Fact]
    public async Task A_cursor_overrides_an_offset_and_the_total_covers_the_whole_list()
    {
        await WriteAsync([.. Population()]);
        var first = await Store.ListAsync(new ConversationQuery { Limit = 5, CountTotal = true }, withPii: true);
        var second = await Store.ListAsync(new ConversationQuery { Limit = 5, Offset = 9, After = first.Next, CountTotal = true }, withPii: true);

        (first.Total, second.Total).Should().Be((s_ids.Length, s_ids.Length));
        second.Conversations.Select(static summary => summary.Conversation.ConversationId).Should()
            .Equal(await ListAsync(new ConversationQuery { Offset = 5, Limit = 5 }));
        (await Store.ListAsync(new ConversationQuery(), withPii: true)).Total.Should().BeNull("nobody asked for it");
    }

    [Fact]
    public async Task A_page_past_the_end_is_empty()
    {
        await WriteAsync([.. Population()]);

        (await ListAsync(new ConversationQuery { Offset = s_ids.Length })).Should().BeEmpty();
        (await ListAsync(new ConversationQuery { Offset = int.MaxValue })).Should().BeEmpty();
        (await ListAsync(new ConversationQuery { After = new ListPosition(long.MinValue, "") })).Should().BeEmpty();
        (await ListAsync(new ConversationQuery { After = new ListPosition(long.MaxValue, "z"), Ascending = true })).Should().BeEmpty();
        (await ListAsync(new ConversationQuery { After = new ListPosition(long.MaxValue, "z") })).Should().HaveCount(s_ids.Length);
        (await Store.ListAsync(new ConversationQuery { Limit = s_ids.Length }, withPii: true)).Next.Should().BeNull();
    }

    [Fact]
    public async Task The_total_is_the_same_on_every_page()
    {
        await WriteAsync([.. Population()]);

        foreach (var sort in Enum.GetValues<ConversationSort>())
        {
            foreach (int offset in (int[])[0, 1, s_ids.Length - 1, s_ids.Length, 1_000])
            {
                (await Store.ListAsync(new ConversationQuery { Sort = sort, Offset = offset, Limit = 1, CountTotal = true }, withPii: false)).Total.Should()
                    .Be(s_ids.Length);
                (await Store.ListAsync(new ConversationQuery { Sort = sort, Ascending = true, Offset = offset, Limit = 1, CountTotal = true },
                    withPii: false)).Total.Should().Be(s_ids.Length);
            }
        }
    }

    [Fact]
    public async Task Conversations_without_activity_are_in_every_list()
    {
        await WriteAsync(Some.Opening("c"), Some.Opening("b") with { ClosedAt = Some.At(0) }, Some.Opening("a"));
        await EachCase.HoldsAsync(s_walks.Where((_, place) => place % everyNth == 0), async walk =>
        {
            var query = new ConversationQuery { Sort = walk.Sort, Ascending = walk.Ascending, Limit = walk.Limit, CountTotal = true };

            (await WalkAsync(query, walk.WithPii)).Should().Equal(walk.Ascending ? ["a", "b", "c"] : ["c", "b", "a"]);
            (await Store.ListAsync(query, walk.WithPii)).Total.Should().Be(3);
        });
    }

    [Fact]
    public async Task Paging_repeats_no_conversation_while_others_are_added_and_changed()
    {
        await WriteAsync([.. Population()]);
        string[] before = await ListAsync(new ConversationQuery());
        var query = new ConversationQuery { Limit = 4 };
        var page = await Store.ListAsync(query, withPii: true);

        await WriteAsync(Some.Opening("new", minute: 1_000), Some.Entry(99, conversation: s_ids[0]) with { Timestamp = Some.At(2_000) },
            Some.Turn(9, s_ids[3], minute: 2_000));

        (await WalkAsync(query with { After = page.Next }, withPii: true)).Should().Equal(before.Skip(4));
    }

    [Fact]
    public async Task A_filtered_list_is_paged_the_same_way()
    {
        await WriteAsync([.. Population()]);
        var query = new ConversationQuery { HasError = true, Sort = ConversationSort.Errors, Limit = 2 };

        (await WalkAsync(query, withPii: true)).Should().Equal(await ListAsync(query with { Limit = 100 })).And.HaveCount(9);
        (await WalkAsync(query, withPii: false)).Should().Equal(await ListAsync(query with { Limit = 100 }, withPii: false)).And.HaveCount(3);
    }

    private async Task<List<string>> WalkAsync(ConversationQuery query, bool withPii)
    {
        var walked = new List<string>();
        while (true)
        {
            var page = await Store.ListAsync(query, withPii);
            walked.AddRange(page.Conversations.Select(static summary => summary.Conversation.ConversationId));
            if (page.Next is null)
            {
                return walked;
            }

            page.Conversations.Should().HaveCount(query.Limit, "a part before the last is full");
            query = query with { After = page.Next };
        }
    }

    // Few values for each sort order, so that many are equal; personal entries change every value that they may affect.
    private static IEnumerable<StoreRecord> Population() => s_ids.SelectMany(static (id, i) => new StoreRecord[]
    {
        Some.Opening(id, minute: i % 4) with { ClosedAt = i % 5 == 0 ? Some.At(30 + (i % 4)) : null },
        Some.Turn(1, id, minute: i % 3) with { Usage = new ModelUsage("m", i % 3) },
        Some.Entry(1, conversation: id, level: i % 3 == 0 ? EntryLevel.Error : EntryLevel.Info) with { Timestamp = Some.At(10 + (i % 3)), IsPii = i % 6 == 3 },
        Some.Entry(2, conversation: id, level: i % 2 == 0 ? EntryLevel.Error : EntryLevel.Info, isPii: true) with { Timestamp = Some.At(20 + (i % 5)) },
    });

    private static long ValueOf(int i, ConversationSort sort, bool withPii)
    {
        var started = Some.At(i % 4);
        DateTimeOffset? closed = i % 5 == 0 ? Some.At(30 + (i % 4)) : null;
        var entry = withPii || i % 6 != 3 ? Some.At(10 + (i % 3)) : Some.At(Math.Max(i % 4, i % 3));
        var last = closed ?? (withPii ? Some.At(20 + (i % 5)) : entry);
        return sort switch
        {
            ConversationSort.Created => started.UtcTicks,
            ConversationSort.Updated => last.UtcTicks,
            ConversationSort.Duration => (last - started).Ticks,
            ConversationSort.Tokens => i % 3,
            _ => (i % 3 == 0 && (withPii || i % 6 != 3) ? 1 : 0) + (withPii && i % 2 == 0 ? 1 : 0),
        };
    }

    private static string Hex(string text) => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(text));
}
