using ConvLog.Storage.Background;
using ConvLog.Records;
using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Erasure;
using ConvLog.Sqlite.Statistics;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Tests.Shared;

namespace ConvLog.Sqlite.Tests.Erasure;

/// <summary>Conversations marked for removal lose their rows in parts.</summary>
public sealed class RemovalTests : IDisposable
{
    private const int SmallBatch = 8_000;

    private readonly ErasureFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_file_is_consistent_after_each_part_of_a_removal(int seed)
    {
        var random = new Random(seed);
        var store = _file.Open();
        var canaries = new Canaries(seed);
        string[] ids = [.. Enumerable.Range(0, 8).Select(static number => $"c{number}")];
        for (int round = 0; round < 4; round++)
        {
            await store.WriteAsync([.. ids.SelectMany(id => canaries.Next(id))]);
            if (random.Next(2) == 0)
            {
                await store.CatchUpAsync();
            }
        }

        _file.Close(); // The store deletes marked conversations in the background.
        using var database = new Database(_file.Path, new SqliteStoreOptions());
        using var indexer = new TextIndexer(database, new BatchingDelay(TimeProvider.System));
        await TakeOutAsync(database, [.. ids.Where((_, number) => number % 4 > 0)]);
        var batch = new RemovalBatch();
        int parts = 0;
        for (; await WriteNextAsync(database, batch, SmallBatch); parts++)
        {
            _file.ShouldBeSound();
            if (random.Next(4) == 0)
            {
                await indexer.CatchUpAsync(default);
            }
        }

        parts.Should().BeGreaterThan(1);
        _file.Number("SELECT count(*) FROM removal").Should().Be(0);
        await indexer.CatchUpAsync(default);
        _file.Number("SELECT count(DISTINCT no & ~31) FROM entry WHERE kind < 4").Should().Be(Indexed(), "the blocks of what is left are all indexed");
        _file.ShouldBeSound();
    }

    [Fact]
    public async Task A_large_conversation_is_deleted_in_small_parts()
    {
        var store = _file.Open();
        await store.WriteAsync([Some.Opening(), .. Enumerable.Range(1, 3_000).Select(static sequence => Some.Entry(sequence, $"entry {sequence}"))]);
        await store.WriteAsync([.. Enumerable.Range(1, 500)
            .SelectMany(static number => (StoreRecord[])[Some.Turn(number), Some.Call(number), Some.Metric($"m{number}", after: number)])]);
        await store.CatchUpAsync();
        _file.Close();
        using var database = new Database(_file.Path, new SqliteStoreOptions());
        await TakeOutAsync(database, [Some.Conversation]);

        var batch = new RemovalBatch();
        int most = 0;
        long left = RowsLeft();
        while (await WriteNextAsync(database, batch, SmallBatch))
        {
            most = (int)Math.Max(most, left - RowsLeft());
            left = RowsLeft();
        }

        most.Should().BeInRange(1, 200, "so much weighs {0} bytes", SmallBatch);
        _file.TablesWithRows().Should().Equal("dims");
        _file.ShouldBeSound();
    }

    [Fact]
    public async Task A_damaged_row_is_deleted_and_its_indexed_words_find_nothing()
    {
        var store = _file.Open();
        await store.WriteAsync([Some.Opening(), Some.Entry(1, "whole words"), Some.Entry(2, "damaged words"), Some.Opening("kept"),
            Some.Entry(1, "other words", "kept")]);
        await store.CatchUpAsync();
        using (var session = Session.Open(_file.Path, TimeSpan.FromSeconds(5)))
        {
            session.Execute("UPDATE entry SET content = 'dambged words' WHERE content = 'damaged words'");
        }

        await store.EraseAsync(ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(0)));

        (await store.SearchAsync(new SearchQuery { Text = "words" })).Hits.Should().ContainSingle().Which.ConversationId.Should().Be("kept");
        (await store.SearchAsync(new SearchQuery { Text = "damaged" })).Hits.Should().BeEmpty();
        _file.Number("SELECT count(*) FROM entry").Should().Be(1);
    }

    [Fact]
    public async Task An_expired_conversation_can_be_recreated_before_its_rows_are_deleted()
    {
        var store = _file.Open();
        await store.WriteAsync([Some.Opening() with { UserId = "jane" }, Some.Entry(1, "old words"), Some.Turn(1) with { UserInput = "old words" }]);
        await store.CatchUpAsync();
        string pseudonym = (await store.ReadSummaryAsync(Some.Conversation))!.UserPseudonym!;
        using var database = new Database(_file.Path, new SqliteStoreOptions());
        await TakeOutAsync(database, [Some.Conversation]);

        await store.WriteAsync([Some.Opening() with { UserId = "jane" }, Some.Entry(1, "new words")]);

        var anew = (await store.ReadAsync(Some.Conversation))!;
        (anew.Turns.Count, anew.Logged.OfType<EntryRecord>().Single().Content).Should().Be((0, "new words"));
        anew.Summary.UserPseudonym.Should().NotBe(pseudonym, "nothing of the user was left");
        await store.CatchUpAsync();
        await Waiting.UntilAsync(() => store.CleanUpAsync());
        (await store.ReadAsync(Some.Conversation))!.Logged.Should().ContainSingle();
        (await store.SearchAsync(new SearchQuery { Text = "words" })).Hits.Should().ContainSingle();
        _file.Number("SELECT count(*) FROM user").Should().Be(1);
        _file.ShouldBeSound();
    }

    private static async Task TakeOutAsync(Database database, string[] ids) => await database.WriteAsync(
        session =>
        {
            var days = new DayChanges(session);
            foreach (string id in ids)
            {
                Removal.Begin(session, days, session["SELECT no FROM conversation WHERE id = ?1"].Bind(1, id).Scalar()!.Value, erasure: null);
            }

            return true;
        },
        default);

    private static async Task<bool> WriteNextAsync(Database database, RemovalBatch batch, int weight)
    {
        database.Read(session =>
        {
            batch.Read(session, RemovalCursor.Beginning, weight);
            return true;
        });
        return !batch.IsEmpty && await database.WriteAsync(batch.Write, default);
    }

    private long Indexed()
    {
        using var session = Session.Open(_file.Path, TimeSpan.FromSeconds(5));
        session.Execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'text_index', 'instance')");
        return session.Number("SELECT count(DISTINCT doc) FROM temp.words WHERE doc % 2 = 0") ?? 0;
    }

    private long RowsLeft() => _file.Number("""
        SELECT (SELECT count(*) FROM entry) + (SELECT count(*) FROM turn) + (SELECT count(*) FROM call) + (SELECT count(*) FROM fact)
        """);
}
