using ConvLog.Records;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Writing;

/// <summary>A title is determined again only if a turn changed that may be its source.</summary>
public sealed class TitleReadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteConversationStore _store;
    private readonly InMemoryConversationStore _memory = new();

    public TitleReadingTests() => _store = new SqliteConversationStore(_folder.File("titles.db"), new SqliteStoreOptions { IndexText = false });

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_title_is_the_first_user_input_in_any_order_of_writes()
    {
        await WriteAsync(Some.Opening(), Some.Opening(writer: 2));
        await ShouldBeAsync(Said(1, "first"), "first");
        await ShouldBeAsync(Said(2, "second"), "first");
        await ShouldBeAsync(Said(3, "third"), "first");
        await ShouldBeAsync(Said(1, "", revision: 1), "second");
        await ShouldBeAsync(Said(2, "second again", revision: 1), "second again");
        await ShouldBeAsync(Said(2, "of another opening", revision: 2) with { WriterId = Some.Writer(writer: 2), Sequence = 9 }, "of another opening");
        await ShouldBeAsync(Said(2, "", revision: 3) with { WriterId = Some.Writer(writer: 2), Sequence = 9 }, "third");
        await ShouldBeAsync(Said(3, "", revision: 1), "answer 1");
        await ShouldBeAsync(Said(5, "late"), "late");
        await ShouldBeAsync(Said(4, "earlier in its opening"), "late");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_title_equals_that_of_the_in_memory_store_after_every_write(int seed)
    {
        var random = new Random(seed);
        await WriteAsync(Some.Opening(), Some.Opening(writer: 2));
        for (int step = 0; step < 300; step++)
        {
            await WriteAsync([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Any(random))]);

            (await _store.ReadSummaryAsync(Some.Conversation))!.Title.Should().Be((await _memory.ReadSummaryAsync(Some.Conversation))!.Title, "step {0}", step);
        }
    }

    private static TurnRecord Any(Random random)
    {
        int turn = random.Next(1, 12);
        string text = random.Next(3) == 0 ? "" : $"{turn} says {random.Next(1_000)}";
        return Some.Turn(turn, writer: random.Next(1, 3)) with
        {
            Revision = random.Next(20),
            Sequence = random.Next(8) == 0 ? random.Next(20) : turn,
            EndedAt = random.Next(2) == 0 ? Some.At(1) : null,
            UserInput = random.Next(2) == 0 ? text : new MaskedText(text, text.Length == 0 ? "" : "shown"),
            AgentResponse = random.Next(3) == 0 ? "" : $"answer {turn}",
        };
    }

    private static TurnRecord Said(int turn, string text, int revision = 0)
        => Some.Turn(turn) with { Revision = revision, UserInput = text, AgentResponse = $"answer {turn}", EndedAt = Some.At(1) };

    private async Task ShouldBeAsync(TurnRecord turn, string title)
    {
        await WriteAsync(turn);
        (await _store.ReadSummaryAsync(Some.Conversation))!.Title.Text.Should().Be(title);
        (await _memory.ReadSummaryAsync(Some.Conversation))!.Title.Text.Should().Be(title);
    }

    private async Task WriteAsync(params StoreRecord[] records)
    {
        await _store.WriteAsync(records);
        await _memory.WriteAsync(records);
    }
}
