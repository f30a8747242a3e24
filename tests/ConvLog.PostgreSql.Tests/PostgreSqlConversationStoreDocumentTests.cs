using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Npgsql;

namespace ConvLog.PostgreSql.Tests;

/// <summary>Documents on a server: damage is detected, and two hosts never both replace one version.</summary>
public sealed class PostgreSqlConversationStoreDocumentTests : IAsyncLifetime
{
    private readonly TestSchema _schema = ReusedSchemas.On(PostgresServer.ConnectionString).Take();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await ReusedSchemas.On(PostgresServer.ConnectionString).GiveBackAsync(_schema);

    [Fact]
    public async Task A_damaged_document_is_skipped_reported_and_can_be_overwritten()
    {
        await using var store = Open();
        await store.WriteDocumentAsync(Document());
        await RunAsync($"UPDATE {_schema.Name}.team_document SET body = convert_to('1', 'UTF8')");

        (await store.ReadDocumentsAsync("view")).Should().BeEmpty();

        (await store.CheckHealthAsync()).Parts.Single(static part => part.Name is "reading").Figures["checksum_errors"].Should().Be(1);
        (await store.WriteDocumentAsync(Document())).Should().BeTrue();
        (await store.ReadDocumentsAsync("view")).Should().Equal(Document() with { Version = 1 });
    }

    [Fact]
    public async Task Only_one_of_two_concurrent_hosts_replaces_a_version()
    {
        await using var one = Open();
        await using var two = Open();
        await one.WriteDocumentAsync(Document());
        for (int version = 1; version <= 20; version++)
        {
            var document = Document() with { Version = version };

            bool[] won = await Task.WhenAll(
                Task.Run(async () => await one.WriteDocumentAsync(document with { Body = "1" })),
                Task.Run(async () => await two.WriteDocumentAsync(document with { Body = "2" })));

            won.Should().ContainSingle(static each => each);
            (await two.ReadDocumentsAsync("view")).Should().Equal(document with { Version = version + 1, Body = won[0] ? "1" : "2" });
        }
    }

    private static TeamDocument Document() => new() { Kind = "view", Id = "a", UpdatedAt = Some.At(1), Body = "0" };

    private PostgreSqlConversationStore Open() => new(PostgresServer.ConnectionString, _schema.Options());

    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(PostgresServer.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
