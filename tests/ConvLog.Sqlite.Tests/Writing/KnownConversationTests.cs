using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Sqlite.Writing;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Writing;

/// <summary>The numbers that a file has given to places are found again, by whoever logs there next.</summary>
public sealed class KnownConversationTests : IDisposable
{
    private static readonly Guid s_writer = Guid.NewGuid();
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("places.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_place_has_one_row_whichever_host_logs_there_and_whenever()
    {
        using (var store = new SqliteConversationStore(FilePath))
        using (var other = new SqliteConversationStore(FilePath))
        {
            await store.WriteAsync([Some.Opening("c"), Entry(0, "turn-1", "call-1")]);
            await other.WriteAsync([Entry(1, "turn-1", "call-1"), Entry(2, "turn-1", null)]);
            await store.WriteAsync([Entry(3, "turn-1", null), Entry(4, "turn-1", "call-1")]);
        }

        using (var again = new SqliteConversationStore(FilePath))
        {
            await again.WriteAsync([Entry(5, "turn-1", "call-1"), Entry(6, "turn-1", null), Entry(7, null, null)]);

            (await again.ReadAsync("c"))!.Logged.Select(static entry => (entry.TurnId, entry.FunctionEventId)).Should().BeEquivalentTo(
                [("turn-1", "call-1"), ("turn-1", "call-1"), ("turn-1", null), ("turn-1", null), ("turn-1", "call-1"), ("turn-1", "call-1"), ("turn-1", null),
                    ((string?)null, (string?)null)]);
        }

        Number("SELECT count(*) FROM scope").Should().Be(2);
    }

    [Fact]
    public async Task Places_that_differ_in_what_an_id_is_of_are_two()
    {
        using (var store = new SqliteConversationStore(FilePath))
        {
            await store.WriteAsync([Some.Opening("c"), Entry(0, "x", null)]);
            await store.WriteAsync([Entry(1, null, "x")]);
            await store.WriteAsync([Entry(2, "x", "")]);
            await store.WriteAsync([Entry(3, "x", null), Entry(4, null, "x"), Entry(5, "x", "")]);
        }

        Number("SELECT count(*) FROM scope").Should().Be(3);
    }

    [Fact]
    public async Task Another_place_of_the_same_checksum_is_another_place()
    {
        using (var store = new SqliteConversationStore(FilePath))
        {
            await store.WriteAsync([Some.Opening("c"), Entry(0, "a", null)]);
        }

        using (var session = Session.Open(FilePath, TimeSpan.FromSeconds(5)))
        {
            session.Execute("UPDATE scope SET turn_id = 'b'"); // A hash of 32 bits does not tell two of them apart for good.
        }

        using (var store = new SqliteConversationStore(FilePath))
        {
            await store.WriteAsync([Entry(1, "a", null)]);

            (await store.ReadAsync("c"))!.Logged.Single(static entry => entry.Sequence == 1).TurnId.Should().Be("a");
        }

        Number("SELECT count(*) FROM scope").Should().Be(2);
    }

    [Fact]
    public async Task Calls_of_one_id_in_many_conversations_are_many()
    {
        using var store = new SqliteConversationStore(FilePath);
        await store.WriteAsync([Some.Opening("c"), Some.Opening("d"), Call("c", revision: 1, "begun"), Call("d", revision: 1, "begun")]);
        await store.WriteAsync([Call("d", revision: 2, "ended")]);

        (await store.ReadAsync("c"))!.FunctionEvents.Select(static call => call.Name).Should().Equal("begun");
        (await store.ReadAsync("d"))!.FunctionEvents.Select(static call => call.Name).Should().Equal("ended");
    }

    [Theory]
    [InlineData(KnownConversation.FindScope, "scope_key (conversation=? AND checksum=?)")]
    [InlineData(WriteBatch.FindCall, "call_known (id=? AND conversation=?)")]
    [InlineData("SELECT conversation FROM call WHERE id = ?1", "call_known (id=?)")]
    [InlineData(WriteBatch.CallTimes, "call_order (conversation=?)")]
    [InlineData(WriteBatch.SelectTurn, "turn_id (conversation=? AND id=?)")]
    public void Rows_are_found_along_an_index(string sql, string index)
    {
        new SqliteConversationStore(FilePath).Dispose();
        using var session = Opened();

        using var plan = session.Prepare($"EXPLAIN QUERY PLAN {sql}");
        plan.Step().Should().BeTrue();
        plan.Text(3).Should().EndWith(index);
        plan.Step().Should().BeFalse("nothing is sorted");
    }

    private Session Opened() => Session.Open(FilePath, TimeSpan.FromSeconds(5));

    private long? Number(string sql)
    {
        using var session = Opened();
        return session.Number(sql);
    }

    private static EntryRecord Entry(long sequence, string? turnId, string? callId) => new()
    {
        ConversationId = "c", WriterId = s_writer, Sequence = sequence, TurnId = turnId, FunctionEventId = callId, Level = EntryLevel.Info, Content = "m",
        Timestamp = Some.At(sequence),
    };

    private static FunctionEventRecord Call(string conversation, int revision, string name) => new()
    {
        ConversationId = conversation, WriterId = s_writer, Sequence = 1, Id = "call_0", Revision = revision, Name = name, StartedAt = Some.At(0),
    };
}
