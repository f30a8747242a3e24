using System.Globalization;
using ConvLog.Privacy;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>The schemas of one test, used by no other test of this or another process.</summary>
/// <param name="Name">The schema of the data.</param>
internal sealed record TestSchema(string Name)
{
    private static readonly string s_process = string.Create(CultureInfo.InvariantCulture, $"t{Environment.ProcessId}_{Random.Shared.Next(1_000_000)}");
    private static readonly KeyRing s_ring = KeyRing.FromBase64("test:" + Convert.ToBase64String(new byte[32]));
    private static int s_schemas;

    /// <summary>The schema of the keys.</summary>
    public string KeysName => Name + "_keys";

    /// <summary>New schemas that were never used.</summary>
    public static TestSchema New() => new(string.Create(CultureInfo.InvariantCulture, $"{s_process}_{Interlocked.Increment(ref s_schemas)}"));

    /// <summary>The connections shared by all stores on a schema; null if each store has its own.</summary>
    public Func<string, NpgsqlSlimDataSourceBuilder, NpgsqlDataSource>? Connections { get; init; }

    /// <summary>Options of a store in these schemas.</summary>
    public PostgreSqlStoreOptions Options()
        => new() { Schema = Name, KeysSchema = KeysName, KeyRing = s_ring, SharedConnections = Connections, PartitionsAhead = 0, PartitionDays = 7 };

    /// <summary>Drops the schemas on an external server. Our own servers end with this process, before the space is needed.</summary>
    public async Task DropAsync(string connectionString)
    {
        if (!PostgresServer.IsGiven)
        {
            return;
        }

        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var drop = new NpgsqlCommand(
            $"SET client_min_messages = error; DROP SCHEMA IF EXISTS {Name} CASCADE; DROP SCHEMA IF EXISTS {KeysName} CASCADE", connection);
        await drop.ExecuteNonQueryAsync();
    }
}
