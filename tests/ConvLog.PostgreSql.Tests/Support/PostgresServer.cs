using Npgsql;

namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>
/// The server that tests share, each in schemas of its own: the one that <c>CONVLOG_TEST_POSTGRES</c> names (a connection string), else one of our own, started
/// at first use and gone with this process. Tests that stop servers or change settings start their own <see cref="PostgresCluster"/>.
/// </summary>
internal static class PostgresServer
{
    private const string Variable = "CONVLOG_TEST_POSTGRES";

    private static readonly string? s_given = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    // Kept here, as a cluster ends when nobody refers to it any more.
    private static readonly Lazy<PostgresCluster> s_cluster = new(static () => Start("256MB"));
    private static readonly Lazy<PostgresCluster> s_ofTables = new(static () => Start("128MB"));

    /// <summary>Whether somebody named a server.</summary>
    public static bool IsGiven => s_given is not null;

    public static string ConnectionString => s_given ?? s_cluster.Value.ConnectionString;

    /// <summary>
    /// The server of tests that have a schema of their own, because they change tables: their many tables make the catalog large, and each that comes or goes
    /// takes from the other connections what they know of theirs.
    /// </summary>
    public static string OfTables => s_given ?? s_ofTables.Value.ConnectionString;

    /// <summary>Whether it is one of the servers that tests share.</summary>
    public static bool IsShared(string connectionString)
        => IsOf(s_cluster, connectionString) || IsOf(s_ofTables, connectionString) || string.Equals(connectionString, s_given, StringComparison.Ordinal);

    /// <summary>Runs statements and gives the first value of their answer. Of a server that a test may stop no connection is kept.</summary>
    public static async Task<object?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(IsShared(connectionString) ? connectionString : connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Why a test cannot run here; null where it can.</summary>
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
