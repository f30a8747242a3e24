using ConvLog.Records;
using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Erasure;
using ConvLog.Sqlite.Retention;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;
using Given = ConvLog.StoreContract.Some;

namespace ConvLog.Sqlite.Tests.Retention;

/// <summary>Expired conversations are first read and then deleted: what happens between the two.</summary>
public sealed class ExpiryBatchTests : IDisposable
{
    private static readonly string[] s_ids = ["c0", "c1", "c2"];
    private static readonly RetentionCut s_cut = RetentionFile.Whole(100_000);

    private readonly RetentionFile _file = new();
    private readonly List<Database> _open = [];

    public void Dispose()
    {
        _open.ForEach(static database => database.Dispose());
        _file.Dispose();
    }

    [Fact]
    public async Task Expired_conversations_are_deleted_with_all_their_rows_in_one_transaction()
    {
        await WriteAllAsync();
        var (database, batch) = Read();

        var (done, counts) = await WriteAndCountAsync(database, batch, "removal", "lost_key");

        (done.Conversations, done.Entries).Should().Be((3, 6));
        RowsLeft().Should().Be(0);
        counts.Should().Equal([0, 3], "nothing was put off, and the keys are to be destroyed, which the store does at once");
    }

    [Fact]
    public async Task A_conversation_written_to_during_the_batch_is_deleted_with_its_new_records()
    {
        await WriteAllAsync();
        var (database, batch) = Read();
        await _file.WriteAsync(Given.Entry(9, "late words", "c1"), Given.Turn(9, "c1"));

        var done = await WriteAsync(database, batch);

        (done.Conversations, done.Entries).Should().Be((3, 7));
        _file.Number("SELECT count(*) FROM conversation WHERE listed IS NOT NULL").Should().Be(0);
        await new Removals(database).DrainAsync(default);
        RowsLeft().Should().Be(0);
        await ShouldFindNothingAsync();
    }

    [Fact]
    public async Task A_conversation_that_becomes_active_during_the_batch_is_kept()
    {
        await WriteAllAsync();
        var (database, batch) = Read();
        await _file.WriteAsync(Given.Entry(9, "late words", "c1") with { Timestamp = Given.At(200_000) });

        var done = await WriteAsync(database, batch);

        done.Conversations.Should().Be(2);
        (await _file.Store.ReadAsync("c1"))!.Logged.OfType<EntryRecord>().Should().HaveCount(4);
        (await _file.Store.ReadAsync("c0")).Should().BeNull();
    }

    [Fact]
    public async Task A_conversation_put_on_hold_during_the_batch_is_kept()
    {
        await WriteAllAsync();
        var (database, batch) = Read();
        await _file.Store.PlaceHoldAsync(new LegalHold { ConversationId = "c1", PlacedBy = "counsel", PlacedAt = Given.At(0) });

        var done = await WriteAsync(database, batch);

        done.Conversations.Should().Be(2);
        (await _file.Store.ReadAsync("c1"))!.Logged.OfType<EntryRecord>().Should().HaveCount(3);
    }

    [Fact]
    public async Task A_conversation_deleted_by_another_process_is_skipped_even_if_its_ID_is_reused()
    {
        await WriteAllAsync();
        var (database, batch) = Read();
        await _file.Open().EraseAsync(ErasureRequest.OfConversation("c1", "dpo", Given.At(0)));
        await _file.RunAsync(s_cut);
        await _file.WriteAsync(Given.Opening("c0"), Given.Entry(1, "new words", "c0"));

        var done = await WriteAsync(database, batch);

        done.Conversations.Should().Be(0);
        (await _file.Store.ReadAsync("c0"))!.Logged.Should().ContainSingle();
    }

    [Fact]
    public async Task A_batch_rereads_its_rows_after_the_file_was_replaced()
    {
        await WriteAllAsync();
        var (database, batch) = Read();
        _file.Look(static session => session.Execute("UPDATE arrival SET at = at + 1"));

        var (done, counts) = await WriteAndCountAsync(database, batch, "removal", "entry");

        done.Conversations.Should().Be(3, "they have expired in this file too");
        counts.Should().Equal([3, 9], "their rows are read anew before they go");
        await new Removals(database).DrainAsync(default);
        RowsLeft().Should().Be(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Records_indexed_during_the_batch_are_removed_from_the_index(bool isIndexedBefore)
    {
        await WriteAllAsync();
        if (isIndexedBefore)
        {
            await _file.Store.CatchUpAsync();
            await _file.WriteAsync([.. s_ids.Select(static id => Given.Entry(8, "more words", id))]);
        }

        var (database, batch) = Read();
        await _file.Store.CatchUpAsync();

        await WriteAsync(database, batch);

        _file.Look(static session => session.Execute("INSERT INTO text_index (text_index) VALUES ('integrity-check')"));
        _file.Look(Words).Should().Be(0);

        _file.Number("SELECT count(*) FROM to_index").Should().Be(0);
    }

    [Fact]
    public async Task A_large_conversation_is_hidden_at_once_and_its_rows_are_deleted_in_parts()
    {
        await WriteAllAsync();
        await _file.WriteAsync([.. Enumerable.Range(100, 1_200).Select(static number => Given.Metric($"m{number}", after: number, conversation: "c1"))]);
        var (database, batch) = Read();

        var (done, counts) = await WriteAndCountAsync(database, batch, "fact", "conversation");

        done.Conversations.Should().Be(3);
        (await _file.Store.ReadAsync("c1")).Should().BeNull();
        counts.Should().Equal(1_200, 1);
        await new Removals(database).DrainAsync(default);
        RowsLeft().Should().Be(0);
    }

    private static long Words(Session session)
    {
        session.Execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'text_index', 'instance')");
        return session.Number("SELECT count(*) FROM temp.words") ?? 0;
    }

    private Task WriteAllAsync() => _file.WriteAsync([.. s_ids.SelectMany(static id => (StoreRecord[])
        [Given.Opening(id), Given.Entry(1, "old words", id), Given.Entry(2, "CANARY", id, isPii: true), Given.Entry(3, "other words", id),
            Given.Turn(4, id)])]);

    private (Database Database, ExpiryBatch Batch) Read()
    {
        var database = new Database(_file.Path, new SqliteStoreOptions());
        _open.Add(database);
        var batch = new ExpiryBatch();
        database.Read(session =>
        {
            var candidates = RetentionCandidates.After(session, s_cut, RetentionPosition.At(RetentionPhase.Expire), 100);
            batch.Read(session, candidates.Select(static candidate => candidate.Number).ToArray(), int.MaxValue);
            return true;
        });
        batch.Count.Should().Be(3);
        return (database, batch);
    }

    private static ValueTask<RetentionBatch> WriteAsync(Database database, ExpiryBatch batch)
        => database.WriteAsync(session => batch.Write(session, s_cut, RetentionPhase.Expire), default);

    // Counted in the same transaction, because the background cleanup deletes deferred rows as soon as they are committed.
    private static async Task<(RetentionBatch Done, long?[] Counts)> WriteAndCountAsync(Database database, ExpiryBatch batch, params string[] tables)
    {
        long?[] counts = [];
        var done = await database.WriteAsync(
            session =>
            {
                var written = batch.Write(session, s_cut, RetentionPhase.Expire);
                counts = [.. tables.Select(table => session.Number($"SELECT count(*) FROM {table}"))];
                return written;
            },
            default);
        return (done, counts);
    }

    private async Task ShouldFindNothingAsync()
    {
        await _file.Store.CatchUpAsync();
        (await _file.Store.SearchAsync(new SearchQuery { Text = "words" })).Hits.Should().BeEmpty();
    }

    private long RowsLeft() => _file.Number("""
        SELECT (SELECT count(*) FROM conversation) + (SELECT count(*) FROM writer) + (SELECT count(*) FROM entry) + (SELECT count(*) FROM turn) + (SELECT count(*) FROM fact)
             + (SELECT count(*) FROM pii) + (SELECT count(*) FROM pii_block) + (SELECT count(*) FROM scope)
        """);
}
