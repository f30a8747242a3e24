using ConvLog.PostgreSql.Access;
using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Erasure;
using ConvLog.Storage;
using ConvLog.Storage.Access;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Relational;

namespace ConvLog.PostgreSql.Retention;

/// <summary>
/// Executes a run of retention in batches, each in short transactions. Expired conversations are found without locks, and the transaction that deletes them
/// checks again: a conversation that became active in the meantime, or is on hold, is kept. After a crash, each conversation is complete or deleted, and the
/// next run continues.
/// </summary>
/// <param name="database">The data.</param>
/// <param name="partitions">Drops whole partitions.</param>
/// <param name="lostKeys">Destroys keys that are no longer needed.</param>
internal sealed class RetentionWork(Database database, PartitionExpiry partitions, LostKeys lostKeys)
{
    // The most conversations in one transaction, for which a write to one of them waits.
    private const int MostAtOnce = 200;

    /// <summary>Executes a part of a run.</summary>
    /// <param name="cut">The retention limits.</param>
    /// <param name="batchSize">The most conversations or accesses to process. A partition that is dropped is one step, whatever it contains.</param>
    /// <param name="after">The position where the previous batch ended; null to begin.</param>
    /// <param name="cancellationToken">A token to cancel the operation between two transactions.</param>
    public async ValueTask<RetentionBatch> ApplyAsync(RetentionCut cut, int batchSize, string? after, CancellationToken cancellationToken)
    {
        var position = RetentionPosition.Parse(after);
        for (; position.Phase < RetentionPhase.Access; position = RetentionPosition.At(position.Phase + 1))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var done = position.Phase == RetentionPhase.Partitions
                ? await partitions.DropNextAsync(cut, position, cancellationToken).ConfigureAwait(false)
                : await TakeNextAsync(cut, position, batchSize, cancellationToken).ConfigureAwait(false);
            if (done is not null)
            {
                await lostKeys.DestroyAsync(cancellationToken).ConfigureAwait(false);
                return done;
            }
        }

        await lostKeys.DestroyAsync(cancellationToken).ConfigureAwait(false);
        long accesses = await AccessExpiry.DeleteAsync(
            cut, batchSize, (expired, token) => database.WriteAsync((session, inner) => DeleteAccessesAsync(session, expired, inner), token), cancellationToken)
            .ConfigureAwait(false);
        return new RetentionBatch { Accesses = accesses, Next = accesses < batchSize ? null : position.ToString() };
    }

    private static async ValueTask<int> DeleteAccessesAsync(Session data, ExpiredAccesses expired, CancellationToken cancellationToken)
    {
        await AccessRows.LockAsync(data, cancellationToken).ConfigureAwait(false);
        return await AccessExpiry.DeleteSomeAsync(data, expired, cancellationToken).ConfigureAwait(false);
    }

    // Null if nothing is left in the phase.
    private async ValueTask<RetentionBatch?> TakeNextAsync(RetentionCut cut, RetentionPosition position, int batchSize, CancellationToken cancellationToken)
    {
        // On the primary server: a replica may lag and show deleted conversations.
        var candidates = await database.WriteAsync((session, token) => RetentionCandidates.AfterAsync(session, cut, position, batchSize, token),
            cancellationToken).ConfigureAwait(false);
        if (candidates.Count == 0)
        {
            return null;
        }

        var sum = new RetentionBatch();
        foreach (var some in candidates.Chunk(MostAtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var done = await database.WriteAsync(
                (data, token) => position.Phase < RetentionPhase.PurgeDebug
                    ? ExpireAsync(data, cut, position.Phase, some, token) : PurgeAsync(data, cut, position.Phase, some, token),
                cancellationToken).ConfigureAwait(false);
            sum = sum.Plus(done);
        }

        var next = candidates.Count < batchSize
            ? RetentionPosition.At(position.Phase + 1)
            : new RetentionPosition(position.Phase, candidates[^1].Last, candidates[^1].Place.Conversation);
        return sum with { Next = next.ToString() };
    }

    private static async ValueTask<RetentionBatch> ExpireAsync(Session data, RetentionCut cut, RetentionPhase phase, RetentionCandidate[] candidates,
        CancellationToken cancellationToken)
    {
        var taken = await RetentionCandidates.LockExpiredAsync(data, cut, phase, candidates, cancellationToken).ConfigureAwait(false);
        await Removal.RemoveAsync(data, taken.ConvertAll(static one => one.Place), cancellationToken).ConfigureAwait(false);
        return phase == RetentionPhase.ExpireUnopened
            ? new RetentionBatch() : new RetentionBatch { Conversations = taken.Count, Entries = taken.Sum(static one => one.Count) };
    }

    private static async ValueTask<RetentionBatch> PurgeAsync(Session data, RetentionCut cut, RetentionPhase phase, RetentionCandidate[] candidates,
        CancellationToken cancellationToken)
    {
        var taken = await RetentionCandidates.LockExpiredAsync(data, cut, phase, candidates, cancellationToken).ConfigureAwait(false);
        await PersonalPurge.ApplyAsync(data, taken.ConvertAll(static one => one.Place), cut.At.UtcTicks, cancellationToken).ConfigureAwait(false);
        return new RetentionBatch { PersonalData = taken.Sum(static one => one.Count) };
    }
}
