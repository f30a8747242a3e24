namespace ConvLog.Sqlite;

/// <summary>
/// Deletes the rows of conversations that were taken out (<see cref="Removal"/>), in short transactions: a writer waits for one of them at most. Whatever crashes, what is left
/// stands on the list, and however many processes delete, each row is taken out of the text index once.
/// </summary>
/// <param name="database">The database.</param>
internal sealed class Removals(Database database)
{
    // How long a writer may have to wait.
    private static readonly TimeSpan s_longestWrite = TimeSpan.FromMilliseconds(40);

    private readonly TimeProvider _time = database.Options.TimeProvider;
    private readonly SemaphoreSlim _draining = new(1, 1);
    private readonly BatchSize _size = new(s_longestWrite);

    /// <summary>Deletes the rows of all conversations that are on the list, and of those that come to it meanwhile.</summary>
    /// <param name="cancellationToken">Gives up between transactions.</param>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await _draining.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var batch = new RemovalBatch();
            while (await DeleteNextAsync(batch, cancellationToken).ConfigureAwait(false))
            {
            }
        }
        finally
        {
            _draining.Release();
        }
    }

    /// <returns>Whether there was something.</returns>
    private async Task<bool> DeleteNextAsync(RemovalBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int weight = _size.Bytes;
        database.Read(session =>
        {
            batch.Read(session, weight);
            return true;
        });
        if (batch.IsEmpty)
        {
            return false;
        }

        long begun = 0;
        await database.WriteAsync(
            session =>
            {
                begun = _time.GetTimestamp();
                return Write(session, batch);
            },
            cancellationToken).ConfigureAwait(false);
        _size.Took(batch.Weight, _time.GetElapsedTime(begun));
        return true;
    }

    private static bool Write(Session session, RemovalBatch batch)
    {
        session.Execute("SAVEPOINT removal");
        bool isDone = batch.Write(session);
        session.Execute(isDone ? "RELEASE removal" : "ROLLBACK TO removal; RELEASE removal");
        return isDone;
    }
}
