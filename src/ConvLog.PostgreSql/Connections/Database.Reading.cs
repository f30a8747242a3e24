namespace ConvLog.PostgreSql.Connections;

/// <content>Reading, from a replica if there is one.</content>
internal sealed partial class Database
{
    /// <summary>Reads in one snapshot. Retries once if the connection was lost, because a pooled connection may have been dead for a while.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<Session, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await ReadOnceAsync(read, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (_reading.HasLostPrepared(e) || (Faults.IsLost(e) && !Faults.IsTimeout(e)))
            {
                _reading.Clear();
                return await ReadOnceAsync(read, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (IsStoreFailure(e))
        {
            throw Failed(e, _reading, Troubles.FailedToRead);
        }
    }

    private async ValueTask<T> ReadOnceAsync<T>(Func<Session, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        bool isReplica = !ReferenceEquals(_reading, _writing);
        if (isReplica)
        {
            await TryLookAsync(cancellationToken).ConfigureAwait(false);
        }

        var (isRead, result) = await ReadOnceAsync(_reading, read, isReplica, cancellationToken).ConfigureAwait(false);
        if (!isRead)
        {
            (_, result) = await ReadOnceAsync(_writing, read, isReplica: false, cancellationToken).ConfigureAwait(false);
        }

        Troubles.Read();
        return result!;
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
        try
        {
            var connection = await _writing.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var closing = connection.ConfigureAwait(false);
            await _lag.LookAsync(new Session(connection, _schema), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsStoreFailure(e))
        {
            if (Faults.IsLost(e))
            {
                _writing.Clear();
            }
        }
    }
}
