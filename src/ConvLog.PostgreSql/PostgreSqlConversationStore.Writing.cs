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
    /// Makes the partitions for conversations that begin from now until a time, if they are missing. Hosts whose role may create tables make them two periods
    /// ahead. For hosts whose role may not, run this as the owner of the tables at least once in each <see cref="PostgreSqlStoreOptions.PartitionDays"/>.
    /// </summary>
    /// <param name="until">The time.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The number of partitions that were made.</returns>
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
                // In the order of the records: what stands before it goes with its conversation or is counted by a legal hold, what stands behind it knows of
                // that.
                if (e.Index > 0)
                {
                    await WriteAllAsync([.. records.Take(e.Index)], refused, cancellationToken).ConfigureAwait(false);
                }

                await _erasures.TakeOutLateAsync(records[e.Index].ConversationId, cancellationToken).ConfigureAwait(false);
                records = [.. records.Skip(e.Index)];
            }
            catch (DestroyedKeyException e)
            {
                // What an old backup of the data brought back can be read by nobody any more. Once for each such conversation.
                await _database.WriteAsync((session, token) => PersonalPurge.ApplyDestroyedAsync(session, e, token), cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
