using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Erasure;
using ConvLog.PostgreSql.Keys;
using ConvLog.PostgreSql.Schema;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;
using Npgsql;

namespace ConvLog.PostgreSql.Writing;

/// <summary>Writes batches, each in one transaction, and retries when the database is not in the state it assumed. Thread-safe.</summary>
/// <param name="database">The data.</param>
/// <param name="keys">The keys of personal data.</param>
/// <param name="partitions">The existing partitions.</param>
internal sealed class BatchWriter(Database database, DataKeys keys, Partitions partitions)
{
    private const string FindKnown = "SELECT id FROM #.conversation_id WHERE id = ANY($1)";

    // Each retry is due to a concurrent change; more retries than this are not a coincidence.
    private const int MostAttempts = 20;

    private readonly KnownConversations _known = new();

    /// <summary>Writes records atomically.</summary>
    /// <param name="records">The latest revisions (<see cref="BatchRevisions"/>).</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>The openings whose records were refused.</returns>
    /// <exception cref="LateOpeningException">An opening names an erased user. Nothing was written.</exception>
    /// <exception cref="DestroyedKeyException">A conversation was restored from an old backup. Nothing was written.</exception>
    public async ValueTask<IReadOnlySet<Guid>> WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken)
    {
        var entries = new PreparedEntries(records);
        var mode = WriteMode.Fast;
        bool namesPartition = true;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                var batch = await WriteOnceAsync(records, entries, mode, namesPartition, cancellationToken).ConfigureAwait(false);
                database.Troubles.Wrote(); // Only a batch proves that records can be written: background work writes other tables.
                database.Troubles.Conflicts(batch.Conflicts);
                database.Troubles.ErasedWrites(batch.Erased);
                RecordingState.CountRefused(batch.Unrecorded);
                return batch.Refused;
            }
            catch (AlreadyWrittenException) when (attempt < MostAttempts)
            {
                mode = WriteMode.Careful;
            }
            catch (DeletedConversationException) when (namesPartition)
            {
                // If the partition known to this host was dropped and recreated for other days, the conversation may be in another one.
                namesPartition = false;
                partitions.ClearCache();
            }
            catch (DeletedConversationException e) when (attempt < MostAttempts)
            {
                _known.Remove(e.Id);
                await database.WriteAsync((session, token) => Removal.RemoveOrphanAsync(session, e.Id, e.Number, token),
                    cancellationToken).ConfigureAwait(false);
            }
            catch (MissingPartitionException) when (attempt < MostAttempts)
            {
                partitions.ClearCache();
                _known.Clear();
            }
            catch (AlreadyWrittenException e)
            {
                // Not a race with another host: rows of a conversation contradict each other. Only its records are set aside.
                throw new ConversationStoreException(StoreFault.Refused,
                    "Rows of a conversation contradict what is written to it, as after a deletion of some by hand. Erase it, or restore the rows.", e);
            }
            catch (Exception e) when (e is DeletedConversationException or MissingPartitionException)
            {
                throw new ConversationStoreException(StoreFault.Unavailable,
                    $"The data changed concurrently, {MostAttempts} times: {e.Message} Try again; if it stays, look into the server's log.", e);
            }
        }
    }

    private async ValueTask<WriteBatch> WriteOnceAsync(IReadOnlyList<StoreRecord> records, PreparedEntries entries, WriteMode mode, bool namesPartition,
        CancellationToken cancellationToken)
    {
        try
        {
            await MakePartitionsAsync(records, cancellationToken).ConfigureAwait(false);
            var services = new WriteServices(database.Options, _known, keys, database.Troubles, partitions);
            var written = await database.WriteAsync(
                async (session, token) =>
                {
                    await keys.EnsureAvailableAsync(token).ConfigureAwait(false);
                    var batch = new WriteBatch(session, records, entries, services, mode) { NamesPartition = namesPartition };
                    await RunAsync(batch, session, token).ConfigureAwait(false);
                    return batch;
                },
                cancellationToken).ConfigureAwait(false);
            foreach (var change in written.Changes)
            {
                if (change.HasRefusal)
                {
                    _known.Remove(change.Id); // It may have been cached as a conversation whose opening was still to come.
                }
                else
                {
                    _known.Add(change);
                }
            }

            return written;
        }
        catch (ConversationStoreException)
        {
            // After a failover, the new server may lack some of the data of the old one.
            _known.Clear();
            throw;
        }
    }

    private async ValueTask RunAsync(WriteBatch batch, Session session, CancellationToken cancellationToken)
    {
        try
        {
            await batch.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new AlreadyWrittenException(e);
        }
        catch (PostgresException e)
            when (e.SqlState is PostgresErrorCodes.CheckViolation || (e.SqlState is PostgresErrorCodes.UndefinedTable && session.Partition.Length > 0))
        {
            throw new MissingPartitionException(e);
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.InsufficientPrivilege } && session.Partition.Length > 0)
        {
            partitions.NameNone();
            throw new MissingPartitionException(e);
        }
    }

    // Done before the transaction, because creating a partition takes locks that wait for writers.
    private async ValueTask MakePartitionsAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken)
    {
        if (!HasUncachedConversation(records))
        {
            return;
        }

        var days = PartitionDates.Of(records, database.Options.TimeProvider);
        var missing = days.Where(day => !partitions.Has(day.Value) && _known.Find(day.Key) is null).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        await partitions.RenewAsync(cancellationToken).ConfigureAwait(false);
        missing.RemoveAll(day => partitions.Has(day.Value));
        if (missing.Count == 0)
        {
            return;
        }

        // An existing conversation is in the partition of its first day, so it needs no new one.
        string[] ids = [.. missing.Select(static day => day.Key)];
        var there = await database.WriteAsync(
            async (session, token)
                => (await session.ListAsync(FindKnown, [ids], static row => row.Text(0), token).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal),
                cancellationToken).ConfigureAwait(false);
        int[] toMake = [.. missing.Where(day => !there.Contains(day.Key)).Select(static day => day.Value).Distinct()];
        if (toMake.Length > 0)
        {
            await partitions.TryMakeAsync(toMake, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool HasUncachedConversation(IReadOnlyList<StoreRecord> records)
    {
        string? last = null;
        for (int i = 0; i < records.Count; i++)
        {
            string id = records[i].ConversationId;
            if (!ReferenceEquals(id, last) && _known.Find(id) is null)
            {
                return true;
            }

            last = id;
        }

        return false;
    }
}

/// <summary>A cached partition no longer exists: it was dropped or detached. The transaction is retried and creates it.</summary>
internal sealed class MissingPartitionException(Exception? cause = null) : Exception("A partition is gone that was there just now.", cause);
