using ConvLog.Storage;

namespace ConvLog.PostgreSql.Connections;

/// <content>Reading, from a replica if there is one.</content>
internal sealed partial class Database
{
    // How long a read waits for a primary server that was unreachable before. One that is back answers sooner.
    private static readonly TimeSpan s_lostWait = TimeSpan.FromSeconds(1);

    private readonly Lock _lookLock = new();
    private Task _look = Task.CompletedTask;
    private volatile bool _isPrimaryLost;

    /// <summary>Reads in one snapshot, from the replica if there is one.</summary>
    public ValueTask<T> ReadAsync<T>(Func<Session, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
        => ReadAsync(_reading, read, cancellationToken);

    /// <summary>Reads in one snapshot from the primary server: a replica may lack what was just written.</summary>
    public ValueTask<T> ReadCurrentAsync<T>(Func<Session, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
        => ReadAsync(_writing, read, cancellationToken);

    /// <summary>Queries the primary server, for health. Only records whether it responds.</summary>
    public async ValueTask<T> ProbeAsync<T>(Func<Session, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await RunAgainIfStaleAsync(_writing, () => ProbeOnceAsync(_writing, read, cancellationToken)).ConfigureAwait(false);
            Troubles.Answered();
            return answer;
        }
        catch (Exception e) when (IsStoreFailure(e))
        {
            throw Failed(e, _writing, Troubles.FailedToWrite);
        }
    }

    /// <summary>Checks whether the server for reads responds, for health: a failed read is otherwise reported until one succeeds.</summary>
    public async ValueTask ProbeReaderAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAgainIfStaleAsync(
                _reading, () => ProbeOnceAsync(_reading, static (session, token) => session.NumberAsync(Ping, [], token), cancellationToken))
                .ConfigureAwait(false);
            Troubles.ReaderAnswered();
        }
        catch (Exception e) when (IsStoreFailure(e))
        {
            throw Failed(e, _reading, Troubles.FailedToRead);
        }
    }

    // A pooled connection may have been closed by the server, or dead, for a while.
    private static async ValueTask<T> RunAgainIfStaleAsync<T>(ServerConnections source, Func<ValueTask<T>> run)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (Exception e) when (source.HasLostPrepared(e) || (Faults.IsLost(e) && !Faults.IsTimeout(e)))
        {
            source.Clear();
            return await run().ConfigureAwait(false);
        }
    }

    private async ValueTask<T> ProbeOnceAsync<T>(
        ServerConnections source, Func<Session, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        await PrepareForAsync(source, cancellationToken).ConfigureAwait(false);
        var connection = await source.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await read(new Session(connection, _schema), cancellationToken).ConfigureAwait(false);
    }

    // A replica of a schema that was opened can be read while the primary server is down.
    private ValueTask PrepareForAsync(ServerConnections source, CancellationToken cancellationToken)
        => _isReady && !ReferenceEquals(source, _writing) ? ValueTask.CompletedTask : PrepareAsync(cancellationToken);

    private async ValueTask<T> ReadAsync<T>(
        ServerConnections source, Func<Session, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            var result = await RunAgainIfStaleAsync(source, () => ReadOnceAsync(source, read, cancellationToken)).ConfigureAwait(false);
            Troubles.Read();
            return result;
        }
        catch (Exception e) when (IsStoreFailure(e))
        {
            throw Failed(e, source, Troubles.FailedToRead);
        }
    }

    private async ValueTask<T> ReadOnceAsync<T>(
        ServerConnections source, Func<Session, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        await PrepareForAsync(source, cancellationToken).ConfigureAwait(false);
        if (!ReferenceEquals(source, _writing))
        {
            await TryLookAsync(cancellationToken).ConfigureAwait(false);
            var (isRead, result) = await ReadOnceAsync(source, read, isReplica: true, cancellationToken).ConfigureAwait(false);
            if (isRead)
            {
                return result!;
            }
        }

        return (await ReadOnceAsync(_writing, read, isReplica: false, cancellationToken).ConfigureAwait(false)).Result!;
    }

    // The replica is not read if it lacks an erasure.
    private async ValueTask<(bool IsRead, T? Result)> ReadOnceAsync<T>(
        ServerConnections source, Func<Session, CancellationToken, ValueTask<T>> read, bool isReplica, CancellationToken cancellationToken)
    {
        var connection = await (isReplica ? source.OpenAsync(cancellationToken) : OpenAsync(cancellationToken)).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        if (isReplica && !await _lag.HasErasedAsync(new Session(connection, _schema), cancellationToken).ConfigureAwait(false))
        {
            return default;
        }

        var session = new Session(connection, _schema) { Prepares = source.Prepares, IsReplicaLagging = isReplica && _lag.IsLarge };
        var result = await read(session, cancellationToken).ConfigureAwait(false);
        await transaction.RollbackAsync(cancellationToken).ConfigureAwait(false);
        return (true, result);
    }

    // While the primary server is unreachable, no further data is erased there, and the replica is read as before.
    private async ValueTask TryLookAsync(CancellationToken cancellationToken)
    {
        if (_isPrimaryLost)
        {
            try
            {
                await ShareLook().WaitAsync(s_lostWait, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // It is still unreachable.
            }
        }
        else
        {
            await LookAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!_isPrimaryLost)
        {
            await PrepareAsync(cancellationToken).ConfigureAwait(false); // It may be another server than before.
        }
    }

    private Task ShareLook()
    {
        lock (_lookLock)
        {
            return _look = _look.IsCompleted ? LookAsync(CancellationToken.None) : _look;
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var connection = await _writing.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var closing = connection.ConfigureAwait(false);
            if (_writing.Found is null)
            {
                await _writing.FindAsync(connection, cancellationToken).ConfigureAwait(false);
            }

            await _lag.LookAsync(new Session(connection, _schema), cancellationToken).ConfigureAwait(false);
            _isPrimaryLost = false;
        }
        catch (Exception e) when ((IsStoreFailure(e) && !IsBusy(e)) || e is ObjectDisposedException)
        {
            _isPrimaryLost = true;
            if (Faults.IsLost(e))
            {
                _writing.Clear();
            }
        }
    }

    // A primary server that has no free connection is up, and may have erased what the replica still has.
    private static bool IsBusy(Exception e) => e is ConversationStoreException { Reason: OutageReason.Busy };
}
