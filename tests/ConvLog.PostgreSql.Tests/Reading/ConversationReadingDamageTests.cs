using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Reading;

/// <summary>Reads of damaged rows.</summary>
public sealed class ConversationReadingDamageTests : IAsyncLifetime
{
    private readonly TestSchema _schema = ReusedSchemas.On(PostgresServer.ConnectionString).Take();
    private readonly PostgreSqlConversationStore _store;

    public ConversationReadingDamageTests() => _store = new PostgreSqlConversationStore(PostgresServer.ConnectionString, _schema.Options());

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await ReusedSchemas.On(PostgresServer.ConnectionString).GiveBackAsync(_schema);
    }

    [Fact]
    public async Task A_damaged_entry_is_marked_as_damaged_and_the_others_are_read()
    {
        await _store.WriteAsync([Some.Opening(), Some.Entry(1, "one"), Some.Entry(2, "two"), Some.Entry(3, "three")]);
        await RunAsync("UPDATE #.entry SET content = 'tw0' WHERE content = 'two'");

        var page = await _store.ReadLogAsync(new LogQuery(Some.Conversation));

        page.Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should().Equal("one", "[damaged]", "three");
    }

    [Fact]
    public async Task A_personal_payload_moved_to_another_row_is_not_decrypted()
    {
        await _store.WriteAsync([Some.Opening(), Some.Entry(1, "one", isPii: true), Some.Entry(2, "two", isPii: true)]);
        await RunAsync("UPDATE #.pii SET payload = (SELECT p.payload FROM #.pii AS p WHERE p.kind = 2 ORDER BY p.ref LIMIT 1) WHERE kind = 2");

        var page = await _store.ReadLogAsync(new LogQuery(Some.Conversation) { WithPii = true });

        page.Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should().Equal("one", "[damaged]");
    }

    [Fact]
    public async Task Paging_a_log_skips_entries_whose_data_is_deleted()
    {
        await _store.WriteAsync([Some.Opening(), .. Enumerable.Range(1, 40).Select(static i => Some.Entry(i, $"{i}", isPii: i % 20 != 0))]);
        await RunAsync("UPDATE #.conversation SET pii_purged = 1");
        await RunAsync("DELETE FROM #.pii WHERE kind = 2");

        var first = await _store.ReadLogAsync(new LogQuery(Some.Conversation) { WithPii = true, Limit = 1 });
        var second = await _store.ReadLogAsync(new LogQuery(Some.Conversation) { WithPii = true, Limit = 1, After = first.Next });

        first.Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should().Equal("20");
        second.Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should().Equal("40");
        second.Next.Should().BeNull();
    }

    private async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(PostgresServer.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql.Replace("#.", $"\"{_schema.Name}\".", StringComparison.Ordinal), connection);
        await command.ExecuteNonQueryAsync();
    }
}
