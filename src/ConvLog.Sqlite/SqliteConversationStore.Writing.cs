using ConvLog.Records;

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

        (long conflicts, long erased) = await _database.WriteAsync(session => Write(session, records), cancellationToken).ConfigureAwait(false);
        _database.Troubles.Conflicts(conflicts);
        _database.Troubles.ErasedWrites(erased);
        _indexer.Wake();
    }

    private (long Conflicts, long Erased) Write(Session session, IReadOnlyList<StoreRecord> records)
    {
        _keysFile.Demand(session);
        _erasures.CatchUp(session);
        _known.Renew(session);
        var batch = new WriteBatch(session, _known, _keys, _erasures, _database.Options.Privacy, _database.Troubles);
        for (int i = 0; i < records.Count; i++)
        {
            batch.Write(records[i]);
        }

        batch.Complete(_database.Options.TimeProvider.GetUtcNow());
        return (batch.Conflicts, batch.Erased);
    }
}
