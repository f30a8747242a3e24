using ConvLog.PostgreSql.Keys;
using ConvLog.PostgreSql.Retention;
using ConvLog.PostgreSql.Writing;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Copy;
using ConvLog.Storage.Privacy;

namespace ConvLog.PostgreSql;

/// <content>Writing, and the keys of personal data.</content>
public sealed partial class PostgreSqlConversationStore : ICopyTarget, ICursorSecretSource
{
    private readonly KeysStore _keysStore;
    private readonly DataKeys _keys;
    private readonly RecordWriter _writer;
    private volatile bool _hasWritten;

    /// <summary>
    /// Creates missing partitions for conversations that begin from now until a given time. Hosts whose role may create tables do so two periods ahead. For
    /// other hosts, call this as the owner of the tables at least once in each <see cref="PostgreSqlStoreOptions.PartitionDays"/>.
    /// </summary>
    /// <param name="until">The time until which partitions are needed.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The number of partitions that were created.</returns>
    /// <exception cref="ConversationStoreException">The server cannot be reached, or the role may not create tables.</exception>
    public async ValueTask<int> CreatePartitionsAsync(DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        int today = DateOnly.FromDateTime(_database.Options.TimeProvider.GetUtcNow().UtcDateTime).DayNumber;
        int last = DateOnly.FromDateTime(until.UtcDateTime).DayNumber;
        return last < today ? 0 : await _partitions.MakeAsync([.. _partitions.DaysBetween(today, last)], cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (records.Count == 0)
        {
            await _database.ConfirmAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        _hasWritten = true;
        var refused = await _writer.WriteAsync(records, cancellationToken).ConfigureAwait(false);
        _partitionMaker.Wrote();
        _summaries.Wake();
        _indexer.Wake();
        _arrivals.Wrote();
        if (refused.Count > 0)
        {
            throw new WriterRefusedException(refused);
        }
    }

    /// <summary>
    /// Rewraps with the current key of the key ring all data keys that an older key wraps; afterwards the older key is no longer needed. Personal data itself
    /// is unchanged. Runs in short transactions, concurrently with all hosts; the next call continues where this one stopped.
    /// </summary>
    /// <param name="cancellationToken">A token to cancel the operation between two transactions.</param>
    /// <returns>The number of rewrapped keys.</returns>
    /// <exception cref="ConversationStoreException">Keys or key ring cannot be used, or some keys could not be unwrapped; the message says why.</exception>
    public async ValueTask<long> RewrapKeysAsync(CancellationToken cancellationToken = default)
    {
        await _database.PrepareAsync(cancellationToken).ConfigureAwait(false);
        return await _keys.RewrapAsync(cancellationToken).ConfigureAwait(false);
    }

    async ValueTask<byte[]?> ICursorSecretSource.FindCursorSecretAsync(CancellationToken cancellationToken)
        => await _keysStore.IdAsync(cancellationToken).ConfigureAwait(false);

    async ValueTask ICopyTarget.PurgeAsync(string conversationId, DateTimeOffset at, CancellationToken cancellationToken) => await _database.WriteAsync(
        (session, token) => PersonalPurge.ApplyToAsync(session, conversationId, at.UtcTicks, token), cancellationToken).ConfigureAwait(false);
}
