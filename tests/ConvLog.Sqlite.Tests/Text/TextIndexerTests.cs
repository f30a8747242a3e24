using System.Diagnostics;
using ConvLog.Storage.Background;
using ConvLog.Sqlite.Text;
using ConvLog.StoreContract;
using ConvLog.Testing;

namespace ConvLog.Sqlite.Tests.Text;

public sealed class TextIndexerTests
{
    [Fact]
    public async Task Records_of_a_store_are_soon_searchable()
    {
        using var file = new TextFile();
        var clock = new ManualClock();
        var store = file.Open(new SqliteStoreOptions { TimeProvider = clock });

        await store.WriteAsync([SearchRecords.Opening(), SearchRecords.Entry(1, "table")]);
        await Until(clock, async () => (await TextFile.FindAsync(store, "table")).Count == 1);

        await store.WriteAsync([SearchRecords.Entry(2, "table")]);
        await Until(clock, async () => (await TextFile.FindAsync(store, "table")).Count == 2);
    }

    [Fact]
    public async Task Records_of_another_process_are_indexed_too()
    {
        using var file = new TextFile();
        var clock = new ManualClock();
        var store = file.Open(new SqliteStoreOptions { TimeProvider = clock });

        await file.Open().WriteAsync([SearchRecords.Opening(), SearchRecords.Entry(1, "table")]);

        await Until(clock, async () => (await TextFile.FindAsync(store, "table")).Count == 1);
    }

    [Fact]
    public async Task Records_left_unindexed_by_an_earlier_process_are_indexed_at_the_start()
    {
        using var file = new TextFile();
        await file.Open().WriteAsync([SearchRecords.Opening(), SearchRecords.Entry(1, "table")]);

        var store = file.Open(new SqliteStoreOptions { TimeProvider = new ManualClock() });

        await Until(clock: null, async () => (await TextFile.FindAsync(store, "table")).Count == 1);
    }

    [Fact]
    public async Task An_indexing_failure_is_logged_once_and_retried_until_it_is_fixed()
    {
        using var file = new TextFile();
        var clock = new ManualClock();
        var logger = new FakeLogger();
        await file.Open().WriteAsync([SearchRecords.Opening(), SearchRecords.Entry(1, "SECRET table")]);
        var other = file.OpenSession();
        using var database = file.OpenDatabase(new SqliteStoreOptions { TimeProvider = clock, Logger = logger });
        database.Prepare(); // Opened before the change, because a file changed like this is not opened.
        other.Execute("ALTER TABLE to_index RENAME COLUMN first TO lost");
        using var indexer = new TextIndexer(database, new BatchingDelay(TimeProvider.System));
        indexer.Start();

        await Until(clock, () => Task.FromResult(indexer.LastFailure is not null));
        for (int i = 0; i < 20; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        other.Execute("ALTER TABLE to_index RENAME COLUMN lost TO first");
        await Until(clock, () => Task.FromResult(indexer.LastFailure is null));

        file.Documents().Should().Be(1);
        logger.Lines.Where(static line => !line.Message.StartsWith("Conversations are kept in ", StringComparison.Ordinal)).Should()
            .ContainSingle().Which.Message.Should().Contain("It is tried again").And.NotContain("SECRET");
    }

    [Fact]
    public async Task An_indexing_failure_is_thrown_to_callers_that_wait_for_the_index()
    {
        using var file = new TextFile();
        var store = file.Open();
        file.OpenSession().Execute("DROP TABLE to_index");

        await store.Invoking(static s => s.CatchUpAsync()).Should().ThrowAsync<Storage.ConversationStoreException>();
    }

    [Fact]
    public async Task A_store_closed_while_indexing_keeps_the_rest_pending()
    {
        using var file = new TextFile();
        await file.Open().WriteAsync(
            [SearchRecords.Opening(), .. Enumerable.Range(1, 20_000).Select(static sequence => SearchRecords.Entry(sequence, $"table number {sequence}"))]);

        for (int i = 0; i < 5; i++)
        {
            var store = new SqliteConversationStore(file.Path);
            await store.DisposeAsync();
            await store.DisposeAsync();
        }

        await file.Open().CatchUpAsync();
        file.Documents().Should().Be(626, "up to 32 entries are one");
        file.Number("SELECT count(*) FROM to_index").Should().Be(0);
    }

    [Fact]
    public void Transaction_size_shrinks_at_once_and_grows_slowly()
    {
        var size = new BatchSize(TimeSpan.FromMilliseconds(20));
        int first = size.Bytes;

        size.Adjust(first, TimeSpan.FromMilliseconds(5));
        size.Bytes.Should().Be((int)(first * 1.1));
        int larger = size.Bytes;
        size.Adjust(larger / 2, TimeSpan.FromMilliseconds(1));
        size.Bytes.Should().Be(larger, "one that was not full tells nothing");
        size.Adjust(larger, TimeSpan.FromSeconds(1));
        size.Bytes.Should().Be(larger / 2);
        for (int i = 0; i < 30; i++)
        {
            size.Adjust(size.Bytes, TimeSpan.FromSeconds(1));
        }

        size.Bytes.Should().Be(8_000);
    }

    private static async Task Until(ManualClock? clock, Func<Task<bool>> holds)
    {
        var waited = Stopwatch.StartNew();
        while (!await holds())
        {
            waited.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60), "it should hold by then");
            clock?.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }
    }
}
