using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Erasure;

public sealed class ByteScanTests
{
    private const string Erased = "gone";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_an_erased_conversation_among_many_no_text_is_left_in_any_file(bool isIndexed)
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
    public async Task Of_an_erased_user_no_text_is_left_in_any_file()
    {
        using var file = new ErasureFile();
        var store = file.Open(indexText: true);
        var canaries = new Canaries(2);
        for (int round = 0; round < 10; round++)
        {
            await store.WriteAsync([.. canaries.Next("a-1", "jane"), .. canaries.Next("b", "joe"), .. canaries.Next("a-2", "jane"), .. canaries.Next("a-3", "jane")]);
        }

        var receipt = await store.EraseAsync(ErasureRequest.OfUser("jane", "dpo", Some.At(0)));

        receipt.Should().BeEquivalentTo(new { IsComplete = true, Conversations = 3 });
        file.Find("CANARY-a").Should().BeEmpty();
        file.Find(receipt.UserPseudonym!).Keys.Should().OnlyContain(static name => name.Contains("-keys", StringComparison.Ordinal), "receipts stand there, and nothing else of the user does");
        file.ShouldBeSound();
    }

    [Fact]
    public async Task After_all_is_erased_no_row_is_left_in_any_table()
    {
        using var file = new ErasureFile();
        var store = file.Open();
        await WriteAsync(store, rounds: 4, isIndexed: true);

        foreach (var summary in (await store.ListAsync(new ConversationQuery { Limit = 100 }, withPii: true)).Conversations)
        {
            await store.EraseAsync(ErasureRequest.OfConversation(summary.Conversation.ConversationId, "dpo", Some.At(0)));
        }

        file.TablesWithRows().Should().BeEmpty();
        file.Number("SELECT count(*) FROM entry_text_data").Should().BeLessOrEqualTo(2, "FTS5 keeps a count and the list of its parts, of which there are none");
        file.Number("SELECT count(*) FROM turn_text_data").Should().BeLessOrEqualTo(2);
        file.Number("PRAGMA freelist_count").Should().Be(0);
        file.Find("CANARY").Should().BeEmpty();
        file.ShouldBeSound();
    }

    [Fact]
    public async Task Its_wrapped_key_is_in_no_file_either()
    {
        using var file = new ErasureFile();
        var store = file.Open();
        await store.WriteAsync([Some.Opening(Erased) with { UserId = "jane" }, Some.Opening("kept") with { UserId = "joe" }]);
        string[] keys = [file.WrappedKeyOf(Erased), file.WrappedKeyOf("kept")];
        file.Find(keys[0]).Should().NotBeEmpty("that is what is looked for");

        await store.EraseAsync(ErasureRequest.OfConversation(Erased, "dpo", Some.At(0)));

        file.Find(keys[0]).Should().BeEmpty();
        file.Find(keys[1]).Should().NotBeEmpty();
    }

    [Fact]
    public async Task What_was_replaced_before_is_not_left_either()
    {
        using var file = new ErasureFile();
        var store = file.Open();
        string longText = string.Join(' ', Enumerable.Repeat("CANARY-early", 2_000));
        await store.WriteAsync([Some.Opening(Erased), Some.Turn(1, Erased) with { UserInput = longText }, Some.Note("n", longText, conversation: Erased)]);
        await store.WriteAsync([Some.Turn(1, Erased) with { Revision = 1, UserInput = "short" }]);
        for (int i = 0; i < 50; i++)
        {
            await store.WriteAsync([Some.Opening($"kept-{i}"), Some.Turn(1, $"kept-{i}") with { UserInput = new string('x', 300 * i) }]);
        }

        await store.EraseAsync(ErasureRequest.OfConversation(Erased, "dpo", Some.At(0)));

        file.Find("CANARY-early").Should().BeEmpty();
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
