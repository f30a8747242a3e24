using ConvLog.Storage;
using Npgsql;

namespace ConvLog.PostgreSql.Connections;

/// <summary>
/// The connections to a server. Those that lead to the server itself keep prepared statements. A pooler in transaction mode would give each transaction another
/// server connection, which does not know them, so behind one nothing is prepared. Any thread.
/// </summary>
internal sealed class ServerConnections : IAsyncDisposable
{
    // A server process keeps about 20 KB of each: those of writing and of the usual questions, not every combination of filters.
    private const int MostPrepared = 100;

    private const string StartTime = "pg_catalog.pg_postmaster_start_time()::text";

    private const int TcpKeepAliveSeconds = 10;
    private const int TcpKeepAliveInterval = 5;

    private readonly bool _areShared;
    private readonly List<NpgsqlDataSource> _built = [];
    private readonly NpgsqlConnectionStringBuilder _settings;
    private readonly NpgsqlDataSource _unprepared;
    private readonly NpgsqlDataSource? _preparing;
    private volatile bool _prepares;
    private volatile string? _found;

    /// <param name="connectionString">The server, or a pooler in front of it. <c>Max Auto Prepare</c> says how many statements a connection prepares, 0 that
    /// it prepares none; 100 if it is missing.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="options">How long a statement may take.</param>
    /// <param name="server">Which server, as a message begins with it.</param>
    /// <param name="writes">Whether it is written to: of several hosts, the primary is used then, unless the connection string says otherwise.</param>
    public ServerConnections(string connectionString, string schema, PostgreSqlStoreOptions options, string server = "The server", bool writes = true)
    {
        Server = server;
        _areShared = options.SharedConnections is not null;
        var settings = SettingsOf(connectionString, options);
        _settings = settings;
        var target = TargetSession.Take(settings, writes);
        Func<string, NpgsqlSlimDataSourceBuilder, NpgsqlDataSource> build = (name, builder) =>
        {
            var built = options.SharedConnections is { } shared ? shared(name, builder) : builder.Build();
            _built.Add(built);
            return target is { } only && built is NpgsqlMultiHostDataSource several ? several.WithTargetSession(only) : built;
        };
        int prepared = settings.ShouldSerialize("Max Auto Prepare") ? settings.MaxAutoPrepare : MostPrepared;
        settings.MaxAutoPrepare = 0;
        _unprepared = build(schema, BuilderOf(settings));
        if (prepared > 0 && !settings.Multiplexing)
        {
            settings.MaxAutoPrepare = prepared;
            _preparing = build(schema, BuilderOf(settings).UsePhysicalConnectionInitializer(DemandServer, DemandServerAsync));
            _prepares = true;
        }
    }

    /// <summary>Which server, as a message begins with it.</summary>
    public string Server { get; }

    /// <summary>Whether statements are prepared: they are until a pooler is noticed.</summary>
    public bool Prepares => _prepares;

    /// <summary>
    /// Which server answered last, by when it was started: no other server has the same, nor the same one after a restart. Set when a connection is opened;
    /// null where that is not known, as after connections were lost.
    /// </summary>
    public string? Found => _found;

    /// <summary>Takes a connection from the pool, or opens one.</summary>
    /// <exception cref="ConversationStoreException">There is none; the message says why. It is never a record's fault.</exception>
    public async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAnyAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OperationCanceledException or ObjectDisposedException))
        {
            string? certificate = OpeningFaults.IsOfTls(e) && _settings.SslMode is SslMode.VerifyCA or SslMode.VerifyFull
                ? await new ShownCertificate(_settings).ReasonAsync(cancellationToken).ConfigureAwait(false) : null;
            throw OpeningFaults.Of(e, Server, certificate);
        }
    }

    private async ValueTask<NpgsqlConnection> OpenAnyAsync(CancellationToken cancellationToken)
    {
        if (_prepares)
        {
            try
            {
                return await _preparing!.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (PoolerException)
            {
                _prepares = false;
            }
        }

        return await _unprepared.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks the server of a connection when it was started, and notes that in <see cref="Found"/>.</summary>
    public async ValueTask<string?> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand($"SELECT {StartTime}", connection);
        await using var disposing = command.ConfigureAwait(false);
        return _found = (string?)await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// To be called after a statement failed: whether what was prepared is to blame, so that the same transaction, begun anew, succeeds. Where the server does
    /// not know what was prepared on it, nothing is from now on; where it refuses what it knows since its tables changed, it is prepared anew.
    /// </summary>
    public bool HasLostPrepared(Exception failure)
    {
        if (_preparing is null || failure is not PostgresException { SqlState: var state } || !Faults.IsOfPrepared(state))
        {
            return false;
        }

        if (string.Equals(state, PostgresErrorCodes.FeatureNotSupported, StringComparison.Ordinal))
        {
            if (!_prepares)
            {
                return false; // Something else that the server does not support.
            }
        }
        else
        {
            _prepares = false; // It may be already: several transactions fail at the same time.
        }

        _preparing.Clear();
        return true;
    }

    /// <summary>Closes the connections that nobody uses, and those in use when they come back.</summary>
    public void Clear()
    {
        _found = null;
        _preparing?.Clear();
        _unprepared.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        if (_areShared)
        {
            return;
        }

        foreach (var built in _built)
        {
            await built.DisposeAsync().ConfigureAwait(false);
        }
    }

    // No reset, as a pooler in transaction mode needs it. The operating system looks whether the other side is still there, so that what dies between two
    // statements is found out.
    private static NpgsqlConnectionStringBuilder SettingsOf(string connectionString, PostgreSqlStoreOptions options)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            NoResetOnClose = true,
            CommandTimeout = (int)options.CommandTimeout.TotalSeconds,
        };
        if (!settings.ShouldSerialize("Host Recheck Seconds"))
        {
            settings.HostRecheckSeconds = 1; // The driver's 10 would be what a promoted standby is waited for.
        }

        settings.Timeout = Math.Min(settings.Timeout, settings.CommandTimeout);
        if (settings.Host?.Split(',').Any(static host => host.TrimStart() is ['/' or '@', ..]) is not true)
        {
            settings.TcpKeepAlive = true; // A Unix socket has none.
            settings.TcpKeepAliveTime = settings.TcpKeepAliveTime is 0 ? TcpKeepAliveSeconds : settings.TcpKeepAliveTime;
            settings.TcpKeepAliveInterval = settings.TcpKeepAliveInterval is 0 ? TcpKeepAliveInterval : settings.TcpKeepAliveInterval;
        }

        return settings;
    }

    // The catalogue of types is not read: the types that the store uses have numbers that never change.
    private static NpgsqlSlimDataSourceBuilder BuilderOf(NpgsqlConnectionStringBuilder settings)
        => new NpgsqlSlimDataSourceBuilder(settings.ConnectionString).EnableArrays().EnableTransportSecurity()
            .ConfigureTypeLoading(static types => types.EnableTypeLoading(false));

    private void DemandServer(NpgsqlConnection connection)
    {
        using var command = BackendCommand(connection);
        Demand(connection, (string?)command.ExecuteScalar());
    }

    private async Task DemandServerAsync(NpgsqlConnection connection)
    {
        var command = BackendCommand(connection);
        await using var disposing = command.ConfigureAwait(false);
        Demand(connection, (string?)await command.ExecuteScalarAsync().ConfigureAwait(false));
    }

    private static NpgsqlCommand BackendCommand(NpgsqlConnection connection)
        => new($"SELECT pg_catalog.pg_backend_pid()::text || ' ' || {StartTime}", connection);

    // A server names its process when a connection is opened. A pooler names itself then, as the process behind it changes.
    private void Demand(NpgsqlConnection connection, string? answer)
    {
        string[] parts = answer?.Split(' ', 2) ?? [];
        if (parts is not [var process, var started] || !string.Equals(process, $"{connection.ProcessID}", StringComparison.Ordinal))
        {
            throw new PoolerException();
        }

        _found = started;
    }

    private sealed class PoolerException : Exception;
}
