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

    private async Task<int?> CountAsync(string number)
        => (await _store.ListAsync(new ConversationQuery { Number = number, CountTotal = true }, withPii: true)).Total;
}
