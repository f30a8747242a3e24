using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Text;

/// <summary>The same conversations in both stores: a search within its limits returns the same results.</summary>
public sealed class TextSearchComparisonTests : TextTest
{
    private static readonly string[] s_words =
        ["table", "Tablet", "stable", "the", "go", "a", "Straße", "STRASSE", "予約", "予約を確認", "東", "예약", "café", "e-mail", "x@y.org", "409", "🙂", "naïve", "--",
            "true"];

    private static readonly string[] s_asked =
        ["table", "tab", "abl", "the", "go", "a", "strasse", "予", "予約", "予約 確認", "예", "cafe", "e-mail", "x@y.org", "409", "table go", "stable the a",
            "mail 409 予", "true", "nothing", "table table"];

    public static TheoryData<int> Seeds { get; } = LongCampaign.IsOn ? [1, 2, 3] : [1];

    [Theory]
    [MemberData(nameof(Seeds))]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_search_returns_the_same_as_the_in_memory_store(int seed)
    {
        int hits = 0;
        var store = Open();
        var memory = new InMemoryConversationStore();
        var random = new Random(seed);
        for (int i = 0; i < 15; i++)
        {
            List<StoreRecord> batch = [.. Enumerable.Range(0, 20).Select(_ => Any(random))];
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
            AnswerText.Difference(AnswerText.Of(await memory.SearchAsync(query)), AnswerText.Of(found)).Should().BeNull($"{query}");
            hits += found.Hits.Count;
        }

        hits.Should().BeGreaterThan(200, "or little was compared");
    }

    [Fact]
    public async Task The_longest_text_with_the_most_words_is_searchable()
    {
        var store = Open();
        string text = string.Join(' ', Enumerable.Range(0, 16).Select(static i => new string((char)('a' + i), 7) + $"{i:D8}"));
        await store.WriteAsync([Some.Opening(), Entry(1, text)]);
        await store.CatchUpAsync();

        text.Length.Should().Be(255);
        (await FindAsync(store, text)).Should().ContainSingle();
    }

    private static StoreRecord Any(Random random)
    {
        string conversation = $"c{random.Next(9)}";
        int writer = random.Next(3);
        switch (random.Next(8))
        {
            case 0:
                return Some.Opening(conversation, writer, agent: $"agent{conversation[^1] % 2}") with
                {
                    Environment = random.Next(8) == 0 ? ConversationEnvironment.Debug : default,
                    Channel = random.Next(2) == 0 ? "voice" : null,
                };
            case 1 or 2:
                int turn = random.Next(12);
                return Some.Turn(turn, conversation, writer, minute: -180 * turn) with
                {
                    Revision = random.Next(4),
                    UserInput = Text(random),
                    AgentResponse = random.Next(3) == 0 ? new MaskedText(Text(random), Text(random)) : Text(random),
                };
            default:
                return Some.Entry(random.Next(1, 60), Text(random), conversation, writer, isPii: random.Next(5) == 0) with
                {
                    Fields = Some.Fields(("field", Text(random)), ("status", random.Next(408, 411)), LogField.Pii("who", Text(random))),
                    Timestamp = Some.At(60 * (random.Next(-2_000, 200) / 4)),
                    TurnId = random.Next(3) == 0 ? Some.TurnId(1, conversation) : null,
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
        From = random.Next(2) == 0 ? Some.At(60 * random.Next(-500, 50)) : null,
        To = random.Next(3) == 0 ? Some.At(60 * random.Next(-500, 50)) : null,
        EntriesOnly = random.Next(3) == 0,
        Limit = random.Next(3) == 0 ? random.Next(1, 10) : 1_000,
    };

    private static string Text(Random random) => string.Join(' ', Enumerable.Range(0, random.Next(6)).Select(_ => s_words[random.Next(s_words.Length)]));
}
