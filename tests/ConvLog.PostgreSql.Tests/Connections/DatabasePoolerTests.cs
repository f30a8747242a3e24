using ConvLog.PostgreSql.Tests.Support;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Connections;

[Needs(ServerNeeds.Pooler)]
public class DatabasePoolerTests
{
    [Fact]
    public async Task Transactions_of_one_connection_run_on_several_of_the_server()
    {
        using var cluster = PostgresCluster.Start();
        using var pooler = await Pooler.StartAsync(cluster.Folder);
        await using var source = new NpgsqlSlimDataSourceBuilder(pooler.ConnectionString + ";No Reset On Close=true").Build();

        var seen = new HashSet<int>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var connection = await source.OpenConnectionAsync();
            for (int n = 0; n < 20; n++)
            {
                await using var command = new NpgsqlCommand("SELECT pg_backend_pid() FROM pg_sleep(0.002)", connection);
                int backend = (int)(await command.ExecuteScalarAsync())!;
                lock (seen)
                {
                    seen.Add(backend);
                }
            }
        }));

        seen.Should().HaveCount(4);
    }
}
