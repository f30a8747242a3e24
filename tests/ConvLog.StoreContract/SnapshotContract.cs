namespace ConvLog.StoreContract;

/// <summary>Reads of one snapshot agree with each other while others write.</summary>
/// <param name="open">Opens an empty store.</param>
public abstract class SnapshotContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private static readonly ConversationQuery s_all = new() { CountTotal = true };

    [Fact]
    public async Task Rows_counts_problems_agents_and_hits_are_of_the_same_moment()
    {
        await WriteAndIndexAsync(Some.Opening("a"), Some.Turn(1, "a"), Some.Entry(1, "card declined", "a", level: EntryLevel.Error));

        var read = await ReadSnapshotAsync(s_all with { Text = "declined" }, async lists =>
        {
            var before = await ReadAsync(lists);
            WriteNow(Some.Opening("b", minute: 1, agent: "other"), Some.Turn(1, "b"), Some.Entry(1, "card declined", "b", level: EntryLevel.Error));
            WriteNow(Some.Entry(0, "card declined first", "a", level: EntryLevel.Error));
            return (Before: before, After: await ReadAsync(lists));
        });

        read.Before.Should().Be("a; 1; 1; card declined; bookings; a");
        read.After.Should().Be(read.Before);
        await WriteAndIndexAsync();
        (await ReadSnapshotAsync(s_all with { Text = "declined" }, ReadAsync)).Should().StartWith("b,a; 2; 2;");
    }

    [Fact]
    public async Task A_snapshot_reads_what_the_store_reads()
    {
        await WriteAndIndexAsync(Some.Opening("a"), Some.Call(1, "a", outcome: FunctionOutcome.Failed), Some.Opening("b", minute: 1), Some.Turn(1, "b"),
            Some.Entry(1, "hidden", "b", level: EntryLevel.Error, isPii: true));
        foreach (bool withPii in (bool[])[false, true])
        {
            var (page, facets, summary) = await ReadSnapshotAsync(s_all, withPii, async lists => (
                await lists.ListAsync(s_all with { HasProblem = true }, withPii),
                await ((IFacetStore)lists).CountFacetsAsync(s_all, withPii),
                await lists.ReadSummaryAsync("b")));

            page.Should().BeEquivalentTo(await Store.ListAsync(s_all with { HasProblem = true }, withPii));
            page.Total.Should().Be(withPii ? 2 : 1);
            facets.Should().BeEquivalentTo(await Store.CountFacetsAsync(s_all, withPii));
            summary.Should().BeEquivalentTo(await Store.ReadSummaryAsync("b"));
        }
    }

    [Fact]
    public async Task An_exception_of_the_caller_arrives_and_is_not_a_fault_of_the_store()
    {
        await WriteAsync(Some.Opening("a"));
        var before = (await Store.CheckHealthAsync()).Status;

        var failing = () => ReadSnapshotAsync<int>(s_all, static _ => throw new InvalidCursorException("Wrong.", paramName: null));

        await failing.Should().ThrowAsync<InvalidCursorException>();
        (await Store.CheckHealthAsync()).Status.Should().Be(before);
        (await ReadSnapshotAsync(s_all, async lists => (await lists.ListAsync(s_all, withPii: false)).Total)).Should().Be(1);
    }

    [Fact]
    public async Task A_text_that_cannot_be_searched_is_the_callers_error()
    {
        var reading = () => ReadSnapshotAsync(s_all with { Text = "?" }, static _ => new ValueTask<int>(0));

        await reading.Should().ThrowAsync<ArgumentException>();
    }

    private static async ValueTask<string> ReadAsync(IConversationLists lists)
    {
        var page = await lists.ListAsync(s_all, withPii: false);
        var facets = await ((IFacetStore)lists).CountFacetsAsync(s_all, withPii: false);
        string[] ids = [.. page.Conversations.Select(static one => one.Conversation.ConversationId)];
        var problems = await ((ILookupStore)lists).ReadFirstProblemsAsync(ids);
        var hits = await lists.SearchAsync(new SearchQuery { Text = "declined" });
        return string.Join(
            "; ", string.Join(',', ids), page.Total, facets.Counted, problems[^1].Message, string.Join(',', await lists.ListAgentsAsync(ConversationScope.All)),
            string.Join(',', hits.Hits.Select(static hit => hit.ConversationId)));
    }

    private Task<T> ReadSnapshotAsync<T>(ConversationQuery query, Func<IConversationLists, ValueTask<T>> read)
        => ReadSnapshotAsync(query, withPii: false, read);

    private Task<T> ReadSnapshotAsync<T>(ConversationQuery query, bool withPii, Func<IConversationLists, ValueTask<T>> read)
        => ((ISnapshotStore)Store).ReadSnapshotAsync(query, withPii, read).AsTask();

    // Blocks, because a snapshot may wait only for its own reads.
    private void WriteNow(params StoreRecord[] records) => Task.Run(() => Store.WriteAsync(records).AsTask()).GetAwaiter().GetResult();
}
