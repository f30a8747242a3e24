using ConvLog.Records;
using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Erasure;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Retention;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Sqlite.Writing;

/// <summary>Writes batches, each in one transaction.</summary>
/// <param name="database">The data.</param>
/// <param name="known">The numbers known from earlier transactions.</param>
/// <param name="keysFile">The keys file.</param>
/// <param name="keys">The keys in it.</param>
/// <param name="missing">Checks that no conversation is missing.</param>
/// <param name="erasures">Removes conversations of erased users.</param>
internal sealed class BatchWriter(
    Database database, KnownConversations known, KeysFile keysFile, DataKeys keys, MissingConversations missing, Erasures erasures)
{
    /// <summary>Writes records atomically.</summary>
    /// <returns>The openings whose records were refused.</returns>
    public async ValueTask<IReadOnlySet<Guid>> WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken)
    {
        var batch = await WriteAllAsync(BatchRevisions.Latest(records), cancellationToken).ConfigureAwait(false);
        database.Troubles.Conflicts(batch.Conflicts);
        database.Troubles.ErasedWrites(batch.Erased);
        RecordingState.CountRefused(batch.Unrecorded);
        return batch.Refused;
    }

    private async ValueTask<WriteBatch> WriteAllAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var batch = await database.WriteAsync(session => Write(session, records), cancellationToken).ConfigureAwait(false);
                if (batch.AssignedKeys is { } given)
                {
                    keysFile.Confirm(given);
                }

                return batch;
            }
            catch (DestroyedKeyException e)
            {
                // The data is an old backup, and its personal data can no longer be read. Happens once for each such conversation.
                await database.WriteAsync(session => Purge(session, e), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool Purge(Session session, DestroyedKeyException destroyed)
    {
        PersonalPurge.Apply(session, destroyed.Conversation, destroyed.At);
        Removal.Announce(session);
        return true;
    }

    private WriteBatch Write(Session session, IReadOnlyList<StoreRecord> records)
    {
        keysFile.EnsureBound(session);
        missing.Check(session);
        erasures.CatchUp(session);
        known.Renew(session);
        var batch = new WriteBatch(session, known, keys, erasures, database.Options, database.Troubles);
        for (int i = 0; i < records.Count; i++)
        {
            batch.Write(records[i]);
        }

        batch.Complete(database.Options.TimeProvider.GetUtcNow());
        return batch;
    }
}
