using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Erasure;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Retention;
using ConvLog.Sqlite.Writing;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Sqlite;

public sealed partial class SqliteConversationStore
{
    private readonly KnownConversations _known = new();

    /// <inheritdoc/>
    public async ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (records.Count == 0)
        {
            return;
        }

        var batch = await WriteAllAsync(BatchRevisions.Latest(records), cancellationToken).ConfigureAwait(false);
        _database.Troubles.Conflicts(batch.Conflicts);
        _database.Troubles.ErasedWrites(batch.Erased);
        RecordingState.CountRefused(batch.Unrecorded);
        _summaries.Wake();
        _indexer.Wake();
        _arrivals.Wrote();
        if (batch.Refused.Count > 0)
        {
            throw new WriterRefusedException(batch.Refused);
        }
    }

    private async ValueTask<WriteBatch> WriteAllAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var batch = await _database.WriteAsync(session => Write(session, records), cancellationToken).ConfigureAwait(false);
                if (batch.AssignedKeys is { } given)
                {
                    _keysFile.Confirm(given);
                }

                return batch;
            }
            catch (DestroyedKeyException e)
            {
                // The data is an old backup, and its personal data can no longer be read. Happens once for each such conversation.
                await _database.WriteAsync(session => Purge(session, e), cancellationToken).ConfigureAwait(false);
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
        _keysFile.EnsureBound(session);
        _missing.Check(session);
        _erasures.CatchUp(session);
        _known.Renew(session);
        var batch = new WriteBatch(session, _known, _keys, _erasures, _database.Options, _database.Troubles);
        for (int i = 0; i < records.Count; i++)
        {
            batch.Write(records[i]);
        }

        batch.Complete(_database.Options.TimeProvider.GetUtcNow());
        return batch;
    }
}
