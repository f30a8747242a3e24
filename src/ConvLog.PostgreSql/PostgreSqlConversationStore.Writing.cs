using ConvLog.PostgreSql.Erasure;
using ConvLog.PostgreSql.Keys;
using ConvLog.PostgreSql.Retention;
using ConvLog.PostgreSql.Writing;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.PostgreSql;

/// <content>Writing.</content>
public sealed partial class PostgreSqlConversationStore
{
    private readonly BatchWriter _writer;
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
        var refused = new HashSet<Guid>();
        await WriteAllAsync(records, refused, cancellationToken).ConfigureAwait(false);
        _partitionMaker.Wrote();
        _summaries.Wake();
        _indexer.Wake();
        _arrivals.Wrote();
        if (refused.Count > 0)
        {
            throw new WriterRefusedException(refused);
        }
    }

    private async ValueTask WriteAllAsync(IReadOnlyList<StoreRecord> records, HashSet<Guid> refused, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                refused.UnionWith(await _writer.WriteAsync(records, cancellationToken).ConfigureAwait(false));
                return;
            }
            catch (LateOpeningException e)
            {
                // Records keep their order: those before the opening are erased with its conversation, or counted by a legal hold; those after it are written
                // accordingly.
                if (e.Index > 0)
                {
                    await WriteAllAsync([.. records.Take(e.Index)], refused, cancellationToken).ConfigureAwait(false);
                }

                await _erasures.EraseLateAsync(records[e.Index].ConversationId, cancellationToken).ConfigureAwait(false);
                records = [.. records.Skip(e.Index)];
            }
            catch (DestroyedKeyException e)
            {
                // Personal data restored from an old backup can no longer be decrypted. This happens once for each such conversation.
                await _database.WriteAsync((session, token) => PersonalPurge.ApplyDestroyedAsync(session, e, token), cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
