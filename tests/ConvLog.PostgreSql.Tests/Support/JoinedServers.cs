using Npgsql;

namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>
/// Two servers joined by postgres_fdw. Hosts write to the first, which also has one shard, in a database of its own; the second server is the other shard.
/// </summary>
internal sealed class JoinedServers : IAsyncDisposable
{
    private const string Settings = $"{PostgresCluster.Fleeting} -c max_connections=200 -c shared_buffers=64MB";

    private static readonly Lazy<Task<JoinedServers>> s_shared = new(static () => StartAsync());

    private JoinedServers(PostgresCluster first, PostgresCluster second) => (First, Second) = (first, second);

    /// <summary>Those that tests share which stop none of them, each in schemas of its own. They go with this process.</summary>
    public static Task<JoinedServers> SharedAsync() => s_shared.Value;

    /// <summary>The server that hosts write to, and that has shard 0.</summary>
    public PostgresCluster First { get; }

    /// <summary>The server of shard 1.</summary>
    public PostgresCluster Second { get; }

    public string ConnectionString => First.ConnectionString;

    public IReadOnlyList<PostgreSqlShard> Shards { get; private init; } = [];

    /// <summary>Starts two servers.</summary>
    /// <param name="settings">Settings, as pg_ctl -o takes them.</param>
    public static async Task<JoinedServers> StartAsync(string settings = Settings)
    {
        var first = PostgresCluster.Start(settings);
        var second = PostgresCluster.Start(settings);
        var joined = new JoinedServers(first, second)
        {
            Shards =
            [
                new PostgreSqlShard("shard0", $"{first.ConnectionString};Database=shard0"),
                new PostgreSqlShard("shard1", second.ConnectionString),
            ],
        };
        try
        {
            await RunAsync(first.ConnectionString, "CREATE DATABASE shard0");
            await RunAsync(first.ConnectionString, $"""
                CREATE EXTENSION postgres_fdw;
                {ServerOf("shard0", first, "shard0")}
                {ServerOf("shard1", second, "postgres")}
                """);
            return joined;
        }
        catch
        {
            await joined.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs statements and gives the first value of their answer. Of a server that a test may stop no connection is kept.</summary>
    public static async Task<object?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(PostgresServer.IsShared(connectionString) ? connectionString : connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Takes a test's schemas away.</summary>
    public async Task DropAsync(TestSchema schema)
    {
        await schema.DropAsync(ConnectionString);
        foreach (var shard in Shards)
        {
            await schema.DropAsync(shard.ConnectionString);
        }
    }

    public ValueTask DisposeAsync()
    {
        First.Dispose();
        Second.Dispose();
        return ValueTask.CompletedTask;
    }

    // As docs/scaling.md has it.
    private static string ServerOf(string name, PostgresCluster cluster, string database) => $"""
        CREATE SERVER {name} FOREIGN DATA WRAPPER postgres_fdw OPTIONS (
            host '{cluster.Folder}', port '5432', dbname '{database}', use_remote_estimate 'true', fetch_size '10000', batch_size '1000', async_capable 'true', connect_timeout '10', options '-c lock_timeout=10s');
        CREATE USER MAPPING FOR CURRENT_USER SERVER {name} OPTIONS (user 'postgres');
        """;
}
