using System.Globalization;

namespace ConvLog.StoreContract;

/// <summary>
/// A reader hears of every conversation in which something came in, in order and without a gap, and does not have to ask for it all the time.
/// </summary>
public abstract class ArrivalContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow(); // The stores' clock as well.

    [Fact]
    public async Task A_cursor_begins_now_and_names_what_comes_in_afterwards()
    {
        await WriteAsync(Some.Opening("before"));
        var begun = await Store.ReadArrivalsAsync(null, 10);

        await WriteAsync(Some.Opening("a"), Some.Entry(1, conversation: "a"));
        await WriteAsync(Some.Opening("b"));

        begun.Should().BeEquivalentTo(new { Conversations = Array.Empty<string>(), IsGap = false });
        (await NamesAsync(begun.Next)).Should().Equal("a", "b");
    }

    [Fact]
    public async Task Every_kind_of_record_is_an_arrival()
    {
        await WriteAsync(Some.Opening(), Some.Turn(1), Some.Call(1));
        StoreRecord[] records =
        [
            Some.Opening() with { Revision = 1 }, Some.Turn(2), Some.Call(2), Some.Entry(1), Some.Entry(2, isPii: true), Some.ApiResponse(),
                Some.StateChange(), Some.Metric(),
            Some.Feedback(1, FeedbackRating.Like), Some.Annotation(1), Some.Note(), Some.ReadMark(), Some.DeadLetter(),
        ];

        foreach (var record in records)
        {
            string cursor = await NowAsync();
            await WriteAsync(record);
            (await NamesAsync(cursor)).Should().Equal([Some.Conversation], record.GetType().Name);
        }
    }

    [Fact]
    public async Task A_page_names_a_conversation_once_and_the_next_page_names_it_again_when_more_comes()
    {
        string cursor = await NowAsync();
        await WriteAsync(Some.Opening("a"));
        await WriteAsync(Some.Opening("b"));
        await WriteAsync(Some.Entry(1, conversation: "a"));

        var page = await Store.ReadArrivalsAsync(cursor, 10);
        await WriteAsync(Some.Entry(2, conversation: "a"));

        page.Conversations.Should().Equal("a", "b");
        (await NamesAsync(page.Next)).Should().Equal("a");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task It_is_walked_page_by_page_while_more_comes_in(int limit)
    {
        string cursor = await NowAsync();
        string[] all = [.. Enumerable.Range(1, 10).Select(static i => i.ToString(CultureInfo.InvariantCulture))];
        await WriteAsync([.. all[..7].Select(static id => Some.Opening(id))]);
        foreach (string id in all[7..])
        {
            await WriteAsync(Some.Opening(id));
        }

        var seen = new List<string>();
        for (var page = await Store.ReadArrivalsAsync(cursor, limit); seen.Count < all.Length; page = await Store.ReadArrivalsAsync(page.Next, limit))
        {
            page.Conversations.Count.Should().BeInRange(1, limit);
            seen.AddRange(page.Conversations);
        }

        seen.Should().OnlyHaveUniqueItems().And.BeEquivalentTo(all);
        seen[7..].Should().Equal(all[7..], "those were written one after the other");
    }

    [Fact]
    public async Task A_conversation_without_an_opening_is_named_when_the_opening_comes()
    {
        string cursor = await NowAsync();
        await WriteAsync(Some.Entry(1));
        var page = await Store.ReadArrivalsAsync(cursor, 10);
        await WriteAsync(Some.Opening());

        page.Conversations.Should().BeEmpty();
        (await NamesAsync(page.Next)).Should().Equal(Some.Conversation);
    }

    [Fact]
    public async Task What_was_erased_or_has_expired_is_named_no_more()
    {
        await WriteAsync(Some.Opening("erased"));
        string cursor = await NowAsync();
        await WriteAsync(Some.Entry(1, conversation: "erased"), Some.Opening("expired"), Some.Opening("stays", minute: 500));

        await EraseAsync("erased");
        await RunAsync(new RetentionCut { At = Some.At(1_000), ConversationsBefore = Some.At(100) });
        await WriteAsync(Some.Entry(2, conversation: "erased"));

        (await NamesAsync(cursor)).Should().Equal("stays");
    }

    [Fact]
    public async Task A_debug_conversation_is_named_too()
    {
        string cursor = await NowAsync();

        await WriteAsync(Some.Opening() with { Environment = ConversationEnvironment.Debug });

        (await NamesAsync(cursor)).Should().Equal(Some.Conversation);
    }

    [Fact]
    public async Task A_cursor_that_leads_nowhere_is_a_gap_and_one_goes_on_from_now()
    {
        await using var another = await OpenAnotherAsync();
        await another.Store.WriteAsync([Some.Opening("theirs")]);
        await another.Store.WriteAsync([Some.Opening("theirs too")]);
        string theirs = (await another.Store.ReadArrivalsAsync(null, 10)).Next;
        await WriteAsync(Some.Opening("old"));

        foreach (string cursor in (string[])["", "x", "1", "1.2.3", "99999999999999999999.1.1", "-1.-1.-1", "é.😀.\0", theirs + "1"])
        {
            var page = await Store.ReadArrivalsAsync(cursor, 10);
            page.Should().BeEquivalentTo(new { IsGap = true, Conversations = Array.Empty<string>() }, cursor);
            await Store.WaitForArrivalAsync(cursor, s_long); // At once: there is something to know.
        }

        string now = (await Store.ReadArrivalsAsync("x", 10)).Next;
        await WriteAsync(Some.Opening("new"));
        (await NamesAsync(now)).Should().Equal("new");
    }

    [Fact]
    public async Task Who_was_away_finds_what_came_in_since()
    {
        var before = Now;
        await WriteAsync(Some.Opening("a"));
        await WriteAsync(Some.Opening("b"), Some.Opening("c"));

        string cursor = await Store.FindArrivalsAsync(before);
        (await NamesAsync(cursor)).Should().BeEquivalentTo("a", "b", "c");

        await WriteAsync(Some.Opening("d"));
        (await NamesAsync(cursor)).Should().BeEquivalentTo("a", "b", "c", "d");
    }

    [Fact]
    public async Task A_time_of_which_nothing_came_in_leads_to_what_comes_in_next()
    {
        string ofNothing = await Store.FindArrivalsAsync(Now);
        await WriteAsync(Some.Opening("a"));
        (await NamesAsync(ofNothing)).Should().Equal("a");

        string ahead = await Store.FindArrivalsAsync(Now.AddHours(5).ToOffset(new TimeSpan(5, 45, 0)));
        await WriteAsync(Some.Opening("b"));
        (await NamesAsync(ahead)).Should().Contain("b", "a cursor may lie earlier, and never later than what was there");
    }

    [Fact]
    public async Task Of_a_time_that_is_not_kept_any_more_there_is_a_gap()
    {
        await WriteAsync(Some.Opening("a"));

        foreach (var since in (DateTimeOffset[])[Now.AddHours(-1.1), DateTimeOffset.MinValue])
        {
            var page = await Store.ReadArrivalsAsync(await Store.FindArrivalsAsync(since), 10);
            page.Should().BeEquivalentTo(new { IsGap = true, Conversations = Array.Empty<string>() });
        }
    }

    [Fact]
    public async Task Who_waits_is_woken_by_what_comes_in()
    {
        string cursor = await NowAsync();
        var waiting = Enumerable.Range(0, 20).Select(_ => NextAsync(cursor)).ToArray();

        await WriteAsync(Some.Opening("a"));

        foreach (var wait in waiting)
        {
            (await wait.WaitAsync(s_long)).Should().Equal("a");
        }
    }

    [Fact]
    public async Task Who_asks_to_wait_for_what_is_there_does_not_wait()
    {
        string cursor = await NowAsync();
        await WriteAsync(Some.Opening("a"));

        await Store.WaitForArrivalAsync(cursor, s_long).AsTask().WaitAsync(TimeSpan.FromSeconds(10));

        (await NamesAsync(cursor)).Should().Equal("a");
    }

    [Fact]
    public async Task A_wait_ends_when_its_time_is_over_or_it_is_given_up()
    {
        string cursor = await NowAsync();
        using var givenUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Store.WaitForArrivalAsync(cursor, TimeSpan.Zero);
        await Store.WaitForArrivalAsync(cursor, TimeSpan.FromMilliseconds(50));
        var waiting = async () =>
        {
            while (true)
            {
                await Store.WaitForArrivalAsync(cursor, TimeSpan.MaxValue, givenUp.Token); // It may end before, without an arrival.
            }
        };

        await waiting.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Arguments_that_cannot_be_meant_are_refused()
    {
        string cursor = await NowAsync();

        await Store.Invoking(async store => await store.ReadArrivalsAsync(null, 0)).Should().ThrowAsync<ArgumentOutOfRangeException>();
        await Store.Invoking(async store => await store.WaitForArrivalAsync(null!, s_long)).Should().ThrowAsync<ArgumentNullException>();
        await Store.Invoking(async store => await store.WaitForArrivalAsync(cursor, TimeSpan.FromTicks(-1))).Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    private async Task<string> NowAsync() => (await Store.ReadArrivalsAsync(null, 1)).Next;

    private async Task<IReadOnlyList<string>> NamesAsync(string cursor) => (await Store.ReadArrivalsAsync(cursor, 100)).Conversations;

    // What a live reader does.
    private async Task<IReadOnlyList<string>> NextAsync(string cursor)
    {
        while (true)
        {
            var page = await Store.ReadArrivalsAsync(cursor, 100);
            if (page.Conversations.Count > 0)
            {
                return page.Conversations;
            }

            cursor = page.Next;
            await Store.WaitForArrivalAsync(cursor, s_long);
        }
    }
}
