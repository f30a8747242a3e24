using System.Net.Sockets;

namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>A pgbouncer in transaction mode, with fewer connections to the server than it accepts, so that each transaction gets another one.</summary>
internal sealed class Pooler : IDisposable
{
    private const int Port = 6432;

    private static readonly Lazy<Task<(PostgresCluster Server, Pooler Pooler)>> s_shared = new(static async () =>
    {
        var server = PostgresCluster.Start($"{PostgresCluster.Fleeting} -c shared_buffers=128MB");
        return (server, await StartAsync(server.Folder));
    });

    private readonly CleanUp _cleanUp;

    private Pooler(string folder)
    {
        _cleanUp = new CleanUp($"kill $(cat '{folder}/pid'); rm -rf '{folder}'");
        ConnectionString = $"Host={folder};Port={Port};Username=postgres;Database=postgres;Maximum Pool Size=20";
    }

    /// <summary>A pooler and its server shared by tests, each in its own schemas. Both end with this process.</summary>
    public static Task<(PostgresCluster Server, Pooler Pooler)> SharedAsync() => s_shared.Value;

    /// <summary>Connects to the server through another pool: a data transaction requests keys, and must not wait for other data transactions.</summary>
    public string KeysConnectionString => ConnectionString.Replace("Database=postgres", "Database=keys", StringComparison.Ordinal);

    /// <summary>Connects to the server directly.</summary>
    public string ConnectionString { get; }

    /// <param name="server">The folder of the server's socket.</param>
    /// <param name="connections">The number of connections to the server.</param>
    public static async Task<Pooler> StartAsync(string server, int connections = 4)
    {
        string folder = PostgresCluster.NewFolder();
        string settings = Path.Combine(folder, "pgbouncer.ini");
        await File.WriteAllTextAsync(settings, $"""
            [databases]
            postgres = user=postgres host={server} port=5432
            keys = user=postgres host={server} port=5432 dbname=postgres
            [pgbouncer]
            pool_mode = transaction
            default_pool_size = {connections}
            max_client_conn = 200
            listen_addr =
            listen_port = {Port}
            unix_socket_dir = {folder}
            pidfile = {folder}/pid
            logfile = {folder}/log
            auth_type = any
            ignore_startup_parameters = extra_float_digits
            server_login_retry = 1
            server_reset_query = DISCARD ALL
            server_reset_query_always = 1
            """);
        var pooler = new Pooler(folder);
        try
        {
            PostgresCluster.RunUnprivileged(PostgresBinaries.Pooler ?? throw new InvalidOperationException(PostgresServer.Lacks(ServerNeeds.Pooler)), "-d",
                settings);
            await ListensAsync(folder);
            return pooler;
        }
        catch
        {
            pooler.Dispose();
            throw;
        }
    }

    public void Dispose() => _cleanUp.Dispose();

    // It runs in the background before it listens.
    private static async Task ListensAsync(string folder)
    {
        for (long start = TimeProvider.System.GetTimestamp(); ; await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System))
        {
            using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await probe.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(folder, $".s.PGSQL.{Port}")));
                return;
            }
            catch (SocketException) when (TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(20))
            {
                // It does not listen yet.
            }
        }
    }
}
