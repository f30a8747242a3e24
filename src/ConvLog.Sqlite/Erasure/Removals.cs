using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Erasure;

/// <summary>
/// Deletes the rows of removed conversations (<see cref="Removal"/>), in short transactions: a writer waits for at most one of them. After a crash, the
/// remaining rows are still on the list. However many processes delete, each document is removed from the text index once.
/// </summary>
/// <param name="database">The database.</param>
internal sealed class Removals(Database database)
{
    // Another process that deletes the same rows interferes once or twice. If it happens more often, the file is inconsistent.
    private const int MostInVain = 100;

    // How long a writer may have to wait.
    private static readonly TimeSpan s_longestWrite = TimeSpan.FromMilliseconds(40);

    private readonly TimeProvider _time = database.Options.TimeProvider;
    private readonly SemaphoreSlim _draining = new(1, 1);
    private readonly BatchSize _size = new(s_longestWrite);

    /// <summary>
    /// Deletes the rows of all conversations on the list, including those that are added during the call.
    /// </summary>
    /// <param name="cancellationToken">A token to cancel the operation between two transactions.</param>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await _draining.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await DeleteAllAsync(new RemovalBatch(), new RemovalBatch(), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _draining.Release();
        }
    }

    // While one batch is written, the next one is read, which takes as long: the rows after it on the list, as they are stored at that time.
    private async Task DeleteAllAsync(RemovalBatch batch, RemovalBatch next, CancellationToken cancellationToken)
    {
        int inVain = 0;
        Read(batch, RemovalCursor.Beginning);
        while (!batch.IsEmpty)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (reading, end) = (next, batch.End);
            var ahead = end is null ? Task.CompletedTask : Task.Run(() => Read(reading, end.Value), CancellationToken.None);
            var writing = WriteAsync(batch, cancellationToken);
            await Task.WhenAll(writing, ahead).ConfigureAwait(false);
            inVain = await writing.ConfigureAwait(false) ? 0 : inVain + 1;
            if (inVain == MostInVain)
            {
                throw new ConversationStoreException(StoreFault.Unavailable,
                    "Rows of erased or expired conversations cannot be deleted: others are found than were read a moment before. Check the database.");
            }

            if (end is null || next.IsEmpty)
            {
                Read(next, RemovalCursor.Beginning); // The rest of a large conversation, and rows that were skipped or added.
            }

            (batch, next) = (next, batch);
        }
    }

    private void Read(RemovalBatch batch, RemovalCursor after)
    {
        int weight = _size.Bytes;
        database.Read(session =>
        {
            batch.Read(session, after, weight);
            return true;
        });
    }

    /// <returns>Whether it was deleted; if not, it must be read again.</returns>
    private async Task<bool> WriteAsync(RemovalBatch batch, CancellationToken cancellationToken)
    {
        long begun = 0;
        bool isDone = await database.WriteDeferredAsync(
            session =>
            {
                begun = _time.GetTimestamp();
                return session.Attempt(batch.Write);
            },
            cancellationToken).ConfigureAwait(false);
        _size.Adjust(batch.Weight, _time.GetElapsedTime(begun));
        return isDone;
    }
}
