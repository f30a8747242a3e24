using ConvLog.PostgreSql.Tests.Support;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Servers;

/// <summary>The servers that tests start and stop work as those tests expect.</summary>
[Needs(ServerNeeds.Installed)]
public class ClusterTests
{
    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Only_committed_data_survives_an_immediate_stop()
    {
        using var cluster = PostgresCluster.Start();
        await RunAsync(cluster, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)");
        await using var open = new NpgsqlConnection(cluster.ConnectionString);
        await open.OpenAsync();
        await using var transaction = await open.BeginTransactionAsync();
        await using var insert = new NpgsqlCommand("INSERT INTO kept VALUES (2)", open);
        await insert.ExecuteNonQueryAsync();

        cluster.Stop("immediate");
        cluster.StartAgain();

        (await RunAsync(cluster, "SELECT sum(n) FROM kept")).Should().Be(1L);
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public void A_server_leaves_nothing_behind()
    {
        var cluster = PostgresCluster.Start();
        File.Exists(cluster.Socket).Should().BeTrue();

        cluster.Dispose();

        Directory.Exists(cluster.Folder).Should().BeFalse();
    }

    private static async Task<object?> RunAsync(PostgresCluster cluster, string sql)
    {
        // A pool would keep connections that a stop has closed.
        await using var connection = new NpgsqlConnection(cluster.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
