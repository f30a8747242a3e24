using System.Text;
using ConvLog.PostgreSql.Text;
using ConvLog.Records;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Indexing;
using ConvLog.Storage.Text;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Text;

public sealed class IndexBatchRevisedTurnTests : TextTest
{
    [Fact]
    public async Task A_revised_turn_is_found_by_its_current_text_only()
    {
        var store = Open();
        await store.WriteAsync([Some.Opening(), Said("A table please")]);
        await store.CatchUpAsync();

        await store.WriteAsync([Said("A chair please", "Which colour?", revision: 1)]);
        (await FindAsync(store, "table")).Should().BeEmpty("what was taken back is not found from that moment on");
        await store.CatchUpAsync();

        (await FindAsync(store, "table")).Should().BeEmpty();
        (await FindAsync(store, "chair colour")).Should().ContainSingle().Which.TurnId.Should().Be(Some.TurnId(1));
        (await WordsAsync(kind: 1)).Values.Should().ContainSingle().Which.Should().BeEquivalentTo(WordsOf("A chair please", "Which colour?"));
    }

    [Fact]
    public async Task A_turn_revised_while_it_is_indexed_is_indexed_in_its_latest_revision()
    {
        var store = Open();
        await store.WriteAsync([Some.Opening(), Said("A table please")]);
        await using var database = OpenDatabase();
        await database.WriteAsync(
            async (session, cancel) =>
            {
                await IndexBatch.RunAsync(session, utterances: true, cancel);
                await store.WriteAsync([Said("A chair please", revision: 1)], cancel);
                await OpenDatabase().WriteAsync(static (other, stop) => IndexBatch.RunAsync(other, utterances: true, stop), cancel);
                return true;
            },
            default);

        await store.CatchUpAsync();

        (await WordsAsync(kind: 1)).Values.Should().ContainSingle().Which.Should().BeEquivalentTo(WordsOf("A chair please", ""));
        (await CountAsync()).Pending.Should().Be(0);
    }

    [Fact]
    public async Task A_revision_with_the_same_text_keeps_the_turn_in_the_index()
    {
        var store = Open();
        await store.WriteAsync([Some.Opening(), Said("A table please")]);
        await store.CatchUpAsync();

        await store.WriteAsync([Said("A table please", revision: 1) with { Latency = TimeSpan.FromSeconds(1) }]);

        (await FindAsync(store, "table")).Should().ContainSingle();
        (await CountAsync()).Pending.Should().Be(0);
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task The_index_matches_the_turns_after_concurrent_writing_and_indexing()
    {
        string[] words = ["table", "chair", "lamp", "予約", "", "go", "Straße", "a1"];
        PostgreSqlConversationStore[] hosts = [Open(), Open()];
        for (int seed = 0; seed < 5; seed++)
        {
            string conversation = $"c{seed}";
            var random = new Random(seed);
            var said = new Dictionary<int, (string Input, string Response)>();
            var indexing = new List<Task>();
            await hosts[0].WriteAsync([Some.Opening(conversation)]);
            for (int revision = 0; revision < 30; revision++)
            {
                int turn = random.Next(6);
                said[turn] = (Words(random, words), Words(random, words));
                await hosts[random.Next(2)].WriteAsync([Said(said[turn].Input, said[turn].Response, revision, turn, conversation)]);
                if (random.Next(3) == 0)
                {
                    indexing.Add(hosts[random.Next(2)].CatchUpAsync());
                }
            }

            await Task.WhenAll(indexing);
            await hosts[0].CatchUpAsync();

            var expected = said.Values.Select(static turn => string.Join(' ', WordsOf(turn.Input, turn.Response))).Where(static text => text.Length > 0);
            (await WordsAsync(kind: 1)).Where(document => document.Key.StartsWith(conversation + " ", StringComparison.Ordinal))
                .Select(static document => string.Join(' ', document.Value))
                .Should().BeEquivalentTo(expected, $"seed {seed}");
        }
    }

    private static TurnRecord Said(string input, string response = "", int revision = 0, int turn = 1, string conversation = Some.Conversation)
        => Some.Turn(turn, conversation) with { Revision = revision, UserInput = input, AgentResponse = response };

    private static string Words(Random random, string[] words)
        => string.Join(' ', Enumerable.Range(0, random.Next(5)).Select(_ => words[random.Next(words.Length)]));

    // In the order of the server.
    private static string[] WordsOf(string input, string response)
    {
        var words = new DocumentWords();
        words.Begin();
        words.Include(SearchDocument.OfTurn(input, response));
        return [.. Encoding.UTF8.GetString(words.Slice(0, words.Length)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)
            .Order(Utf8Order.Instance)];
    }
}
