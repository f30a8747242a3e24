using System.Net.Sockets;
using System.Runtime.CompilerServices;
using ConvLog.Storage;
using Npgsql;

namespace ConvLog.PostgreSql.Connections;

/// <summary>A schema on a server, and its connections. Any thread.</summary>
internal sealed partial class Database : IAsyncDisposable
{
    // Of a transaction that deadlocked, or met another one. Each time one of those that met goes through.
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

    // How many commits may not have reached a standby, and how many of these were confirmed by later ones.
    private long _doubtful;
    private long _confirmed;

    /// <param name="connectionString">The server that is written to.</param>
    /// <param name="readConnectionString">The server that is read; null for the same.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="options">How it is kept.</param>
    /// <param name="troubles">Where what fails is told.</param>
    /// <param name="prepare">Brings the schema to this version, once, before anything else. Where it fails, the next call tries again.</param>
    /// <param name="server">Which server that is, as a message begins with it.</param>
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
        _writing = new ServerConnections(connectionString, schema, options, server, writes: true);
        _reading = readConnectionString is null ? _writing : new ServerConnections(readConnectionString, schema, options, "The replica", writes: false);
    }

    public PostgreSqlStoreOptions Options { get; }

    /// <summary>What went wrong and right, for health.</summary>
    public DatabaseTroubles Troubles { get; }

    /// <summary>How far the replica is behind, as of the last read; null where there is none.</summary>
    public TimeSpan? Lag => ReferenceEquals(_reading, _writing) ? null : _lag.Last;

    /// <summary>The schema's name, quoted.</summary>
    public string Schema => _schema;

    /// <summary>A name as SQL takes it, whatever it is.</summary>
    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>
    /// Writes in one transaction; when it returns, it is on the disk. Called again where it met another transaction, so that nothing may be kept outside before
    /// it returned.
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
                    // Nothing of it was done; the one it met went through.
                }
                catch (Exception e) when (attempt == 1 && !isSent.Value && Faults.IsStale(e))
                {
                    _writing.Clear(); // The server had closed it in the pool, and others may be as well.
                }
            }
        }
        catch (Exception e) when (IsOfStore(e))
        {
            throw Failed(e, _writing, Troubles.FailedToWrite);
        }
    }

    /// <summary>Asks the server that is written to, for health. Only whether it answers is told.</summary>
    public async ValueTask<T> AskAsync<T>(Func<Session, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken).ConfigureAwait(false);
            var connection = await _writing.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var closing = connection.ConfigureAwait(false);
            var answer = await read(new Session(connection, _schema), cancellationToken).ConfigureAwait(false);
            Troubles.Answered();
            return answer;
        }
        catch (Exception e) when (IsOfStore(e))
        {
            throw Failed(e, _writing, Troubles.FailedToWrite);
        }
    }

    /// <summary>Asks the server that is read whether it answers, for health: what reads failed at otherwise stands until one succeeds.</summary>
    public async ValueTask AskReaderAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken).ConfigureAwait(false);
            var connection = await _reading.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var closing = connection.ConfigureAwait(false);
            await new Session(connection, _schema).NumberAsync(Ping, [], cancellationToken).ConfigureAwait(false);
            Troubles.ReaderAnswered();
        }
        catch (Exception e) when (IsOfStore(e))
        {
            throw Failed(e, _reading, Troubles.FailedToRead);
        }
    }

    /// <summary>Runs a statement that may not be in a transaction, and takes its time.</summary>
    public async ValueTask RunAloneAsync(string sql, CancellationToken cancellationToken)
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

    /// <summary>Opens the schema, or makes it. Done by the first call, if not before.</summary>
    public async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        if (IsReady || (_isReady && await IsSameAsync(cancellationToken).ConfigureAwait(false)))
        {
            return;
        }

        await _preparing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!IsReady)
            {
                _pause.Demand();
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
        catch (Exception e) when (IsOfStore(e))
        {
            // Not a record's fault, whatever the server says.
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
                Interlocked.Exchange(ref _confirmed, doubtful); // A lower number than another's only confirms once more.
            }

            return result;
        }
        catch (Exception e) when (session.IsCommitSent && e is not PostgresException)
        {
            Interlocked.Increment(ref _doubtful); // It may be committed there alone, so that nothing may rest on it yet.
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

        _isReady = _isReady && !Faults.IsOfSchema(e);
        var failure = Faults.Of(e, source.Server);
        if (failure.Fault != StoreFault.Refused)
        {
            tell(failure);
        }

        return failure;
    }

    // The driver may dispose of a connection that breaks while it is used, and says then what part of it is gone.
    private bool IsOfStore(Exception e)
        => e is NpgsqlException or IOException or TimeoutException or SocketException or ConversationStoreException
            || (e is ObjectDisposedException && !_isDisposed);
}
