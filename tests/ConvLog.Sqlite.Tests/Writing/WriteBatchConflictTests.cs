using ConvLog.Records;
using ConvLog.Sqlite.Tests.Support;

namespace ConvLog.Sqlite.Tests.Writing;

/// <summary>Fault D04: the same identity with other content.</summary>
public sealed class WriteBatchConflictTests : IDisposable
{
    private static readonly Guid s_writer = Guid.NewGuid();
    private static readonly DateTimeOffset s_time = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly SqliteConversationStore _store;

    public WriteBatchConflictTests() => _store = new SqliteConversationStore(_folder.File("conversations.db"));

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task D04_An_entry_keeps_its_first_content_and_another_counts_as_a_conflict()
    {
        await _store.WriteAsync([Opening(), Entry("first")]);
        await _store.WriteAsync([Entry("second"), Entry("first"), Entry("first")]);

        (await _store.ReadAsync("c"))!.Logged.Cast<EntryRecord>().Select(static entry => entry.Content).Should().Equal("first");
        (await ConflictsAsync()).Should().Be(1, "what comes again as it was is no conflict");
    }

    [Fact]
    public async Task D04_A_personal_entry_keeps_its_first_content_and_another_counts_as_a_conflict()
    {
        await _store.WriteAsync([Opening(), Entry("first") with { IsPii = true }]);
        await _store.WriteAsync([Entry("second") with { IsPii = true }, Entry("first") with { IsPii = true }]);

        (await _store.ReadAsync("c"))!.Logged.Cast<EntryRecord>().Select(static entry => entry.Content).Should().Equal("first");
        (await ConflictsAsync()).Should().Be(1);
    }

    [Fact]
    public async Task D04_A_turn_revision_keeps_its_first_content_and_another_counts_as_a_conflict()
    {
        await _store.WriteAsync([Opening(), Turn("first")]);
        await _store.WriteAsync([Turn("second"), Turn("first")]);

        (await _store.ReadAsync("c"))!.Turns.Select(static turn => turn.UserInput.Text).Should().Equal("first");
        (await ConflictsAsync()).Should().Be(1);
    }

    private static ConversationRecord Opening() => new() { ConversationId = "c", WriterId = s_writer, AgentId = "a", OpenedAt = s_time };

    private static EntryRecord Entry(string content)
        => new() { ConversationId = "c", WriterId = s_writer, Sequence = 1, Level = EntryLevel.Info, Content = content, Timestamp = s_time };

    private static TurnRecord Turn(string input)
        => new() { ConversationId = "c", WriterId = s_writer, Sequence = 1, Id = "t", UserInput = input, StartedAt = s_time };

    private async Task<double> ConflictsAsync()
        => (await _store.CheckHealthAsync()).Parts.Single(static part => part.Name.Equals("writing", StringComparison.Ordinal)).Figures["conflicts"];
}
