using Npgsql;

namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>
/// The server shared by tests, each in its own schemas: the one in the connection string <c>CONVLOG_TEST_POSTGRES</c>, or else one started at first use that
/// ends with this process. Tests that stop servers or change settings start their own <see cref="PostgresCluster"/>.
/// </summary>
internal static class PostgresServer
{
    private const string Variable = "CONVLOG_TEST_POSTGRES";

    private static readonly string? s_given = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    // Kept here, because a cluster ends when it is no longer referenced.
    private static readonly Lazy<PostgresCluster> s_cluster = new(static () => Start("256MB"));
    private static readonly Lazy<PostgresCluster> s_ofTables = new(static () => Start("128MB"));

    /// <summary>Whether an external server is configured.</summary>
    public static bool IsGiven => s_given is not null;

    public static string ConnectionString => s_given ?? s_cluster.Value.ConnectionString;

    /// <summary>
    /// The server of tests that have their own schema because they change tables: their many tables make the catalog large, and creating or dropping one
    /// invalidates the caches of other connections.
    /// </summary>
    public static string OfTables => s_given ?? s_ofTables.Value.ConnectionString;

    /// <summary>Whether it is one of the shared servers.</summary>
    public static bool IsShared(string connectionString)
        => IsOf(s_cluster, connectionString) || IsOf(s_ofTables, connectionString) || string.Equals(connectionString, s_given, StringComparison.Ordinal);

    /// <summary>Runs statements and returns the first value of the result. Connections to a server that a test may stop are not pooled.</summary>
    public static async Task<object?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(IsShared(connectionString) ? connectionString : connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Why a test cannot run on this machine; null if it can.</summary>
    public static string? Lacks(ServerNeeds needs) => (IsGiven && needs == ServerNeeds.Any, PostgresBinaries.Folder, PostgresBinaries.Pooler) switch
    {
        (true, _, _) => null,
        (_, null, _) => needs == ServerNeeds.Any
            ? $"PostgreSQL is not installed, and {Variable} names no server." : "PostgreSQL is not installed, and the test starts servers of its own.",
        (_, _, null) when needs == ServerNeeds.Pooler => "pgbouncer is not installed.",
        _ when needs == ServerNeeds.Clients && !PostgresBinaries.HasClients => $"{PostgresBinaries.Folder} has no pg_dump and psql.",
        _ => null,
    };

    private static bool IsOf(Lazy<PostgresCluster> cluster, string connectionString)
        => cluster.IsValueCreated && string.Equals(cluster.Value.ConnectionString, connectionString, StringComparison.Ordinal);

    private static PostgresCluster Start(string buffers)
        => PostgresCluster.Start($"{PostgresCluster.Fleeting} -c max_connections=200 -c shared_buffers={buffers}");
}
