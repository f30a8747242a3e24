using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Connections;

[Needs(ServerNeeds.Pooler)]
public class ServerConnectionsTests
{
    private const string CountPrepared = "SELECT count(*) FROM pg_prepared_statements";

    private static readonly PostgreSqlStoreOptions s_options = new();

    [Fact]
    public async Task Statements_are_prepared_on_a_direct_connection()
    {
        using var cluster = PostgresCluster.Start(PostgresCluster.Fleeting);
        await using var connections = Open(cluster.ConnectionString);

        await RepeatAsync(connections, "SELECT 42");

        (await ScalarAsync(connections, CountPrepared)).Should().Be(1L);
        connections.Prepares.Should().BeTrue();
    }

    [Theory]
    [InlineData("Max Auto Prepare=0", 0)]
    [InlineData("Max Auto Prepare=2", 2)]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task The_connection_string_limits_prepared_statements(string setting, long expected)
    {
        using var cluster = PostgresCluster.Start(PostgresCluster.Fleeting);
        await using var connections = Open($"{cluster.ConnectionString};{setting}");

        foreach (string sql in new[] { "SELECT 1", "SELECT 2", "SELECT 3" })
        {
            await RepeatAsync(connections, sql);
        }

        (await ScalarAsync(connections, CountPrepared)).Should().Be(expected);
    }

    [Fact]
    public async Task No_statements_are_prepared_behind_a_pooler()
    {
        using var cluster = PostgresCluster.Start(PostgresCluster.Fleeting);
        using var pooler = await Pooler.StartAsync(cluster.Folder, connections: 1);
        await using var connections = Open(pooler.ConnectionString);

        await RepeatAsync(connections, "SELECT 42");

        (await ScalarAsync(connections, CountPrepared)).Should().Be(0L);
        connections.Prepares.Should().BeFalse();
    }

    [Fact]
    public async Task A_lost_prepared_statement_disables_preparing()
    {
        using var cluster = PostgresCluster.Start(PostgresCluster.Fleeting);
        await using var connections = Open(cluster.ConnectionString);
        await RepeatAsync(connections, "SELECT 42");
        await ScalarAsync(connections, "DEALLOCATE ALL");

        var failure = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(connections, "SELECT 42"));

        connections.HasLostPrepared(failure).Should().BeTrue();
        connections.Prepares.Should().BeFalse();
        (await ScalarAsync(connections, "SELECT 42")).Should().Be(42);
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Concurrent_transactions_that_lose_prepared_statements_are_all_retried()
    {
        using var cluster = PostgresCluster.Start(PostgresCluster.Fleeting);
        await using var connections = new ServerConnections(cluster.ConnectionString, "convlog", s_options);
        await using var one = await connections.OpenAsync(CancellationToken.None);
        await using var other = await connections.OpenAsync(CancellationToken.None);
        var failures = new List<PostgresException>();
        foreach (var connection in (NpgsqlConnection[])[one, other])
        {
            for (int i = 0; i < 6; i++)
            {
                await ScalarAsync(connection, "SELECT 42");
            }

            await ScalarAsync(connection, "DEALLOCATE ALL");
            failures.Add(await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(connection, "SELECT 42")));
        }

        failures.Select(connections.HasLostPrepared).Should().Equal(true, true);

        connections.HasLostPrepared(new PostgresException("", "", "", PostgresErrorCodes.FeatureNotSupported)).Should().BeFalse("nothing is prepared any more");
    }

    [Fact]
    public async Task Statements_prepared_before_a_table_change_are_prepared_again()
    {
        using var cluster = PostgresCluster.Start(PostgresCluster.Fleeting);
        await using var connections = Open(cluster.ConnectionString);
        await ScalarAsync(connections, "CREATE TABLE changing (a int)");
        await RepeatAsync(connections, "SELECT max(a) AS a FROM changing");
        await ScalarAsync(connections, "ALTER TABLE changing ALTER a TYPE bigint");

        var failure = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(connections, "SELECT max(a) AS a FROM changing"));

        connections.HasLostPrepared(failure).Should().BeTrue();
        connections.Prepares.Should().BeTrue();
        await RepeatAsync(connections, "SELECT max(a) AS a FROM changing");
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_store_works_after_the_server_deallocates_its_prepared_statements()
    {
        var sources = new List<NpgsqlDataSource>();
        await using var hosts = new Hosts(changeTables: true);
        var store = hosts.Open(configure: options => options.SharedConnections = (_, builder) =>
        {
            sources.Add(builder.Build());
            return sources[^1];
        });
        for (int i = 0; i < 10; i++)
        {
            await WriteAndReadAsync(store, $"c{i}");
        }

        long forgotten = 0;
        foreach (var source in sources)
        {
            forgotten += await DeallocatePreparedAsync(source);
        }

        forgotten.Should().BePositive();
        await WriteAndReadAsync(store, "later");
        foreach (var source in sources)
        {
            await source.DisposeAsync();
        }
    }

    /// <summary>Regression: the pool took as many connections as the server has, and the next one was refused.</summary>
    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_hundred_lists_at_once_wait_for_connections_of_a_server_with_default_settings()
    {
        using var cluster = PostgresCluster.Start(PostgresCluster.Fleeting);
        var schema = TestSchema.New();
        await using var store = new PostgreSqlConversationStore(
            $"Host={cluster.Folder};Username=postgres;Database=postgres;Application Name=lists", schema.Options());
        await store.WriteAsync([Some.Opening()]);
        await store.BringUpToDateAsync();
        await using var locking = new NpgsqlConnection(cluster.ConnectionString);
        await locking.OpenAsync();
        await using var transaction = await locking.BeginTransactionAsync();
        await ScalarAsync(locking, $"LOCK TABLE {schema.Name}.conversation IN ACCESS EXCLUSIVE MODE");

        var lists = Enumerable.Range(0, 100).Select(_ => store.ListAsync(new ConversationQuery(), withPii: false).AsTask()).ToList();
        await Waiting.UntilAsync(async () => await PostgresServer.RunAsync(
            cluster.ConnectionString, "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'lists' AND wait_event_type = 'Lock'") is >= 40L);
        await transaction.RollbackAsync();

        (await Task.WhenAll(lists)).Should().AllSatisfy(static page => page.Conversations.Should().ContainSingle());
    }

    private static ServerConnections Open(string connectionString) => new($"{connectionString};Maximum Pool Size=1", "convlog", s_options);

    // As a pooler does between two clients. All connections of a pool are taken at once, because a single one cannot be chosen.
    private static async Task<long> DeallocatePreparedAsync(NpgsqlDataSource source)
    {
        long forgotten = 0;
        var connections = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => source.OpenConnectionAsync().AsTask()));
        foreach (var connection in connections)
        {
            await using var count = new NpgsqlCommand(CountPrepared, connection);
            forgotten += (long)(await count.ExecuteScalarAsync())!;
            await using var forget = new NpgsqlCommand("DEALLOCATE ALL", connection);
            await forget.ExecuteNonQueryAsync();
        }

        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }

        return forgotten;
    }

    private static async Task WriteAndReadAsync(PostgreSqlConversationStore store, string id)
    {
        await Hosts.WriteAsync(store, Some.Opening(id));
        (await store.ReadAsync(id)).Should().NotBeNull();
    }

    // More executions than are needed to prepare a statement.
    private static async Task RepeatAsync(ServerConnections connections, string sql)
    {
        for (int i = 0; i < 10; i++)
        {
            await ScalarAsync(connections, sql);
        }
    }

    private static async Task<object?> ScalarAsync(ServerConnections connections, string sql)
    {
        await using var connection = await connections.OpenAsync(CancellationToken.None);
        return await ScalarAsync(connection, sql);
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
