using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Statistics;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Sqlite.Summaries;
using ConvLog.Sqlite.Writing;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Writing;

/// <summary>The numbers assigned to log scopes in a file are reused by later writers.</summary>
public sealed class KnownConversationTests : IDisposable
{
    private static readonly Guid s_writer = Guid.NewGuid();
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("places.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_log_scope_has_one_row_for_all_hosts()
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
    public async Task Log_scopes_with_the_same_ID_of_different_kinds_are_distinct()
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
    public async Task Log_scopes_with_the_same_checksum_are_distinct()
    {
        using (var store = new SqliteConversationStore(FilePath))
        {
            await store.WriteAsync([Some.Opening("c"), Entry(0, "a", null)]);
        }

        using (var session = Session.Open(FilePath, TimeSpan.FromSeconds(5)))
        {
            session.Execute("UPDATE scope SET turn_id = 'b'"); // A 32-bit hash does not always distinguish two of them.
        }

        using (var store = new SqliteConversationStore(FilePath))
        {
            await store.WriteAsync([Entry(1, "a", null)]);

            (await store.ReadAsync("c"))!.Logged.Single(static entry => entry.Sequence == 1).TurnId.Should().Be("a");
        }

        Number("SELECT count(*) FROM scope").Should().Be(2);
    }

    [Fact]
    public async Task Hosts_adding_log_scopes_to_one_conversation_number_them_uniquely()
    {
        using (var store = new SqliteConversationStore(FilePath))
        using (var other = new SqliteConversationStore(FilePath))
        {
            await store.WriteAsync([Some.Opening("c"), Entry(0, "turn-0", null)]);
            for (int turn = 1; turn <= 40; turn++)
            {
                await (turn % 2 == 0 ? store : other).WriteAsync([Entry(turn, $"turn-{turn}", null)]);
            }

            await store.WriteAsync([.. Enumerable.Range(41, 40).Select(static turn => Entry(turn, $"turn-{turn % 41}", null))]);

            (await other.ReadAsync("c"))!.Logged.Select(static entry => entry.TurnId).Should().Equal(
                [.. Enumerable.Range(0, 81).Select(static entry => $"turn-{entry % 41}")]);
        }

        Number("SELECT count(*) FROM scope").Should().Be(41);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_conversation_can_have_more_log_scopes_than_its_range_of_numbers(bool isKnown)
    {
        using (var store = new SqliteConversationStore(FilePath))
        {
            await store.WriteAsync([Some.Opening("b"), Some.Opening("c"), Some.Opening("d"), Entry(0, "first", null)]);
            await store.WriteAsync([Entry(0, "neighbor", null) with { ConversationId = "d" }]);
        }

        long conversation = Number("SELECT no FROM conversation WHERE id = 'c'")!.Value;
        long last = ScopeNumber.RangeOf(conversation).Last;
        using (var session = Opened())
        {
            session.Execute($"UPDATE scope SET no = {last - 1} WHERE conversation = {conversation}; UPDATE entry SET scope = {last - 1} WHERE scope = {last - 65_534}");
        }

        var placesOf = new List<string?>();
        using (var store = new SqliteConversationStore(FilePath))
        {
            await store.WriteAsync([Entry(1, "second", null), Entry(2, "third", null), Entry(3, "fourth", null)]);
            using var again = new SqliteConversationStore(FilePath);
            await (isKnown ? store : again).WriteAsync([Entry(4, "fourth", null), Entry(5, "second", null), Entry(6, "third", null), Entry(7, "fifth", null)]);
            placesOf.AddRange((await store.ReadAsync("c"))!.Logged.Where(static entry => entry.Sequence > 0).Select(static entry => entry.TurnId));
            (await store.ReadAsync("d"))!.Logged.Should().ContainSingle().Which.TurnId.Should().Be("neighbor");
        }

        placesOf.Should().Equal("second", "third", "fourth", "fourth", "second", "third", "fifth");
        Number($"SELECT count(*) FROM scope WHERE no < {ScopeNumber.Least}").Should().Be(3, "the range had one number left");
        Number("SELECT count(*) FROM scope").Should().Be(6);

        using (var store = new SqliteConversationStore(FilePath))
        {
            await store.EraseAsync(ErasureRequest.OfConversation("c", "dpo", Some.At(0)));
        }

        Number($"SELECT count(*) FROM scope WHERE conversation = {conversation}").Should().Be(0);
        Number("SELECT count(*) FROM scope").Should().Be(1);
    }

    [Theory]
    [InlineData($"SELECT no FROM scope WHERE {ScopeNumber.OfConversation}", "scope_key (conversation=?)", "PRIMARY KEY (rowid>? AND rowid<?)")]
    [InlineData($"DELETE FROM scope WHERE {ScopeNumber.OfConversation}", "scope_key (conversation=?)", "PRIMARY KEY (rowid>? AND rowid<?)")]
    public void Log_scopes_of_a_conversation_are_found_by_their_numbers(string sql, string older, string newer)
    {
        new SqliteConversationStore(FilePath).Dispose();
        using var session = Opened();
        using var plan = session.Prepare($"EXPLAIN QUERY PLAN {sql}");
        var steps = new List<string>();
        while (plan.Step())
        {
            steps.Add(plan.Text(3));
        }

        steps.Should().Contain(step => step.EndsWith(older, StringComparison.Ordinal)).And.Contain(step => step.EndsWith(newer, StringComparison.Ordinal))
            .And.NotContain(static step => step.StartsWith("SCAN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Calls_with_the_same_ID_in_several_conversations_are_distinct()
    {
        using var store = new SqliteConversationStore(FilePath);
        await store.WriteAsync([Some.Opening("c"), Some.Opening("d"), Call("c", revision: 1, "begun"), Call("d", revision: 1, "begun")]);
        await store.WriteAsync([Call("d", revision: 2, "ended")]);

        (await store.ReadAsync("c"))!.FunctionEvents.Select(static call => call.Name).Should().Equal("begun");
        (await store.ReadAsync("d"))!.FunctionEvents.Select(static call => call.Name).Should().Equal("ended");
    }

    [Theory]
    [InlineData(KnownConversation.FindScope, "scope_key (conversation=? AND checksum=? AND rowid<?)")]
    [InlineData(CallWriting.FindCall, "call_known (id=? AND conversation=?)")]
    [InlineData("SELECT conversation FROM call WHERE id = ?1", "call_known (id=?)")]
    [InlineData(CurrentCounts.CallTimes, "call_conversation (conversation=?)")]
    [InlineData(TurnWriting.SelectTurn, "turn_id (conversation=? AND id=?)")]
    public void Rows_are_found_by_an_index(string sql, string index)
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
