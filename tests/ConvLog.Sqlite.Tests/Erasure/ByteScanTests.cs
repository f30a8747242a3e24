using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Erasure;

public sealed class ByteScanTests
{
    private const string Erased = "gone";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_file_contains_text_of_an_erased_conversation(bool isIndexed)
    {
        using var file = new ErasureFile();
        var store = file.Open();
        await WriteAsync(store, rounds: 25, isIndexed);
        file.Find(Canaries.MarkOf(Erased)).Values.Sum().Should().BeGreaterThan(1_000, "that is what is looked for");

        var receipt = await store.EraseAsync(ErasureRequest.OfConversation(Erased, "dpo", Some.At(0)));

        receipt.IsComplete.Should().BeTrue();
        file.Find(Canaries.MarkOf(Erased)).Should().BeEmpty();
        file.Find(Canaries.MarkOf("kept-3")).Should().NotBeEmpty();
        file.ShouldBeSound();
        file.Close();
        file.Find(Canaries.MarkOf(Erased)).Should().BeEmpty();
    }

    [Fact]
    public async Task No_file_contains_text_of_an_erased_user()
    {
        using var file = new ErasureFile();
        var store = file.Open(indexText: true);
        var canaries = new Canaries(2);
        for (int round = 0; round < 10; round++)
        {
            await store.WriteAsync([.. canaries.Next("a-1", "jane"), .. canaries.Next("b", "joe"), .. canaries.Next("a-2", "jane"),
                .. canaries.Next("a-3", "jane")]);
        }

        var receipt = await store.EraseAsync(ErasureRequest.OfUser("jane", "dpo", Some.At(0)));

        receipt.Should().BeEquivalentTo(new { IsComplete = true, Conversations = 3 });
        file.Find("CANARY-a").Should().BeEmpty();
        file.Find(receipt.UserPseudonym!).Keys.Should()
            .OnlyContain(static name => name.Contains("-keys", StringComparison.Ordinal), "receipts stand there, and nothing else of the user does");
        file.ShouldBeSound();
    }

    [Fact]
    public async Task After_everything_is_erased_all_tables_are_empty()
    {
        using var file = new ErasureFile();
        var store = file.Open();
        await WriteAsync(store, rounds: 4, isIndexed: true);

        foreach (var summary in (await store.ListAsync(new ConversationQuery { Limit = 100 }, withPii: true)).Conversations)
        {
            await store.EraseAsync(ErasureRequest.OfConversation(summary.Conversation.ConversationId, "dpo", Some.At(0)));
        }

        file.TablesWithRows().Should().BeEmpty();
        file.Number("SELECT count(*) FROM text_index_data").Should()
            .BeLessOrEqualTo(2, "FTS5 keeps a count and the list of its parts, of which there are none");
        file.Number("PRAGMA freelist_count").Should().Be(0);
        file.Find("CANARY").Should().BeEmpty();
        file.ShouldBeSound();
    }

    [Fact]
    public async Task Later_erasures_leave_the_text_index_even_after_it_was_empty()
    {
        using var file = new ErasureFile();
        var store = file.Open();
        for (int round = 0; round < 4; round++)
        {
            for (int part = 0; part < 3; part++)
            {
                await store.WriteAsync([Some.Opening(Erased + round), Some.Entry(part, $"elderberry{round} part{part}", Erased + round)]);
                await store.CatchUpAsync(); // Creates a separate, new segment of the index each time.
            }

            await store.EraseAsync(ErasureRequest.OfConversation(Erased + round, "dpo", Some.At(0)));

            file.Number("SELECT count(*) FROM text_index_data").Should()
                .BeLessOrEqualTo(2, "in round {0}, FTS5 keeps a count and the list of its parts, of which there are none", round);
            file.Find("derberry").Should().BeEmpty();
        }
    }

    [Fact]
    public async Task No_file_contains_the_wrapped_key_of_an_erased_conversation()
    {
        // Many, with neighbours that are kept: in a page of its own, the engine would overwrite deleted data.
        const int Pairs = 30;
        using var file = new ErasureFile();
        var store = file.Open();
        for (int i = 0; i < Pairs; i++)
        {
            await store.WriteAsync([Some.Opening($"{Erased}-{i}") with { UserId = "jane" }, Some.Opening($"kept-{i}") with { UserId = "joe" }]);
        }

        string[] keys = [.. Enumerable.Range(0, Pairs).Select(i => file.WrappedKeyOf($"{Erased}-{i}"))];
        string[] kept = [.. Enumerable.Range(0, Pairs).Select(i => file.WrappedKeyOf($"kept-{i}"))];
        keys.Should().OnlyContain(key => file.Find(key).Count > 0, "that is what is looked for");

        for (int i = 0; i < Pairs; i++)
        {
            await store.EraseAsync(ErasureRequest.OfConversation($"{Erased}-{i}", "dpo", Some.At(0)));
        }

        keys.Where(key => file.Find(key).Count > 0).Should().BeEmpty();
        kept.Should().OnlyContain(key => file.Find(key).Count > 0);
    }

    [Fact]
    public async Task No_file_contains_earlier_revisions_of_an_erased_conversation()
    {
        using var file = new ErasureFile();
        var store = file.Open();
        string longText = string.Join(' ', Enumerable.Repeat("CANARY-early", 2_000));
        await store.WriteAsync([Some.Opening(Erased), Some.Opening("kept"), Some.Turn(1, Erased) with { UserInput = longText },
            Some.Note("n", longText, conversation: Erased)]);

        // Short texts share their pages with texts that are kept.
        for (int i = 2; i < 60; i++)
        {
            await store.WriteAsync([Some.Turn(i, Erased) with { UserInput = "CANARY-early in a page with others, with some more to say" },
                Some.Turn(i, "kept") with { UserInput = "What stays beside it" }]);
        }

        file.Find("CANARY-early").Values.Sum().Should().BeGreaterThan(2_000, "that is what is looked for");
        await store.WriteAsync([.. Enumerable.Range(1, 59).Select(static i => Some.Turn(i, Erased) with { Revision = 1, UserInput = "short" })]);
        for (int i = 0; i < 50; i++)
        {
            await store.WriteAsync([Some.Opening($"kept-{i}"), Some.Turn(1, $"kept-{i}") with { UserInput = new string('x', 300 * i) }]);
        }

        await store.EraseAsync(ErasureRequest.OfConversation(Erased, "dpo", Some.At(0)));

        file.Find("CANARY-early").Should().BeEmpty();
        file.Find("What stays beside it").Should().NotBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_byte_scan_detects_data_deleted_without_secure_delete(bool isSecure)
    {
        using var file = new ErasureFile();
        DatabaseFile.Make(file.Path);
        using (var session = Session.Open(file.Path, TimeSpan.FromSeconds(5)))
        {
            session.Execute($"PRAGMA secure_delete = {(isSecure ? "ON" : "OFF")}; CREATE TABLE said (no INTEGER PRIMARY KEY, text TEXT)");
            session.Execute("""
                WITH RECURSIVE n (no) AS (VALUES (1) UNION ALL SELECT no + 1 FROM n WHERE no < 200) INSERT INTO said
                SELECT no, iif(no % 2, 'CANARY-gone', 'CANARY-kept')
                FROM n
                """);
            session.Execute("DELETE FROM said WHERE no % 2");
        }

        file.Find("CANARY-kept").Values.Sum().Should().Be(100);
        (file.Find("CANARY-gone").Count > 0).Should().Be(!isSecure);
    }

    private static async Task WriteAsync(SqliteConversationStore store, int rounds, bool isIndexed)
    {
        var canaries = new Canaries(1);
        var random = new Random(3);
        string[] conversations = [Erased, .. Enumerable.Range(0, 12).Select(static number => $"kept-{number}")];
        for (int round = 0; round < rounds; round++)
        {
            random.Shuffle(conversations);
            await store.WriteAsync([.. conversations.SelectMany(conversation => canaries.Next(conversation))]);
            if (isIndexed && (round % 5 == 0 || round == rounds - 1))
            {
                await store.CatchUpAsync();
            }
        }
    }
}
