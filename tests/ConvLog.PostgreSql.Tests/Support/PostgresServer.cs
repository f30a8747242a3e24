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
    private static readonly Lazy<PostgresCluster> s_cluster =
        new(static () => PostgresCluster.Start($"{PostgresCluster.Fleeting} -c max_connections=200 -c shared_buffers=256MB"));

    /// <summary>Whether somebody named a server.</summary>
    public static bool IsGiven => s_given is not null;

    public static string ConnectionString => s_given ?? s_cluster.Value.ConnectionString;

    /// <summary>Why a test cannot run here; null where it can.</summary>
    public static string? Lacks(ServerNeeds needs) => (IsGiven && needs == ServerNeeds.Any, PostgresBinaries.Folder, PostgresBinaries.Pooler) switch
    {
        (true, _, _) => null,
        (_, null, _) => needs == ServerNeeds.Any
            ? $"PostgreSQL is not installed, and {Variable} names no server." : "PostgreSQL is not installed, and the test starts servers of its own.",
        (_, _, null) when needs == ServerNeeds.Pooler => "pgbouncer is not installed.",
        _ => null,
    };
}
