using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Statistics;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using FluentAssertions.Equivalency;
using Some = ConvLog.StoreContract.Some;

namespace ConvLog.Sqlite.Tests.Writing;

/// <summary>A conversation's row is written at the end of its first transaction, with the same values as if it had existed before.</summary>
public sealed class WriteBatchFirstTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteConversationStore _store;
    private readonly InMemoryConversationStore _memory = new();

    public WriteBatchFirstTests() => _store = new SqliteConversationStore(FilePath, new SqliteStoreOptions { IndexText = false });

    private string FilePath => _folder.File("first.db");

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Lists_equal_those_of_the_in_memory_store_after_random_and_repeated_writes(int seed)
    {
        var random = new Random(seed);
        for (int step = 0; step < 30; step++)
        {
            var records = new AnyRecords(random, $"conv-{step}-");
            StoreRecord[] batch = [.. records.Batch(), .. Other(random, $"conv-{step}-{random.Next(5)}"), .. records.Batch()];
            await WriteAsync(batch);
            await ShouldBeTheSameAsync(batch);
            StoreRecord[] next = records.Batch();
            await WriteAsync(next);
            await ShouldBeTheSameAsync(next);
        }
    }

    [Fact]
    public async Task A_fully_rejected_conversation_does_not_take_the_number_of_another()
    {
        await WriteAsync(Some.Opening("a"), Some.Entry(0, conversation: "a"));
        var stranger = async () => await _store.WriteAsync(
            [Some.Opening("a", writer: 2) with { AgentId = "another" }, Some.Opening("b"), Some.Entry(0, conversation: "b")]);
        await stranger.Should().ThrowAsync<WriterRefusedException>();
        await WriteAsync(Some.Opening("c"), Some.Entry(0, conversation: "c"));

        foreach (string conversation in new[] { "a", "b", "c" })
        {
            (await _store.ReadAsync(conversation))!.Logged.Should().ContainSingle();
        }

        Number("SELECT count(*) FROM conversation WHERE listed = 1").Should().Be(3);
    }

    [Fact]
    public async Task Conversation_numbers_are_never_reused()
    {
        await WriteAsync(Some.Opening("a"), Some.Opening("b"));
        long last = Number("SELECT max(no) FROM conversation");
        await _store.EraseAsync(ErasureRequest.OfConversation("b", "dpo", Some.At(0)));
        Number("SELECT max(no) FROM conversation").Should().BeLessThan(last, "it is deleted");

        await WriteAsync(Some.Opening("c"));

        Number("SELECT max(no) FROM conversation").Should().Be(last + 1);
    }

    private static StoreRecord[] Other(Random random, string conversation) =>
    [
        .. new StoreRecord[]
        {
            Some.Entry(random.Next(9), conversation: conversation),
            new ReadMarkRecord { ConversationId = conversation, ReadBy = "someone", ReadAt = Some.At(7) },
            new NoteRecord { ConversationId = conversation, Id = new Guid(7, 0, 0, new byte[8]), Text = "A note", Author = "someone", CreatedAt = Some.At(3) },
            new LabelRecord { ConversationId = conversation, Label = "escalated", CreatedAt = Some.At(4) },
        }.Where(_ => random.Next(3) > 0),
    ];

    private async Task ShouldBeTheSameAsync(IEnumerable<StoreRecord> batch)
    {
        foreach (string conversation in batch.Select(static record => record.ConversationId).Distinct(StringComparer.Ordinal))
        {
            ShouldBe(await _store.ReadSummaryAsync(conversation), await _memory.ReadSummaryAsync(conversation));
            ShouldBe(await _store.ReadAsync(conversation), await _memory.ReadAsync(conversation));
        }
    }

    // Pseudonyms are random.
    private static void ShouldBe<T>(T stored, T expected)
        => stored.Should().BeEquivalentTo(expected,
            static options => options.Excluding(static (IMemberInfo member) => member.Name.EndsWith("Pseudonym", StringComparison.Ordinal)));

    private long Number(string sql)
    {
        using var session = Session.Open(FilePath, TimeSpan.FromSeconds(5));
        return session.Number(sql) ?? 0;
    }

    private async Task WriteAsync(params StoreRecord[] records)
    {
        await _store.WriteAsync(records);
        await _memory.WriteAsync(records);
    }
}
