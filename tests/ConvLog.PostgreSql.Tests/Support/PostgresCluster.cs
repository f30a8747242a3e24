using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>A server in its own temporary folder, listening on a Unix socket there, until it is disposed or this process ends in any way.</summary>
internal sealed class PostgresCluster : IDisposable
{
    /// <summary>
    /// Settings of a server whose data may be lost in a crash: no sync to the disk, a short WAL where it may be in memory, and no background work of its own.
    /// </summary>
    public const string Fleeting = "-c fsync=off -c full_page_writes=off -c max_wal_size=128MB -c min_wal_size=32MB -c jit=off"
        + " -c autovacuum=off -c wal_level=minimal -c max_wal_senders=0";

    private const string Account = "nobody";
    private const string Memory = "/dev/shm";
    private const long EnoughMemory = 4L << 30; // For all servers of a run, several times over.

    // Copying the data of an empty server takes a third of the time of initdb.
    private static readonly ConcurrentDictionary<string, Lazy<Template>> s_templates = new(StringComparer.Ordinal);

    private readonly string _options;
    private readonly CleanUp _cleanUp;

    private PostgresCluster(string folder, string options)
    {
        (Folder, _options) = (folder, options);
        ConnectionString = $"Host={folder};Username=postgres;Database=postgres;Maximum Pool Size=20;Connection Idle Lifetime=5;Connection Pruning Interval=2";
        string asWhom = Environment.IsPrivilegedProcess ? $"runuser -u {Account} --" : "";
        _cleanUp = new CleanUp($"{asWhom} '{Binaries}/pg_ctl' -D '{Data}' -m immediate -w stop; rm -rf '{folder}'");
    }

    /// <summary>The folder of the data and the socket.</summary>
    public string Folder { get; }

    /// <summary>Connects as superuser, without a password.</summary>
    public string ConnectionString { get; }

    /// <summary>The path of its Unix socket.</summary>
    public string Socket => Path.Combine(Folder, ".s.PGSQL.5432");

    /// <summary>The log file.</summary>
    public string Log => Path.Combine(Folder, "log");

    private static string Binaries => PostgresBinaries.Folder ?? throw new InvalidOperationException(PostgresServer.Lacks(ServerNeeds.Installed));

    private string Data => Path.Combine(Folder, "data");

    /// <param name="options">Settings for pg_ctl -o. The data of a server whose settings start with <see cref="Fleeting"/> may be kept in memory.</param>
    /// <param name="encoding">The encoding of the databases.</param>
    public static PostgresCluster Start(string options = "", string encoding = "UTF8")
    {
        string folder = NewFolder(inMemory: options.StartsWith(Fleeting, StringComparison.Ordinal));
        var cluster = new PostgresCluster(folder, options);
        try
        {
            RunUnprivileged("cp", "-a", s_templates.GetOrAdd(encoding, static encoding => new Lazy<Template>(() => new Template(encoding))).Value.Data,
                cluster.Data);
            cluster.StartAgain();
            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    /// <summary>A standby of another server, which must not be fleeting: it follows it until it is promoted.</summary>
    public static PostgresCluster StandbyOf(PostgresCluster primary, string options = "")
    {
        var cluster = new PostgresCluster(NewFolder(), options);
        try
        {
            if (PostgresBinaries.HasBaseBackup)
            {
                Run("pg_basebackup", "-h", primary.Folder, "-U", "postgres", "-D", cluster.Data, "-R", "--checkpoint=fast");
            }
            else
            {
                primary.CopyTo(cluster);
            }

            cluster.StartAgain();
            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    /// <summary>A temporary folder that servers can write to: PostgreSQL does not run as root.</summary>
    /// <param name="inMemory">Whether it is kept in memory if there is enough: stores create and drop so many tables that their files take a tenth of the
    /// server's
    /// time on a disk.</param>
    public static string NewFolder(bool inMemory = false)
    {
        string folder = inMemory && OperatingSystem.IsLinux() && Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace >= EnoughMemory
            ? Directory.CreateDirectory(Path.Combine(Memory, $"convlog-pg-{Guid.NewGuid():N}"),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName
            : Directory.CreateTempSubdirectory("convlog-pg-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            Execute("chown", Account, folder);
        }

        return folder;
    }

    /// <summary>Runs a program that must not run as root, and waits until it ends.</summary>
    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public static void RunUnprivileged(string program, params string[] arguments)
    {
        if (Environment.IsPrivilegedProcess)
        {
            Execute("runuser", ["-u", Account, "--", program, .. arguments]);
        }
        else
        {
            Execute(program, arguments);
        }
    }

    /// <summary>Starts the server and waits until it accepts connections.</summary>
    public void StartAgain()
        => Run("pg_ctl", "-D", Data, "-w", "-l", Log, "-o", $"-c listen_addresses='' -c unix_socket_directories='{Folder}' {_options}", "start");

    /// <summary>Runs ALTER SYSTEM, and waits until new connections have the setting.</summary>
    /// <param name="change"><c>SET name = value</c> or <c>RESET name</c>.</param>
    public async Task SetAsync(string change)
    {
        await PostgresServer.RunAsync(ConnectionString, $"ALTER SYSTEM {change}");
        object? loaded = await PostgresServer.RunAsync(ConnectionString, "SELECT pg_conf_load_time()");
        await PostgresServer.RunAsync(ConnectionString, "SELECT pg_reload_conf()");
        await Waiting.UntilAsync(async () => !Equals(await PostgresServer.RunAsync(ConnectionString, "SELECT pg_conf_load_time()"), loaded));
    }

    /// <summary>Makes commits wait for a standby that does not exist, until the setting <c>synchronous_standby_names</c> is reset.</summary>
    public async Task LoseStandbyAsync()
    {
        await SetAsync("SET synchronous_standby_names = 'lost'");
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        bool waits = false;
        connection.Notice += (_, told) => waits |= string.Equals(told.Notice.Routine, "SyncRepWaitForLSN", StringComparison.Ordinal);

        // The server's checkpointer applies the setting: until then, commits do not wait.
        await Waiting.UntilAsync(async () =>
        {
            await using var command = new NpgsqlCommand("SELECT pg_logical_emit_message(true, 'test', 'test')", connection) { CommandTimeout = 1 };
            await command.ExecuteNonQueryAsync();
            return waits;
        });
    }

    /// <summary>Stops the server.</summary>
    /// <param name="mode">fast, or immediate as in a crash.</param>
    public void Stop(string mode = "fast") => Run("pg_ctl", "-D", Data, "-m", mode, "-w", "stop");

    public void Dispose() => _cleanUp.Dispose();

    // Does what pg_basebackup does while there are no writes.
    private void CopyTo(PostgresCluster standby)
    {
        using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        connection.Open();
        using var start = new NpgsqlCommand("SELECT pg_backup_start('copy', fast => true)", connection);
        start.ExecuteNonQuery();
        RunUnprivileged("cp", "-a", Data, standby.Data);
        using var stop = new NpgsqlCommand("SELECT labelfile FROM pg_backup_stop()", connection);
        File.WriteAllText(Path.Combine(standby.Data, "backup_label"), (string)stop.ExecuteScalar()!);
        File.WriteAllText(Path.Combine(standby.Data, "standby.signal"), "");
        File.AppendAllText(Path.Combine(standby.Data, "postgresql.auto.conf"), $"primary_conninfo = 'host=''{Folder}'' user=postgres'\n");
        File.Delete(Path.Combine(standby.Data, "postmaster.pid"));
        if (Environment.IsPrivilegedProcess)
        {
            Execute("chown", Account, Path.Combine(standby.Data, "backup_label"), Path.Combine(standby.Data, "standby.signal"));
        }
    }

    private static void Run(string program, params string[] arguments) => RunUnprivileged(Path.Combine(Binaries, program), arguments);

    private static void Execute(string program, params string[] arguments)
    {
        // Output is redirected to /dev/null: a server started here would inherit a pipe and keep it open.
        using var process = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" > /dev/null 2>&1", program, .. arguments]) { WorkingDirectory = "/" })!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    /// <summary>The data of a new server in an encoding. It is deleted when this process ends.</summary>
    private sealed class Template
    {
        private readonly CleanUp _cleanUp;

        public Template(string encoding)
        {
            string folder = NewFolder(inMemory: true);
            _cleanUp = new CleanUp($"rm -rf '{folder}'");
            Data = Path.Combine(folder, "data");
            string locale = string.Equals(encoding, "UTF8", StringComparison.Ordinal) ? "C.UTF-8" : "C";
            Run("initdb", "-D", Data, "-U", "postgres", "-A", "trust", "-E", encoding, "--no-sync", $"--locale={locale}");
        }

        public string Data { get; }
    }
}
