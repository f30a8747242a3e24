using ConvLog.Records;
using ConvLog.Sqlite.Writing;
using ConvLog.Storage;

namespace ConvLog.Sqlite;

public sealed partial class SqliteConversationStore
{
    private readonly BatchWriter _batches;

    /// <inheritdoc/>
    public async ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (records.Count == 0)
        {
            return;
        }

        var refused = await _batches.WriteAsync(records, cancellationToken).ConfigureAwait(false);
        _summaries.Wake();
        _indexer.Wake();
        _arrivals.Wrote();
        if (refused.Count > 0)
        {
            throw new WriterRefusedException(refused);
        }
    }
}
