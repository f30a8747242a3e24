using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Writing;

/// <summary>Numbers whose hash is of the text as it was written, as earlier versions stored them.</summary>
public sealed class SubjectsTests : IAsyncLifetime
{
    private const string Written = "(+34) 910-555-017";

    private readonly TestSchema _schema = ReusedSchemas.On(PostgresServer.ConnectionString).Take();
    private readonly PostgreSqlConversationStore _store;

    public SubjectsTests() => _store = new PostgreSqlConversationStore(PostgresServer.ConnectionString, _schema.Options());

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await ReusedSchemas.On(PostgresServer.ConnectionString).GiveBackAsync(_schema);
    }

    [Fact]
    public async Task It_is_found_as_it_was_written_and_however_it_is_written_once_its_opening_is_stored_again()
    {
        await _store.WriteAsync([Some.Opening() with { UserId = Written }]); // The hash of a user is of the text as it is written.
        await using (var connection = new NpgsqlConnection(PostgresServer.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand($"UPDATE \"{_schema.Name}\".subject SET kind = 1", connection);
            await command.ExecuteNonQueryAsync();
        }

        (await CountAsync(Written)).Should().Be(1);
        (await CountAsync("+34910555017")).Should().Be(0);

        await _store.WriteAsync([Some.Opening() with { FromNumber = Written, Revision = 1 }]);

        (await CountAsync(Written)).Should().Be(1);
        (await CountAsync("0034 910 555 017")).Should().Be(1);
    }

    private async Task<int?> CountAsync(string number)
        => (await _store.ListAsync(new ConversationQuery { Number = number, CountTotal = true }, withPii: true)).Total;
}
