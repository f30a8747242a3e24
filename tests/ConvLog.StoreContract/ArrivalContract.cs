using System.Globalization;

namespace ConvLog.StoreContract;

/// <summary>A reader receives every conversation with new records, in order and without gaps, and without polling.</summary>
public abstract class ArrivalContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow(); // The clock of the stores too.

    [Fact]
    public async Task A_new_cursor_returns_only_later_arrivals()
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
    public async Task A_page_names_a_conversation_once_and_later_pages_name_it_again_for_new_records()
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
    public async Task Arrivals_can_be_paged_while_more_arrive(int limit)
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
    public async Task A_conversation_without_an_opening_is_named_when_its_opening_arrives()
    {
        string cursor = await NowAsync();
        await WriteAsync(Some.Entry(1));
        var page = await Store.ReadArrivalsAsync(cursor, 10);
        await WriteAsync(Some.Opening());

        page.Conversations.Should().BeEmpty();
        (await NamesAsync(page.Next)).Should().Equal(Some.Conversation);
    }

    [Fact]
    public async Task Erased_and_expired_conversations_are_no_longer_named()
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
    public async Task Debug_conversations_are_arrivals_too()
    {
        string cursor = await NowAsync();

        await WriteAsync(Some.Opening() with { Environment = ConversationEnvironment.Debug });

        (await NamesAsync(cursor)).Should().Equal(Some.Conversation);
    }

    [Fact]
    public async Task An_invalid_cursor_is_a_gap_and_reading_continues_from_now()
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
            await Store.WaitForArrivalAsync(cursor, s_long); // Returns immediately, because the cursor is a gap.
        }

        string now = (await Store.ReadArrivalsAsync("x", 10)).Next;
        await WriteAsync(Some.Opening("new"));
        (await NamesAsync(now)).Should().Equal("new");
    }

    [Fact]
    public async Task A_cursor_made_from_a_time_returns_the_arrivals_since_then()
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
    public async Task A_cursor_made_from_a_time_without_arrivals_returns_the_next_arrival()
    {
        string ofNothing = await Store.FindArrivalsAsync(Now);
        await WriteAsync(Some.Opening("a"));
        (await NamesAsync(ofNothing)).Should().Equal("a");

        string ahead = await Store.FindArrivalsAsync(Now.AddHours(5).ToOffset(new TimeSpan(5, 45, 0)));
        await WriteAsync(Some.Opening("b"));
        (await NamesAsync(ahead)).Should().Contain("b", "a cursor may lie earlier, and never later than what was there");
    }

    [Fact]
    public async Task A_cursor_made_from_a_time_before_the_kept_arrivals_is_a_gap()
    {
        await WriteAsync(Some.Opening("a"));

        foreach (var since in (DateTimeOffset[])[Now.AddHours(-1.1), DateTimeOffset.MinValue])
        {
            var page = await Store.ReadArrivalsAsync(await Store.FindArrivalsAsync(since), 10);
            page.Should().BeEquivalentTo(new { IsGap = true, Conversations = Array.Empty<string>() });
        }
    }

    [Fact]
    public async Task A_waiting_caller_is_woken_by_an_arrival()
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
    public async Task Waiting_for_an_existing_arrival_returns_immediately()
    {
        string cursor = await NowAsync();
        await WriteAsync(Some.Opening("a"));

        await Store.WaitForArrivalAsync(cursor, s_long).AsTask().WaitAsync(TimeSpan.FromSeconds(10));

        (await NamesAsync(cursor)).Should().Equal("a");
    }

    [Fact]
    public async Task A_wait_ends_on_timeout_or_cancellation()
    {
        string cursor = await NowAsync();
        using var givenUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Store.WaitForArrivalAsync(cursor, TimeSpan.Zero);
        await Store.WaitForArrivalAsync(cursor, TimeSpan.FromMilliseconds(50));
        var waiting = async () =>
        {
            while (true)
            {
                await Store.WaitForArrivalAsync(cursor, TimeSpan.MaxValue, givenUp.Token); // It may end earlier, without an arrival.
            }
        };

        await waiting.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Invalid_arguments_of_arrivals_are_rejected()
    {
        string cursor = await NowAsync();

        await Store.Invoking(async store => await store.ReadArrivalsAsync(null, 0)).Should().ThrowAsync<ArgumentOutOfRangeException>();
        await Store.Invoking(async store => await store.WaitForArrivalAsync(null!, s_long)).Should().ThrowAsync<ArgumentNullException>();
        await Store.Invoking(async store => await store.WaitForArrivalAsync(cursor, TimeSpan.FromTicks(-1))).Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    private async Task<string> NowAsync() => (await Store.ReadArrivalsAsync(null, 1)).Next;

    private async Task<IReadOnlyList<string>> NamesAsync(string cursor) => (await Store.ReadArrivalsAsync(cursor, 100)).Conversations;

    // Reads as a live reader does.
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
