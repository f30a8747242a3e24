using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Tests.Shared;

namespace ConvLog.Sqlite.Tests.Text;

/// <summary>The same conversations in both stores: a search within its limits returns the same results.</summary>
public sealed class TextSearchComparisonTests
{
    private static readonly int s_seeds = Amount.Of(usual: 1, inCi: 2, inLongCampaign: 6);

    private static readonly string[] s_words =
        ["table", "Tablet", "stable", "the", "go", "a", "Straße", "STRASSE", "予約", "予約を確認", "東", "예약", "café", "e-mail", "x@y.org", "409", "🙂", "naïve", "--",
            "true", "it’s", "20:30", "9.99", "AB-12-CD", "กาแฟ", "قَهْوَة", "table go"];

    private static readonly string[] s_asked =
        ["table", "tab", "abl", "the", "go", "a", "strasse", "予", "予約", "予約 確認", "예", "cafe", "e-mail", "x@y.org", "409", "table go", "stable the a",
            "mail 409 予", "true", "nothing", "table table", "it's", "20:30", "20:3", "30", "9.99", "ab-12", "12-cd",
            "กาแฟ", "แ", "قهوة", "\"table go\"", "\"go table\"",
            "\"a true\"", "t", "4", "約を", "x@y"];

    [Fact]
    public async Task A_search_returns_the_same_as_the_in_memory_store()
    {
        int hits = 0;
        for (int seed = 0; seed < s_seeds; seed++)
        {
            using var file = new TextFile();
            var store = file.Open();
            var memory = new InMemoryConversationStore();
            var random = new Random(seed);
            for (int i = 0; i < 25; i++)
            {
                List<StoreRecord> batch = [.. Enumerable.Range(0, 12).Select(_ => Any(random))];
                await store.WriteAsync(batch);
                await memory.WriteAsync(batch);
                if (random.Next(4) == 0)
                {
                    await store.CatchUpAsync();
                }
            }

            await store.CatchUpAsync();
            await store.BringUpToDateAsync(); // A search waits 100 ms for the counts of lists, which can be too short on a busy machine.
            foreach (var query in Enumerable.Range(0, 150).Select(_ => AnyQuery(random)))
            {
                var found = await store.SearchAsync(query);
                AnswerText.Difference(AnswerText.Of(await memory.SearchAsync(query)), AnswerText.Of(found)).Should().BeNull("seed {0}, {1}", seed, query);
                hits += found.Hits.Count;
            }
        }

        hits.Should().BeGreaterThan(300 * s_seeds, "or little was compared");
    }

    [Fact]
    public async Task The_longest_text_with_the_most_words_is_searchable()
    {
        using var file = new TextFile();
        var store = file.Open();
        string text = string.Join(' ', Enumerable.Range(0, 16).Select(static i => new string((char)('a' + i), 7) + $"{i:D8}"));
        await store.WriteAsync([SearchRecords.Opening(), SearchRecords.Entry(1, text)]);
        await store.CatchUpAsync();

        text.Length.Should().Be(255);
        (await TextFile.FindAsync(store, text)).Should().ContainSingle();
    }

    [Fact]
    public async Task A_text_without_search_terms_is_rejected_and_the_store_keeps_working()
    {
        using var file = new TextFile();
        var store = file.Open();

        await store.Invoking(static s => s.SearchAsync(new SearchQuery { Text = "--" }).AsTask()).Should().ThrowAsync<ArgumentException>();
        (await TextFile.FindAsync(store, "AND OR NOT NEAR(x) \"quoted' * ^ :")).Should().BeEmpty();
    }

    private static StoreRecord Any(Random random)
    {
        string conversation = $"c{random.Next(9)}";
        var writer = new Guid(random.Next(30), 0, 0, new byte[8]);
        var time = SearchRecords.Noon.AddHours(random.Next(-2_000, 200) / 4);
        switch (random.Next(8))
        {
            case 0:
                return SearchRecords.Opening(conversation, random.Next(8) == 0 ? ConversationEnvironment.Debug : default, $"agent{conversation[^1] % 2}",
                    random.Next(2) == 0 ? "voice" : null, writer);
            case 1 or 2:
                int turn = random.Next(12);
                return SearchRecords.Turn(Text(random), random.Next(3) == 0 ? new MaskedText(Text(random), Text(random)) : Text(random), random.Next(4),
                    $"{conversation} {turn}", conversation) with { WriterId = writer, StartedAt = SearchRecords.Noon.AddHours(-3 * turn) };
            default:
                return SearchRecords.EntryIn(conversation, random.Next(1, 60), Text(random), ("field", Text(random)), ("status", random.Next(408, 411)),
                    LogField.Pii("who", Text(random))) with
                {
                    WriterId = writer,
                    Timestamp = time,
                    IsPii = random.Next(5) == 0,
                    TurnId = random.Next(3) == 0 ? $"{conversation} 1" : null,
                    FunctionEventId = random.Next(3) == 0 ? "call" : null,
                };
        }
    }

    private static SearchQuery AnyQuery(Random random) => new()
    {
        Text = s_asked[random.Next(s_asked.Length)],
        AgentId = random.Next(4) == 0 ? "agent1" : null,
        Channel = random.Next(4) == 0 ? "voice" : null,
        Environment = random.Next(4) == 0 ? (random.Next(2) == 0 ? ConversationEnvironment.Debug : ConversationEnvironment.Live) : null,
        ConversationId = random.Next(4) == 0 ? $"c{random.Next(10)}" : null,
        From = random.Next(2) == 0 ? SearchRecords.Noon.AddHours(random.Next(-500, 50)) : null,
        To = random.Next(3) == 0 ? SearchRecords.Noon.AddHours(random.Next(-500, 50)) : null,
        EntriesOnly = random.Next(3) == 0,
        Limit = random.Next(3) == 0 ? random.Next(1, 10) : 1_000,
    };

    private static string Text(Random random) => string.Join(' ', Enumerable.Range(0, random.Next(6)).Select(_ => s_words[random.Next(s_words.Length)]));
}
