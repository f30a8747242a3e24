using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Sqlite.Tests.Fixtures;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Erasure;

/// <summary>Manual deletions leave orphaned rows: the statements of docs/postgresql.md find them, and an erasure deletes them.</summary>
public sealed class RemovalLeftRowsTests : IAsyncLifetime
{
    private const string Conversation = FixtureContent.Talk;

    // In the order of docs/postgresql.md.
    private const int WithoutConversation = 0;
    private const int WithoutId = 1;
    private const int PersonalAlone = 2;

    private readonly Hosts _hosts = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _hosts.DisposeAsync();

    [Fact]
    public async Task No_orphaned_rows_are_found_without_manual_deletions()
    {
        await FixtureContent.WriteAsync(_hosts.Open());

        foreach (int statement in new[] { WithoutConversation, WithoutId, PersonalAlone })
        {
            (await FindAsync(statement)).Should().BeEmpty();
        }
    }

    [Theory]
    [InlineData("conversation", WithoutConversation)]
    [InlineData("conversation_id", WithoutId)]
    [InlineData("turn", PersonalAlone)]
    [InlineData("call", PersonalAlone)]
    [InlineData("entry", PersonalAlone)]
    [InlineData("fact", PersonalAlone)]
    [InlineData("note", PersonalAlone)]
    [InlineData("writer", PersonalAlone)]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Orphaned_rows_are_found_and_an_erasure_deletes_them(string table, int statement)
    {
        var store = _hosts.Open();
        await FixtureContent.WriteAsync(store);
        long number = await _hosts.NumberAsync($"SELECT conversation FROM #.conversation_id WHERE id = '{Conversation}'");
        await _hosts.ScalarAsync($"DELETE FROM #.{table} WHERE conversation = {number}");

        (await FindAsync(statement)).Distinct(StringComparer.Ordinal).Should().Equal(Conversation);
        await store.EraseAsync(ErasureRequest.OfConversation(Conversation, "dpo", Some.At(500)));

        (await FindAsync(statement)).Should().BeEmpty();
        (await _hosts.RowsOfAsync($"conversation = {number}")).Should().Be(0);
    }

    [Fact]
    public async Task Rows_without_a_conversation_ID_are_erased_once_they_have_one()
    {
        var store = _hosts.Open();
        await FixtureContent.WriteAsync(store);
        long number = await _hosts.NumberAsync($"SELECT conversation FROM #.conversation_id WHERE id = '{Conversation}'");
        long day = await _hosts.NumberAsync($"SELECT day FROM #.conversation_id WHERE id = '{Conversation}'");
        await _hosts.ScalarAsync($"DELETE FROM #.conversation WHERE conversation = {number}");
        await _hosts.ScalarAsync($"DELETE FROM #.conversation_id WHERE conversation = {number}");
        (await FindAsync(WithoutConversation)).Should().Equal("");

        await _hosts.ScalarAsync($"INSERT INTO #.conversation_id (id, conversation, day) VALUES ('left', {number}, {day})");
        var receipt = await store.EraseAsync(ErasureRequest.OfConversation("left", "dpo", Some.At(500)));

        receipt.Records.Turns.Should().Be(2);
        (await FindAsync(WithoutConversation)).Should().BeEmpty();
        (await _hosts.RowsOfAsync($"conversation = {number}")).Should().Be(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_conversation_recreated_after_its_ID_was_lost_is_erased_with_its_orphaned_rows(bool byUser)
    {
        var store = _hosts.Open();
        await store.WriteAsync([Some.Opening() with { UserId = "jane" }, Some.Turn(1), Some.Entry(1, "of Jane", isPii: true), Some.Note("1", "call Jane")]);
        await _hosts.ScalarAsync("DELETE FROM #.conversation_id");
        await _hosts.Open().WriteAsync([Some.Opening() with { UserId = "jane" }, Some.Turn(1), Some.Turn(2), Some.Entry(2, "of Jane", isPii: true)]);
        (await FindAsync(WithoutId)).Should().Equal(Some.Conversation);

        var receipt = await store.EraseAsync(byUser
            ? ErasureRequest.OfUser("jane", "dpo", Some.At(1_000)) : ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(500)));

        (receipt.Records.Turns, receipt.Records.Entries).Should().Be((3, 2), "the two conversations of that ID are erased");
        (await FindAsync(WithoutId)).Should().BeEmpty();
        (await _hosts.RowsOfAsync("true")).Should().Be(0);
        (await store.ReadAsync(Some.Conversation)).Should().BeNull();
    }

    // The IDs found by a statement of docs/postgresql.md; "" for a missing ID.
    private async Task<List<string>> FindAsync(int statement)
    {
        string sql = Statements()[statement].Replace("convlog.", _hosts.Schema.Name + ".", StringComparison.Ordinal);
        await using var connection = new NpgsqlConnection(_hosts.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
        {
            found.Add(reader.IsDBNull(0) ? "" : reader.GetString(0));
        }

        return found;
    }

    private static string[] Statements()
    {
        string page = File.ReadAllText(Checkout.PathOf("docs", "postgresql.md"));
        string block = page.Split("```sql").Select(static after => after.Split("```")[0])
            .Single(static block => block.Contains("Rows of conversations without", StringComparison.Ordinal));
        return block.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
