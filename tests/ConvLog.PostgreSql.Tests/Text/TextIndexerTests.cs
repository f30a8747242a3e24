using System.Diagnostics;
using ConvLog.PostgreSql.Text;
using ConvLog.Storage;
using ConvLog.Storage.Background;
using ConvLog.StoreContract;
using ConvLog.Testing;

namespace ConvLog.PostgreSql.Tests.Text;

public sealed class TextIndexerTests : TextTest
{
    [Fact]
    public async Task Records_of_a_store_are_soon_searchable()
    {
        var clock = new ManualClock();
        var store = Indexing(clock);

        await store.WriteAsync([Some.Opening(), Entry(1, "table")]);
        await Until(clock, async () => (await FindAsync(store, "table")).Count == 1);

        await store.WriteAsync([Entry(2, "table")]);
        await Until(clock, async () => (await FindAsync(store, "table")).Count == 2);
    }

    [Fact]
    public async Task Records_of_another_host_are_indexed_too()
    {
        var clock = new ManualClock();
        var store = Indexing(clock);

        await Open().WriteAsync([Some.Opening(), Entry(1, "table")]);

        await Until(clock, async () => (await FindAsync(store, "table")).Count == 1);
    }

    [Fact]
    public async Task Records_left_unindexed_by_an_earlier_host_are_indexed_at_the_start()
    {
        await Open().WriteAsync([Some.Opening(), Entry(1, "table")]);

        var store = Indexing(new ManualClock());

        await Until(clock: null, async () => (await FindAsync(store, "table")).Count == 1);
    }

    [Fact]
    public async Task An_indexing_failure_is_logged_once_and_retried_until_it_is_fixed()
    {
        ChangesTables();
        var clock = new ManualClock();
        var logger = new FakeLogger();
        await Open().WriteAsync([Some.Opening(), Entry(1, "SECRET table")]);
        await RunAsync("ALTER TABLE #.to_index RENAME COLUMN first TO lost");
        var options = Options();
        options.TimeProvider = clock;
        options.Logger = logger;
        await using var database = OpenDatabase(options);
        await using var indexer = new TextIndexer(database, new BatchingDelay(clock));
        indexer.Start();

        await Until(clock, () => Task.FromResult(indexer.LastFailure is not null));
        for (int i = 0; i < 20; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        await RunAsync("ALTER TABLE #.to_index RENAME COLUMN lost TO first");
        await Until(clock, () => Task.FromResult(indexer.LastFailure is null));

        (await CountAsync()).Entries.Should().Be(1);
        logger.Lines.Should().ContainSingle().Which.Message.Should().Contain("It is tried again").And.NotContain("SECRET");
    }

    [Fact]
    public async Task An_indexing_failure_is_thrown_to_callers_that_wait_for_the_index()
    {
        ChangesTables();
        var store = Open();
        await store.WriteAsync([Some.Opening()]);
        await RunAsync("DROP TABLE #.to_index");

        await store.Invoking(static s => s.CatchUpAsync()).Should().ThrowAsync<ConversationStoreException>();
    }

    [Fact]
    public async Task The_index_lag_is_reported()
    {
        var clock = new ManualClock();
        var store = Open(other => other.TimeProvider = clock);
        await store.WriteAsync([Some.Opening(), Entry(1, "table"), Some.Turn(1) with { UserInput = "table" }]);

        clock.Advance(TimeSpan.FromSeconds(9));
        (await IndexOfAsync(store)).Should().Contain("pending_documents", 2).And.Contain("lag_seconds", 9).And.Contain("unreadable_documents", 0);

        await store.CatchUpAsync();
        (await IndexOfAsync(store)).Should().Contain("pending_documents", 0).And.Contain("lag_seconds", 0);
    }

    [Fact]
    public async Task A_store_closed_while_indexing_keeps_the_rest_pending()
    {
        await Open().WriteAsync([Some.Opening(), .. Enumerable.Range(1, 6_000).Select(static sequence => Entry(sequence, $"table number {sequence}"))]);
        for (int i = 0; i < 5; i++)
        {
            var options = Options();
            options.IndexText = true;
            var store = new PostgreSqlConversationStore(Support.PostgresServer.ConnectionString, options);
            await store.DisposeAsync();
            await store.DisposeAsync();
        }

        await Open().CatchUpAsync();
        (await CountAsync()).Should().Be((189, 0, 0), "up to 32 entries of a batch are one");
    }

    private static async Task<IReadOnlyDictionary<string, double>> IndexOfAsync(PostgreSqlConversationStore store)
        => (await store.CheckHealthAsync()).Parts.Single(static part => string.Equals(part.Name, "index", StringComparison.Ordinal)).Figures;

    private PostgreSqlConversationStore Indexing(ManualClock clock) => Open(options =>
    {
        options.IndexText = true;
        options.TimeProvider = clock;
    });

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
