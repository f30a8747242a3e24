using ConvLog.Storage.Background;
using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;
using ConvLog.Storage.Text;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Text;

public sealed class TextIndexerIndexingTests
{
    private const int Large = 1_000_000;

    [Fact]
    public async Task Written_records_are_pending_until_they_are_indexed_and_searchable()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([SearchRecords.Opening(), SearchRecords.Entry(1, "table booked"), SearchRecords.Entry(2, "mail sent"),
            SearchRecords.Turn("A table please")]);

        file.Number("SELECT count(*) FROM to_index").Should().Be(2, "entries in a row are one item");
        (await TextFile.FindAsync(store, "table")).Should().BeEmpty();

        await store.CatchUpAsync();

        file.Number("SELECT count(*) FROM to_index").Should().Be(0);
        (await TextFile.FindAsync(store, "table")).Select(static hit => hit.Part).Should().Equal("content", "user_input");
    }

    [Fact]
    public async Task Indexing_rolled_back_by_a_crash_is_repeated_once()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([SearchRecords.Opening(), SearchRecords.Entry(1, "table booked"), SearchRecords.Turn("A table please")]);
        var session = file.OpenSession();
        var batch = new IndexBatch(utterances: true);
        batch.Read(session, Large);
        session.Execute("BEGIN IMMEDIATE");
        batch.Write(session);
        session.Rollback();

        await store.CatchUpAsync();

        file.Documents().Should().Be(2);
        (await TextFile.FindAsync(store, "table")).Should().HaveCount(2);
    }

    [Theory]
    [InlineData(Large, 5, false)] // All of it: documents written in the meantime wait for the next batch, which then takes more at once.
    [InlineData(1, 5, true)]
    [InlineData(Large, 1_001, true)] // One more than a batch examines.
    public async Task A_batch_reports_whether_documents_are_still_pending(int mostBytes, int turns, bool leftSome)
    {
        using var file = new TextFile();
        await file.Open().WriteAsync([.. Enumerable.Range(0, turns).SelectMany<int, StoreRecord>(static turn =>
            [SearchRecords.Opening($"c{turn}"), SearchRecords.Turn("hello", conversation: $"c{turn}")])]);
        var session = file.OpenSession();
        var batch = new IndexBatch(utterances: true);

        batch.Read(session, mostBytes);

        batch.HasMore.Should().Be(leftSome);
        Write(session, batch).Should().BeTrue();
        (file.Number("SELECT count(*) FROM to_index") > 0).Should().Be(leftSome);
    }

    [Fact]
    public async Task Catching_up_takes_several_batches_and_does_not_wait_for_concurrent_writes()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([SearchRecords.Opening(), .. Enumerable.Range(0, 2_500).Select(static turn => SearchRecords.Turn("hello", id: $"t{turn}"))]);
        using var written = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (int i = 0; !written.IsCancellationRequested; i++)
            {
                await store.WriteAsync([SearchRecords.Turn("hello", id: $"later{i}")]);
            }
        });

        await store.CatchUpAsync().WaitAsync(TimeSpan.FromSeconds(60));

        file.Number("SELECT count(*) FROM turn WHERE id LIKE 't%' AND is_indexed = 0").Should().Be(0);
        await written.CancelAsync();
        await writing;
    }

    [Fact]
    public async Task Only_one_of_two_processes_that_read_the_same_batch_writes_it()
    {
        using var file = new TextFile();
        await file.Open().WriteAsync([SearchRecords.Opening(), SearchRecords.Entry(1, "table booked"), SearchRecords.Turn("A table please")]);
        (Session Session, IndexBatch Batch)[] both = [(file.OpenSession(), new(utterances: true)), (file.OpenSession(), new(utterances: true))];
        foreach (var (session, batch) in both)
        {
            batch.Read(session, Large);
        }

        both.Select(static one => Write(one.Session, one.Batch)).Should().Equal(true, false);

        file.Documents().Should().Be(2);
        file.Number("SELECT count(*) FROM to_index").Should().Be(0);
    }

    [Fact]
    public async Task Two_stores_can_index_one_file_concurrently()
    {
        using var file = new TextFile();
        SqliteConversationStore[] stores = [file.Open(), file.Open()];
        for (int i = 0; i < 40; i++)
        {
            await stores[i % 2].WriteAsync(
                [SearchRecords.Opening($"c{i}"), SearchRecords.Turn("hello", conversation: $"c{i}"),
                .. Enumerable.Range(1, 50).Select(sequence => SearchRecords.EntryIn($"c{i}", sequence, "table booked"))]);
        }

        await Task.WhenAll(stores.Select(static store => Task.Run(() => store.CatchUpAsync())));

        file.Documents().Should().Be(120);
        file.Number("SELECT count(*) FROM to_index").Should().Be(0);
    }

    [Fact]
    public async Task A_long_run_of_entries_is_indexed_in_parts()
    {
        using var file = new TextFile();
        await file.Open().WriteAsync([SearchRecords.Opening(),
            .. Enumerable.Range(1, 200).Select(static sequence => SearchRecords.Entry(sequence, $"table number {sequence}"))]);
        var session = file.OpenSession();
        var batch = new IndexBatch(utterances: true);
        int parts = 0;
        while (batch.Read(session, 300))
        {
            batch.Bytes.Should().BeLessThan(1_000);
            Write(session, batch);
            parts++;
        }

        parts.Should().BeGreaterThan(5);
        file.Documents().Should().Be(7);
        (await TextFile.FindAsync(file.Open(), "number 180")).Should().ContainSingle();
    }

    [Fact]
    public async Task A_damaged_entry_is_skipped_and_its_neighbours_are_indexed()
    {
        using var file = new TextFile();
        var logger = new FakeLogger();
        await file.Open().WriteAsync([SearchRecords.Opening(), SearchRecords.Entry(1, "table one"), SearchRecords.Entry(2, "table two"),
            SearchRecords.Entry(3, "table three")]);
        file.OpenSession().Execute("UPDATE entry SET content = 'table SECRET' WHERE content = 'table two'");
        using var database = file.OpenDatabase(new SqliteStoreOptions { Logger = logger });
        using var indexer = new TextIndexer(database, new BatchingDelay(TimeProvider.System));

        await indexer.CatchUpAsync(default);

        indexer.Unreadable.Should().Be(1);
        file.Number("SELECT count(*) FROM to_index").Should().Be(0);
        (await TextFile.FindAsync(file.Open(), "table")).Select(static hit => hit.Snippet).Should().Equal("table three", "table one");
        logger.Lines.Where(static line => !line.Message.StartsWith("Conversations are kept in ", StringComparison.Ordinal)).Should()
            .ContainSingle().Which.Message.Should().Contain("InvalidDataException").And.NotContain("SECRET");
    }

    [Fact]
    public async Task An_entry_damaged_after_indexing_is_not_a_hit()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([SearchRecords.Opening(), SearchRecords.Entry(1, "table one"), SearchRecords.Entry(2, "table two")]);
        await store.CatchUpAsync();
        file.OpenSession().Execute("UPDATE entry SET fields = '{' WHERE content = 'table two'");

        (await TextFile.FindAsync(store, "table")).Select(static hit => hit.Snippet).Should().Equal("table one");
    }

    [Fact]
    public async Task Entries_of_a_block_from_several_batches_are_all_found_and_all_erased()
    {
        using var file = new TextFile();
        var store = file.Open();
        string[] words = ["apple", "banana", "cherry", "damson", "elderberry"];
        await store.WriteAsync([SearchRecords.Opening(), SearchRecords.Opening("c2")]);
        for (int i = 0; i < words.Length; i++)
        {
            await store.WriteAsync([SearchRecords.Entry(10 - i, $"{words[i]} booked", ("number", i)), SearchRecords.EntryIn("c2", i, $"{words[i]} kept")]);
            await store.CatchUpAsync(); // Creates a separate segment of the index each time.
        }

        foreach (string word in words)
        {
            (await TextFile.FindAsync(store, word)).Select(static hit => hit.ConversationId).Should().BeEquivalentTo("c1", "c2");
        }

        file.Tokens(DocumentKind.Entry).Select(static token => token.No).Distinct().Should().HaveCount(2);
        await store.EraseAsync(ErasureRequest.OfConversation("c1", "dpo", SearchRecords.Noon));

        file.OpenSession().Execute("INSERT INTO text_index (text_index) VALUES ('integrity-check'); INSERT INTO text_index (text_index) VALUES ('optimize')");
        file.Tokens(DocumentKind.Entry).Select(static token => token.No).Distinct().Should().HaveCount(1, "nothing is left of the other");
        foreach (string word in words)
        {
            (await TextFile.FindAsync(store, word)).Should().ContainSingle().Which.ConversationId.Should().Be("c2");
        }
    }

    [Fact]
    public async Task Two_words_of_one_block_match_only_if_one_entry_has_both()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([SearchRecords.Opening(), SearchRecords.Entry(1, "table", ("status", 409)), SearchRecords.Entry(2, "booked", ("status", 200)),
            SearchRecords.Opening("c2"),
            SearchRecords.EntryIn("c2", 1, "table booked", ("status", 409)), SearchRecords.EntryIn("c2", 2, "other")]);
        await store.CatchUpAsync();

        (await TextFile.FindAsync(store, "table booked")).Should().ContainSingle().Which.ConversationId.Should().Be("c2");
        (await store.ListAsync(new ConversationQuery { Text = "table booked" }, withPii: false)).Conversations.Should().ContainSingle()
            .Which.Conversation.ConversationId.Should().Be("c2");
        (await store.ListAsync(new ConversationQuery { Field = new FieldFilter("status", "200") }, withPii: false)).Conversations.Should().ContainSingle();
    }

    private static bool Write(Session session, IndexBatch batch)
    {
        session.Execute("BEGIN IMMEDIATE");
        bool isDone = session.Attempt(batch.Write);
        session.Execute("COMMIT");
        return isDone;
    }
}
