using ConvLog.Storage;
using Npgsql;

namespace ConvLog.PostgreSql.Connections;

/// <summary>
/// The connections to a server. Direct connections keep prepared statements. A pooler in transaction mode may run each transaction on another server
/// connection, which does not have them, so nothing is prepared behind one. Thread-safe.
/// </summary>
internal sealed class ServerConnections : IAsyncDisposable
{
    // A server process needs about 20 KB for each: enough for writes and common queries, but not for every combination of filters.
    private const int MostPrepared = 100;

    // The driver's default of 100 is all that a server with default settings has. Readers beyond these wait for a connection, instead of being refused one.
    private const int MostConnections = 40;

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

    /// <param name="connectionString">The server, or a pooler in front of it. <c>Max Auto Prepare</c> is the number of statements that a connection prepares, 0
    /// for none; 100 if it is missing.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="options">Provides the timeout of a statement.</param>
    /// <param name="server">The name of the server at the beginning of messages.</param>
    /// <param name="target">Which of several hosts is used, unless the connection string says otherwise; null for any.</param>
    public ServerConnections(
        string connectionString, string schema, PostgreSqlStoreOptions options, string server = "The server",
        TargetSessionAttributes? target = TargetSessionAttributes.Primary)
    {
        Server = server;
        _areShared = options.SharedConnections is not null;
        var settings = SettingsOf(connectionString, options);
        _settings = settings;
        var given = TargetSession.Take(settings, target);
        Func<string, NpgsqlSlimDataSourceBuilder, NpgsqlDataSource> build = (name, builder) =>
        {
            var built = options.SharedConnections is { } shared ? shared(name, builder) : builder.Build();
            _built.Add(built);
            return given is { } only && built is NpgsqlMultiHostDataSource several ? several.WithTargetSession(only) : built;
        };
        int prepared = settings.ShouldSerialize("Max Auto Prepare") ? settings.MaxAutoPrepare : MostPrepared;
        settings.MaxAutoPrepare = 0;
        _unprepared = build(schema, BuilderOf(settings));
        if (prepared > 0 && !settings.Multiplexing)
        {
            settings.MaxAutoPrepare = prepared;
            _preparing = build(schema, BuilderOf(settings).UsePhysicalConnectionInitializer(EnsureServer, EnsureServerAsync));
            _prepares = true;
        }
    }

    /// <summary>The name of the server at the beginning of messages.</summary>
    public string Server { get; }

    /// <summary>Whether statements are prepared: true until a pooler is detected.</summary>
    public bool Prepares => _prepares;

    /// <summary>
    /// Identifies the server that responded last, by its start time, which is unique and changes with a restart. Set when a connection is opened; null if
    /// unknown, as after connections were lost.
    /// </summary>
    public string? Found => _found;

    /// <summary>Takes a connection from the pool, or opens one.</summary>
    /// <exception cref="ConversationStoreException">No connection is available; the message says why. A record is never the cause.</exception>
    public async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAnyAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OperationCanceledException or ObjectDisposedException))
        {
            string? certificate = OpeningFaults.IsTlsFailure(e) && _settings.SslMode is SslMode.VerifyCA or SslMode.VerifyFull
                ? await new CertificateProbe(_settings).ReasonAsync(cancellationToken).ConfigureAwait(false) : null;
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

    /// <summary>Queries the start time of a connection's server, and stores it in <see cref="Found"/>.</summary>
    public async ValueTask<string?> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand($"SELECT {StartTime}", connection);
        await using var disposing = command.ConfigureAwait(false);
        return _found = (string?)await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Call this after a statement failed: whether a prepared statement is the cause, so that retrying the transaction succeeds. If the server does not know
    /// the statement, nothing is prepared from then on; if it rejects the statement because its tables have changed, the statement is prepared again.
    /// </summary>
    public bool HasLostPrepared(Exception failure)
    {
        if (_preparing is null || failure is not PostgresException { SqlState: var state } || !Faults.IsPreparedStatementFailure(state))
        {
            return false;
        }

        if (string.Equals(state, PostgresErrorCodes.FeatureNotSupported, StringComparison.Ordinal))
        {
            if (!_prepares)
            {
                return false; // The server does not support another feature.
            }
        }
        else
        {
            _prepares = false; // It may already be false: several transactions can fail at the same time.
        }

        _preparing.Clear();
        return true;
    }

    /// <summary>Closes idle connections at once, and others when they are returned to the pool.</summary>
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

    // No reset on close, as required by a pooler in transaction mode. TCP keepalive detects a peer that dies between two statements.
    private static NpgsqlConnectionStringBuilder SettingsOf(string connectionString, PostgreSqlStoreOptions options)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            NoResetOnClose = true,
            CommandTimeout = (int)options.CommandTimeout.TotalSeconds,
        };
        if (!settings.ShouldSerialize("Host Recheck Seconds"))
        {
            settings.HostRecheckSeconds = 1; // With the driver's default of 10, a promoted standby would be noticed that much later.
        }

        if (!settings.ShouldSerialize("Maximum Pool Size"))
        {
            settings.MaxPoolSize = Math.Max(MostConnections, settings.MinPoolSize);
        }

        settings.Timeout = Math.Min(settings.Timeout, settings.CommandTimeout);
        if (settings.Host?.Split(',').Any(static host => host.TrimStart() is ['/' or '@', ..]) is not true)
        {
            settings.TcpKeepAlive = true; // Unix sockets do not support it.
            settings.TcpKeepAliveTime = settings.TcpKeepAliveTime is 0 ? TcpKeepAliveSeconds : settings.TcpKeepAliveTime;
            settings.TcpKeepAliveInterval = settings.TcpKeepAliveInterval is 0 ? TcpKeepAliveInterval : settings.TcpKeepAliveInterval;
        }

        return settings;
    }

    // The type catalog is not loaded: the types that the store uses have fixed OIDs.
    private static NpgsqlSlimDataSourceBuilder BuilderOf(NpgsqlConnectionStringBuilder settings)
        => new NpgsqlSlimDataSourceBuilder(settings.ConnectionString).EnableArrays().EnableTransportSecurity()
            .ConfigureTypeLoading(static types => types.EnableTypeLoading(false));

    private void EnsureServer(NpgsqlConnection connection)
    {
        using var command = BackendCommand(connection);
        EnsureSameServer(connection, (string?)command.ExecuteScalar());
    }

    private async Task EnsureServerAsync(NpgsqlConnection connection)
    {
        var command = BackendCommand(connection);
        await using var disposing = command.ConfigureAwait(false);
        EnsureSameServer(connection, (string?)await command.ExecuteScalarAsync().ConfigureAwait(false));
    }

    private static NpgsqlCommand BackendCommand(NpgsqlConnection connection)
        => new($"SELECT pg_catalog.pg_backend_pid()::text || ' ' || {StartTime}", connection);

    // A server reports its process ID when a connection is opened. Behind a pooler, the ID differs, because the process changes.
    private void EnsureSameServer(NpgsqlConnection connection, string? answer)
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
