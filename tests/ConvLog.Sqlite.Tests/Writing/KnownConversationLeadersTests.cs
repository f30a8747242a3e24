using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Writing;

/// <summary>Of the calls with one name in a conversation, and of the turns with one model, one is in the index that finds the conversation.</summary>
public sealed class KnownConversationLeadersTests : IDisposable
{
    private static readonly string[] s_conversations = ["a", "b", "c"];
    private static readonly string[] s_names = ["find_table", "book_table", "größe"];
    private static readonly string?[] s_models = [null, "gpt-x", "gpt-y"];

    private readonly TemporaryFolder _folder = new();
    private readonly SqliteConversationStore _store;
    private readonly SqliteConversationStore _other;
    private readonly InMemoryConversationStore _memory = new();

    public KnownConversationLeadersTests()
    {
        _store = new SqliteConversationStore(FilePath, new SqliteStoreOptions { IndexText = false });
        _other = new SqliteConversationStore(FilePath, new SqliteStoreOptions { IndexText = false });
    }

    private string FilePath => _folder.File("leads.db");

    public void Dispose()
    {
        _store.Dispose();
        _other.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Conversations_are_found_by_function_names_and_models_after_revisions_by_any_host(int seed)
    {
        var random = new Random(seed);
        await WriteAsync(_store, [.. s_conversations.Select(static conversation => Some.Opening(conversation))]);
        for (int step = 0; step < 100; step++)
        {
            await WriteAsync(random.Next(2) == 0 ? _store : _other, [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Any(random, step))]);
            foreach (string name in s_names)
            {
                await ShouldBeFoundAsync(new ConversationQuery { FunctionName = name }, step);
            }

            foreach (string model in s_models.OfType<string>())
            {
                await ShouldBeFoundAsync(new ConversationQuery { Model = model }, step);
            }
        }

        Number("SELECT count(*) FROM (SELECT 1 FROM call GROUP BY conversation, name HAVING sum(leads) <> 1)").Should().Be(0);
        Number("SELECT count(*) FROM (SELECT 1 FROM turn WHERE model IS NOT NULL GROUP BY conversation, model HAVING sum(leads) <> 1)").Should().Be(0);
    }

    [Fact]
    public async Task A_conversation_with_thousands_of_function_names_is_found_by_each()
    {
        for (int batch = 0; batch < 4; batch++)
        {
            await _store.WriteAsync([Some.Opening("a"), .. Enumerable.Range(batch * 600, 600).Select(static call => Item(call, call))]);
        }

        await _store.WriteAsync([.. Enumerable.Range(3_000, 2_400).Select(static call => Item(call, call - 3_000))]);

        Number("SELECT count(DISTINCT name) FROM call WHERE leads = 1").Should().Be(2_400);
        Number("SELECT count(*) FROM call WHERE leads = 1").Should().Be(2_400);
        (await _other.ListAsync(new ConversationQuery { FunctionName = "item_7" }, withPii: false)).Conversations.Should().ContainSingle();
    }

    private static FunctionEventRecord Item(int call, int item) => Some.Call(call, conversation: "a") with { Name = $"item_{item}" };

    private static StoreRecord Any(Random random, int revision)
    {
        string conversation = s_conversations[random.Next(3)];
        return random.Next(2) == 0
            ? Some.Call(random.Next(4), conversation: conversation) with { Name = s_names[random.Next(3)], Revision = revision }
            : Some.Turn(random.Next(4), conversation: conversation) with
            {
                Revision = revision,
                Usage = s_models[random.Next(3)] is { } model ? new ModelUsage(model, inputTokens: 1, outputTokens: 1) : null,
            };
    }

    private async Task ShouldBeFoundAsync(ConversationQuery query, int step)
        => (await IdsAsync(_store, query)).Should().BeEquivalentTo(await IdsAsync(_memory, query), "{0}{1} in step {2}", query.FunctionName, query.Model, step);

    private static async Task<IEnumerable<string>> IdsAsync(IConversationStore store, ConversationQuery query)
        => (await store.ListAsync(query, withPii: false)).Conversations.Select(static summary => summary.Conversation.ConversationId);

    private async Task WriteAsync(SqliteConversationStore store, StoreRecord[] records)
    {
        await store.WriteAsync(records);
        await _memory.WriteAsync(records);
    }

    private long Number(string sql)
    {
        using var session = Session.Open(FilePath, TimeSpan.FromSeconds(5));
        return session.Number(sql) ?? 0;
    }
}
