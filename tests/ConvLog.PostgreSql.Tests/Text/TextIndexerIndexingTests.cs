using ConvLog.PostgreSql.Text;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Text;

public sealed class TextIndexerIndexingTests : TextTest
{
    [Fact]
    public async Task Written_records_are_pending_until_they_are_indexed_and_searchable()
    {
        var store = Open();
        await store.WriteAsync([Some.Opening(), Entry(1, "table booked"), Entry(2, "mail sent"), Some.Turn(1) with { UserInput = "A table please" }]);

        (await CountAsync()).Pending.Should().Be(2, "entries in a row are one item");
        (await FindAsync(store, "table")).Should().BeEmpty();

        await store.CatchUpAsync();

        (await CountAsync()).Should().Be((1, 1, 0), "entries that came together are one document");
        (await FindAsync(store, "table")).Select(static hit => hit.Part).Should().Equal("content", "user_input");
    }

    [Fact]
    public async Task Two_hosts_index_concurrently_and_each_document_once()
    {
        PostgreSqlConversationStore[] hosts = [Open(), Open()];
        for (int i = 0; i < 30; i++)
        {
            string id = $"c{i % 15}";
            await hosts[i % 2].WriteAsync(
            [
                Some.Opening(id), Some.Turn(i, id) with { UserInput = "hello" },
                .. Enumerable.Range(1, 50).Select(sequence => Some.Entry((50 * (i / 15)) + sequence, "table booked", id)),
            ]);
        }

        await Task.WhenAll(hosts.Concat(hosts).Select(static host => Task.Run(() => host.CatchUpAsync())));

        (await CountAsync()).Should().Be((60, 30, 0), "up to 32 entries are one");
    }

    [Fact]
    public async Task Items_locked_by_one_host_are_skipped_by_others()
    {
        var store = Open();
        await store.WriteAsync([Some.Opening("a"), Some.Entry(1, "table", "a")]);
        await using var database = OpenDatabase();
        await database.WriteAsync(
            async (session, cancel) =>
            {
                await session.RunAsync("SELECT 1 FROM #.to_index FOR UPDATE", [], cancel);
                await store.WriteAsync([Some.Opening("b"), Some.Entry(1, "table", "b"), Some.Entry(2, "more of a", "a")], cancel);
                await OpenDatabase().WriteAsync((other, _) => IndexBatch.RunAsync(other, utterances: true, cancel), cancel);
                return true;
            },
            default);

        (await FindAsync(store, "table")).Select(static hit => hit.ConversationId).Should().Equal("b");
        await store.CatchUpAsync();
        (await CountAsync()).Should().Be((3, 0, 0));
    }

    [Fact]
    public async Task Indexing_rolled_back_by_a_crash_is_repeated_once()
    {
        var store = Open();
        await store.WriteAsync([Some.Opening(), Entry(1, "table booked"), Some.Turn(1) with { UserInput = "A table please" }]);
        await using var database = OpenDatabase();
        var crash = () => database.WriteAsync<bool>(
            static async (session, cancel) =>
            {
                await IndexBatch.RunAsync(session, utterances: true, cancel);
                throw new InvalidOperationException("crashed");
            },
            default).AsTask();
        await crash.Should().ThrowAsync<InvalidOperationException>();

        await store.CatchUpAsync();

        (await CountAsync()).Should().Be((1, 1, 0));
    }

    [Fact]
    public async Task Entries_stored_out_of_order_are_found_once()
    {
        var store = Open();
        await store.WriteAsync([Some.Opening(), Entry(1, "table"), Entry(4, "table")]);
        await store.WriteAsync([Entry(2, "table"), Entry(3, "table")]);
        await store.CatchUpAsync();
        await store.WriteAsync([Entry(9, "table"), Entry(6, "table")]);
        await store.CatchUpAsync();
        await store.WriteAsync([Entry(7, "table"), Entry(5, "table"), Entry(9, "table")]);
        await store.CatchUpAsync();

        (await FindAsync(store, "table")).Should().HaveCount(8);
        (await CountAsync()).Pending.Should().Be(0);
    }

    [Fact]
    public async Task A_long_run_of_entries_is_indexed_in_parts()
    {
        var store = Open();
        await store.WriteAsync([Some.Opening(), .. Enumerable.Range(1, 5_000).Select(static sequence => Entry(sequence, $"table number {sequence}"))]);
        await using var database = OpenDatabase();
        var counts = new List<long>();
        while (!(await database.WriteAsync(static (session, cancel) => IndexBatch.RunAsync(session, utterances: true, cancel), default)).IsEmpty)
        {
            counts.Add((await CountAsync()).Entries);
        }

        counts.Should().HaveCountGreaterThan(2).And.EndWith(63 + 63 + 32);
        (await FindAsync(store, "number 4999")).Should().ContainSingle();
    }

    [Fact]
    public async Task A_damaged_entry_is_skipped_and_its_neighbours_are_indexed()
    {
        var logger = new FakeLogger();
        var store = Open(options => options.Logger = logger);
        await store.WriteAsync([Some.Opening(), Entry(1, "table one"), Entry(2, "table two"), Entry(3, "table three")]);
        await RunAsync("UPDATE #.entry SET content = 'table SECRET' WHERE content = 'table two'");

        await store.CatchUpAsync();

        (await CountAsync()).Should().Be((1, 0, 0));
        (await FindAsync(store, "table")).Select(static hit => hit.Snippet).Should().Equal("table three", "table one");
        logger.Lines.Should().ContainSingle(static line => line.Message.Contains("text index")).Which.Message.Should().Contain("InvalidDataException");
        logger.Lines.Should().NotContain(static line => line.Message.Contains("SECRET"));
    }

    [Fact]
    public async Task An_entry_damaged_after_indexing_is_not_a_hit()
    {
        var store = Open();
        await store.WriteAsync([Some.Opening(), Entry(1, "table one"), Entry(2, "table two")]);
        await store.CatchUpAsync();
        await RunAsync("UPDATE #.entry SET fields = '{' WHERE content = 'table two'");

        (await FindAsync(store, "table")).Select(static hit => hit.Snippet).Should().Equal("table one");
    }

    [Fact]
    public async Task An_erasure_during_indexing_leaves_no_document()
    {
        var store = Open();
        await store.WriteAsync([Some.Opening(), Entry(1, "table"), Some.Turn(1) with { UserInput = "table" }]);
        await using var database = OpenDatabase();
        Task? erasure = null;
        await database.WriteAsync(
            async (session, cancel) =>
            {
                await IndexBatch.RunAsync(session, utterances: true, cancel);
                erasure = Task.Run(() => store.EraseAsync(ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(1)), cancel).AsTask(), cancel);
                while (await NumberAsync("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND strpos(query, '#.to_index'::text) > 0") == 0)
                {
                    erasure.IsCompleted.Should().BeFalse("it waits for the indexer");
                }

                return true;
            },
            default);

        await erasure!;
        (await CountAsync()).Should().Be((0, 0, 0));
    }
}
