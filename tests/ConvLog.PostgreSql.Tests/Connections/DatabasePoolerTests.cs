using ConvLog.PostgreSql.Tests.Support;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Connections;

[Needs(ServerNeeds.Pooler)]
public class DatabasePoolerTests
{
    [Fact]
    public async Task Transactions_of_one_client_connection_run_on_several_server_connections()
    {
        using var cluster = PostgresCluster.Start();
        using var pooler = await Pooler.StartAsync(cluster.Folder);
        await using var source = new NpgsqlSlimDataSourceBuilder(pooler.ConnectionString + ";No Reset On Close=true").Build();

        // Another client holds the last used server connection in a transaction, so that the next transaction gets a different one.
        await using var connection = await source.OpenConnectionAsync();
        var seen = new HashSet<int> { await BackendAsync(connection) };
        var holders = new List<NpgsqlConnection>();
        while (seen.Count < 4)
        {
            var holder = await source.OpenConnectionAsync();
            holders.Add(holder);
            await holder.BeginTransactionAsync();
            seen.Should().Contain(await BackendAsync(holder));
            seen.Add(await BackendAsync(connection)).Should().BeTrue("the one before is held");
        }

        foreach (var holder in holders)
        {
            await holder.DisposeAsync();
        }
    }

    private static async Task<int> BackendAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT pg_backend_pid()", connection);
        return (int)(await command.ExecuteScalarAsync())!;
    }
}
