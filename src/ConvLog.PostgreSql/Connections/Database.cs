using System.Net.Sockets;
using System.Runtime.CompilerServices;
using ConvLog.Storage;
using Npgsql;

namespace ConvLog.PostgreSql.Connections;

/// <summary>A schema on a server, and its connections. Thread-safe.</summary>
internal sealed partial class Database : IAsyncDisposable
{
    // The most attempts for a transaction with deadlocks or other conflicts. Each time, one of the conflicting transactions succeeds.
    private const int MostConflicts = 10;
    private const string Ping = "SELECT 1";

    private readonly ServerConnections _writing;
    private readonly ServerConnections _reading;
    private readonly string _schema;
    private readonly Func<NpgsqlConnection, CancellationToken, ValueTask> _prepare;
    private readonly SemaphoreSlim _preparing = new(1, 1);
    private readonly OpeningPause _pause;
    private readonly ReplicaLag _lag;
    private volatile bool _isDisposed;
    private volatile bool _isReady;

    // The number of commits that may not have reached a standby, and how many of these were confirmed by later ones.
    private long _doubtful;
    private long _confirmed;

    /// <param name="connectionString">The primary server.</param>
    /// <param name="readConnectionString">The server to read from; null for the primary.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="options">The options of the store.</param>
    /// <param name="troubles">Receives reports of failures.</param>
    /// <param name="prepare">Migrates the schema to this version, once, before anything else. If it fails, the next call tries again.</param>
    /// <param name="server">The name of the server at the beginning of messages.</param>
    public Database(
        string connectionString,
        string? readConnectionString,
        string schema,
        PostgreSqlStoreOptions options,
        DatabaseTroubles troubles,
        Func<NpgsqlConnection, CancellationToken, ValueTask> prepare,
        string server = "The server")
    {
        Options = options;
        Troubles = troubles;
        _schema = Quoted(schema);
        _prepare = prepare;
        _pause = new OpeningPause(options.TimeProvider);
        _lag = new ReplicaLag(options.TimeProvider);
        _writing = new ServerConnections(connectionString, schema, options, server, TargetSessionAttributes.Primary); // A standby accepts no writes.
        _reading = readConnectionString is null ? _writing : new ServerConnections(readConnectionString, schema, options, "The replica", target: null);
    }

    public PostgreSqlStoreOptions Options { get; }

    /// <summary>The failures and successes, for health.</summary>
    public DatabaseTroubles Troubles { get; }

    /// <summary>How far the replica lags, as of the last read; null if there is none.</summary>
    public TimeSpan? Lag => ReferenceEquals(_reading, _writing) ? null : _lag.Last;

    /// <summary>The schema's name, quoted.</summary>
    public string Schema => _schema;

    /// <summary>A name as a quoted SQL identifier.</summary>
    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>
    /// Writes in one transaction; when it returns, the changes are durable. The delegate may be called again after a conflict, so it must not change other
    /// state before this method returns.
    /// </summary>
    public async ValueTask<T> WriteAsync<T>(Func<Session, CancellationToken, ValueTask<T>> write, CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken).ConfigureAwait(false);
            for (int attempt = 1; ; attempt++)
            {
                var isSent = new StrongBox<bool>();
                try
                {
                    var written = await WriteOnceAsync(write, isSent, cancellationToken).ConfigureAwait(false);
                    Troubles.Answered();
                    return written;
                }
                catch (PostgresException e) when ((Faults.IsConflict(e) || _writing.HasLostPrepared(e)) && attempt < MostConflicts)
                {
                    // The transaction was rolled back; the one that it conflicted with succeeded.
                }
                catch (Exception e) when (attempt == 1 && !isSent.Value && Faults.IsStale(e))
                {
                    _writing.Clear(); // The server had closed the pooled connection, and may have closed others as well.
                }
            }
        }
        catch (Exception e) when (IsStoreFailure(e))
        {
            throw Failed(e, _writing, Troubles.FailedToWrite);
        }
    }

    /// <summary>Waits until the standbys that the server waits for have all earlier commits, of any host.</summary>
    public async ValueTask ConfirmAsync(CancellationToken cancellationToken)
        => await WriteAsync(static (session, _) => new ValueTask<bool>(session.ConfirmsEarlier = true), cancellationToken).ConfigureAwait(false);

    /// <summary>Waits until a standby has the commits of this host that none has confirmed; does nothing if there are none.</summary>
    public ValueTask ConfirmOwnAsync(CancellationToken cancellationToken)
        => Interlocked.Read(ref _doubtful) > Interlocked.Read(ref _confirmed) ? ConfirmAsync(cancellationToken) : ValueTask.CompletedTask;

    /// <summary>Runs a statement that cannot run in a transaction, without a timeout.</summary>
    public async ValueTask RunOutsideTransactionAsync(string sql, CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken).ConfigureAwait(false);
            var connection = await _writing.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var closing = connection.ConfigureAwait(false);
            var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            await using var disposing = command.ConfigureAwait(false);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException or SocketException)
        {
            throw Faults.Of(e, _writing.Server);
        }
    }

    /// <summary>Opens or creates the schema. Done by the first call at the latest.</summary>
    public async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        if (IsReady || (_isReady && await IsSameAsync(cancellationToken).ConfigureAwait(false)))
        {
            return;
        }

        int failures = _pause.Failures;
        await _preparing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!IsReady)
            {
                _pause.ThrowIfFailed(failures);
                await TryOpenAsync(cancellationToken).ConfigureAwait(false);
                _isReady = true;
            }
        }
        finally
        {
            _preparing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        await _writing.DisposeAsync().ConfigureAwait(false);
        await _reading.DisposeAsync().ConfigureAwait(false);
        _preparing.Dispose();
    }

    private async ValueTask TryOpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var connection = await _writing.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var closing = connection.ConfigureAwait(false);
            ServerKind.Check(connection);
            string? found = await _writing.FindAsync(connection, cancellationToken).ConfigureAwait(false);
            await _prepare(connection, cancellationToken).ConfigureAwait(false);
            _opened = found;
            _pause.Opened();
        }
        catch (Exception e) when (IsStoreFailure(e))
        {
            // No record can cause this failure, whatever the server reports.
            var failure = Faults.Of(e, _writing.Server);
            failure = failure.Fault == StoreFault.Refused
                ? new ConversationStoreException(StoreFault.Unusable, failure.Message, failure.InnerException) : failure;
            if (_pause.Failed(failure))
            {
                Troubles.OpeningFailed(failure);
            }

            throw failure;
        }
    }

    private async ValueTask<T> WriteOnceAsync<T>(
        Func<Session, CancellationToken, ValueTask<T>> write, StrongBox<bool> isSent, CancellationToken cancellationToken)
    {
        long doubtful = Interlocked.Read(ref _doubtful);
        bool confirms = doubtful > Interlocked.Read(ref _confirmed);
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        var session = new Session(connection, _schema) { Prepares = _writing.Prepares, ConfirmsEarlier = confirms };
        try
        {
            var result = await write(session, cancellationToken).ConfigureAwait(false);
            if (!session.IsCommitted)
            {
                await session.CommitAsync(cancellationToken).ConfigureAwait(false);
            }

            if (confirms)
            {
                Troubles.Confirmed();
                Interlocked.Exchange(ref _confirmed, doubtful); // Overwriting a higher number of another call only causes one more confirmation.
            }

            return result;
        }
        catch (Exception e) when (session.IsCommitSent && e is not PostgresException)
        {
            Interlocked.Increment(ref _doubtful); // It may be committed only on this server, so nothing may depend on it yet.
            throw;
        }
        finally
        {
            isSent.Value = session.IsCommitSent;
        }
    }

    private ConversationStoreException Failed(Exception e, ServerConnections source, Action<ConversationStoreException> tell)
    {
        if (source.HasLostPrepared(e) || Faults.IsLost(e is ConversationStoreException { InnerException: { } cause } ? cause : e))
        {
            source.Clear(); // Other connections of the pool would fail one call each.
        }

        _isReady = _isReady && !Faults.IsSchemaMismatch(e);
        var failure = Faults.Of(e, source.Server);
        if (failure.Fault != StoreFault.Refused)
        {
            tell(failure);
        }

        return failure;
    }

    // If a connection breaks while in use, the driver may dispose of it and throw this exception.
    private bool IsStoreFailure(Exception e)
        => e is NpgsqlException or IOException or TimeoutException or SocketException or ConversationStoreException
            || (e is ObjectDisposedException && !_isDisposed);
}
