using System.Text;
using ConvLog.Records;
using ConvLog.Sqlite.Text;
using ConvLog.Storage.Indexing;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Tests.Text;

public sealed class IndexBatchRevisedTurnTests
{
    [Fact]
    public async Task A_revised_turn_is_found_by_its_current_text_only()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([SearchRecords.Opening(), SearchRecords.Turn("A table please")]);
        await store.CatchUpAsync();

        await store.WriteAsync([SearchRecords.Turn("A chair please", "Which colour?", revision: 1)]);
        (await TextFile.FindAsync(store, "table")).Should().BeEmpty("what was taken back is not found from that moment on");
        await store.CatchUpAsync();

        (await TextFile.FindAsync(store, "table")).Should().BeEmpty();
        (await TextFile.FindAsync(store, "chair colour")).Should().ContainSingle().Which.TurnId.Should().Be("t1");
        file.Documents().Should().Be(1);
        file.Tokens(DocumentKind.Turn).Should().BeEquivalentTo(TokensOf(1, "A chair please", "Which colour?"));
    }

    [Fact]
    public async Task A_turn_revised_while_it_is_indexed_is_indexed_in_its_latest_revision()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([SearchRecords.Opening(), SearchRecords.Turn("A table please")]);
        var session = file.OpenSession();
        var batch = new IndexBatch(utterances: true);
        batch.Read(session, 1_000_000);
        await store.WriteAsync([SearchRecords.Turn("A chair please", revision: 1)]);
        session.Execute("BEGIN IMMEDIATE");
        batch.Write(session);
        session.Execute("COMMIT");

        await store.CatchUpAsync();

        file.Tokens(DocumentKind.Turn).Should().BeEquivalentTo(TokensOf(1, "A chair please", ""));
        file.Number("SELECT count(*) FROM to_index").Should().Be(0);
    }

    [Fact]
    public async Task A_turn_changed_by_another_host_during_indexing_is_indexed_in_its_latest_state()
    {
        using var file = new TextFile();
        var store = file.Open();
        var turn = SearchRecords.Turn("A table please");
        await store.WriteAsync([SearchRecords.Opening(), turn]);
        var session = file.OpenSession();
        var batch = new IndexBatch(utterances: true);
        batch.Read(session, 1_000_000);
        await store.WriteAsync([new TurnChangeRecord { ConversationId = turn.ConversationId, TurnId = turn.Id, Id = Guid.NewGuid(),
            CreatedAt = turn.StartedAt, UserInput = "A chair please" }]);
        session.Execute("BEGIN IMMEDIATE");
        batch.Write(session);
        session.Execute("COMMIT");

        await store.CatchUpAsync();

        file.Tokens(DocumentKind.Turn).Should().BeEquivalentTo(TokensOf(1, "A chair please", ""));
        (await TextFile.FindAsync(store, "table")).Should().BeEmpty();
        file.Number("SELECT count(*) FROM to_index").Should().Be(0);
    }

    [Theory]
    [InlineData("A chair please")]
    [InlineData("Table 3 please")] // The same text, so only the indexer adds it to the pending items again.
    public async Task One_of_several_pending_turns_can_be_revised_while_they_are_indexed(string revised)
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([SearchRecords.Opening(),
            .. Enumerable.Range(1, 5).Select(static turn => SearchRecords.Turn($"Table {turn} please", id: $"t{turn}"))]);
        file.Number("SELECT count(*) FROM to_index").Should().Be(1, "turns in a row are one item");
        var session = file.OpenSession();
        var batch = new IndexBatch(utterances: true);
        batch.Read(session, 1_000_000);
        await store.WriteAsync([SearchRecords.Turn(revised, revision: 1, id: "t3")]);
        session.Execute("BEGIN IMMEDIATE");
        batch.Write(session);
        session.Execute("COMMIT");

        file.Number("SELECT count(DISTINCT first) FROM to_index WHERE last_turn IS NULL").Should().Be(1);
        file.Number("SELECT count(*) FROM turn WHERE is_indexed = 1").Should().Be(4);
        await store.CatchUpAsync();

        file.Tokens(DocumentKind.Turn).Should().BeEquivalentTo(
            [.. new[] { "Table 1 please", "Table 2 please", revised, "Table 4 please", "Table 5 please" }.SelectMany((text, i) => TokensOf(i + 1, text, ""))]);
        file.Number("SELECT count(*) FROM to_index").Should().Be(0);
    }

    [Fact]
    public async Task Many_pending_turns_are_indexed_in_parts()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([SearchRecords.Opening(),
            .. Enumerable.Range(1, 9).Select(static turn => SearchRecords.Turn($"Table {turn} please", id: $"t{turn}"))]);
        var session = file.OpenSession();
        var batch = new IndexBatch(utterances: true);
        for (int i = 1; i < 9; i++)
        {
            batch.Read(session, 1);
            batch.HasMore.Should().BeTrue();
            session.Execute("BEGIN IMMEDIATE");
            batch.Write(session).Should().BeTrue();
            session.Execute("COMMIT");
            file.Number("SELECT first FROM to_index").Should().Be(i + 1);
            file.Number("SELECT sum(is_indexed) FROM turn").Should().Be(i);
        }

        await store.CatchUpAsync();

        file.Number("SELECT count(*) FROM to_index").Should().Be(0);
        (await TextFile.FindAsync(store, "table")).Should().HaveCount(9);
    }

    [Fact]
    public async Task A_revision_with_the_same_text_keeps_the_turn_in_the_index()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([SearchRecords.Opening(), SearchRecords.Turn("A table please")]);
        await store.CatchUpAsync();

        await store.WriteAsync([SearchRecords.Turn("A table please", revision: 1) with { Latency = TimeSpan.FromSeconds(1) }]);

        (await TextFile.FindAsync(store, "table")).Should().ContainSingle();
        file.Number("SELECT count(*) FROM to_index").Should().Be(0);
    }

    [Fact]
    public async Task The_index_matches_the_turns_after_concurrent_writing_and_indexing()
    {
        string[] words = ["table", "chair", "lamp", "予約", "", "go", "Straße", "a1"];
        for (int seed = 0; seed < 15; seed++)
        {
            using var file = new TextFile();
            var store = file.Open();
            var random = new Random(seed);
            var said = new Dictionary<string, (string Input, string Response)>(StringComparer.Ordinal);
            await store.WriteAsync([SearchRecords.Opening()]);
            for (int revision = 0; revision < 40; revision++)
            {
                string id = $"t{random.Next(6)}";
                said[id] = (Words(random, words), Words(random, words));
                await store.WriteAsync([SearchRecords.Turn(said[id].Input, said[id].Response, revision, id)]);
                if (random.Next(3) == 0)
                {
                    await store.CatchUpAsync();
                }
            }

            await store.CatchUpAsync();

            file.Tokens(DocumentKind.Turn).Should()
                .BeEquivalentTo(said.SelectMany(turn => TokensOf(NumberOf(file, turn.Key), turn.Value.Input, turn.Value.Response)).ToHashSet(), $"seed {seed}");
        }
    }

    private static string Words(Random random, string[] words)
        => string.Join(' ', Enumerable.Range(0, random.Next(5)).Select(_ => words[random.Next(words.Length)]));

    private static long NumberOf(TextFile file, string turnId) => file.Number($"SELECT no FROM turn WHERE id = '{turnId}'");

    private static HashSet<(string Token, long No)> TokensOf(long no, string input, string response)
    {
        var words = new DocumentWords();
        TurnText.Include(words, SearchDocument.OfTurn(input, response), SearchRecords.Noon.UtcTicks, fields: default);
        return [.. Encoding.UTF8.GetString(words.Slice(0, words.Length)).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(token => (token, DocumentNumber.OfTurn(no)))];
    }
}
