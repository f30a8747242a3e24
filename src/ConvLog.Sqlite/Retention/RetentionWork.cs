using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Erasure;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Summaries;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Relational;

namespace ConvLog.Sqlite.Retention;

/// <summary>
/// Performs a run of retention in batches, each in short transactions: a writer waits for at most one of them. Expired data is found by reading, without a
/// lock, and checked again in the transaction that deletes it: a conversation that became active in the meantime, or is on hold, is kept. After a crash, each
/// conversation is either complete or deleted, and the next run continues with the rest; after a power cut, that may include some conversations that this run
/// had deleted.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="summaries">Updates the rows by which expired conversations are found.</param>
/// <param name="removals">Deletes the rows of removed conversations.</param>
/// <param name="lostKeys">Destroys keys that are no longer needed.</param>
internal sealed class RetentionWork(Database database, SummaryUpdater summaries, Removals removals, LostKeys lostKeys)
{
    // The cost of a conversation in bytes of words, for BatchSize.
    private const int ConversationWeight = 2_000;

    // How long a writer may have to wait.
    private static readonly TimeSpan s_longestWrite = TimeSpan.FromMilliseconds(40);

    private readonly TimeProvider _time = database.Options.TimeProvider;

    // Shared by concurrent batches: the duration of each adjusts the size of all.
    private readonly BatchSize _purged = new(s_longestWrite);
    private readonly Expiry _expiry = new(database, removals);

    /// <summary>Counts what a run would delete.</summary>
    public async ValueTask<RetentionPreview> PreviewAsync(RetentionCut cut, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!database.Options.ReadOnly)
        {
            await summaries.UpdateAsync(cancellationToken).ConfigureAwait(false);
        }

        return database.Read(session => new RetentionCount(session, cut).Preview());
    }

    /// <summary>Performs a part of a run.</summary>
    /// <param name="cut">The times before which data has expired.</param>
    /// <param name="batchSize">The maximum number of conversations or reads.</param>
    /// <param name="after">The end of the previous batch; null to begin.</param>
    /// <param name="cancellationToken">A token to cancel the operation between two transactions.</param>
    public async ValueTask<RetentionBatch> ApplyAsync(RetentionCut cut, int batchSize, string? after, CancellationToken cancellationToken)
    {
        database.EnsureWritable();
        await summaries.UpdateAsync(cancellationToken).ConfigureAwait(false);
        var position = RetentionPosition.Parse(after);
        for (; position.Phase < RetentionPhase.Access; position = RetentionPosition.At(position.Phase + 1))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var from = position;
            bool isExpiry = from.Phase < RetentionPhase.PurgeDebug;
            int most = isExpiry ? (int)Math.Min(2L * batchSize, int.MaxValue) : batchSize;
            var candidates = database.Read(session => RetentionCandidates.After(session, cut, from, most));
            if (candidates.Count > 0)
            {
                int count = Math.Min(candidates.Count, batchSize);
                var next = count < batchSize
                    ? RetentionPosition.At(from.Phase + 1) : new RetentionPosition(from.Phase, candidates[count - 1].Last, candidates[count - 1].Number);
                var done = isExpiry
                    ? await _expiry.DeleteAsync(cut, from.Phase, [.. candidates.Select(static candidate => candidate.Number)], count, cancellationToken)
                    .ConfigureAwait(false)
                    : await PurgeAsync(cut, from.Phase, candidates, cancellationToken).ConfigureAwait(false);
                await (next.Phase == from.Phase ? lostKeys.DestroyIfManyAsync(cancellationToken) : lostKeys.DestroyAsync(cancellationToken))
                    .ConfigureAwait(false);
                return done with { Next = next.ToString() };
            }
        }

        await lostKeys.DestroyAsync(cancellationToken).ConfigureAwait(false);
        if (database.Read(DeletionTraces.HasExpired))
        {
            await database.WriteAsync(DeletionTraces.RecordExpired, cancellationToken).ConfigureAwait(false);
        }

        long accesses = await AccessExpiry.DeleteAsync(
            cut,
            batchSize,
            (expired, token) => database.WriteAsync((session, inner) => AccessExpiry.DeleteSomeAsync(session, expired, inner), token, nameof(AccessExpiry)),
            cancellationToken).ConfigureAwait(false);
        return new RetentionBatch { Accesses = accesses, Next = accesses < batchSize ? null : position.ToString() };
    }

    private async ValueTask<RetentionBatch> PurgeAsync(RetentionCut cut, RetentionPhase phase, List<RetentionCandidate> candidates,
        CancellationToken cancellationToken)
    {
        var sum = new RetentionBatch();
        for (int from = 0; from < candidates.Count;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int bytes = _purged.Bytes;
            int most = Math.Max(1, bytes / ConversationWeight);
            var some = candidates.GetRange(from, Math.Min(candidates.Count - from, most));
            long begun = 0;
            var done = await database.WriteDeferredAsync(
                session =>
                {
                    begun = _time.GetTimestamp();
                    return Purge(session, cut, phase, some);
                },
                cancellationToken).ConfigureAwait(false);
            _purged.Adjust(some.Count == most ? bytes : some.Count * ConversationWeight, _time.GetElapsedTime(begun));
            from += some.Count;
            sum = sum.Plus(done);
        }

        return sum;
    }

    private static RetentionBatch Purge(Session session, RetentionCut cut, RetentionPhase phase, List<RetentionCandidate> candidates)
    {
        var done = new RetentionBatch();
        foreach (var candidate in candidates)
        {
            if (RetentionCandidates.FindExpired(session, cut, phase, candidate.Number) is { } counts)
            {
                PersonalPurge.Apply(session, candidate.Number, cut.At.UtcTicks);
                done = done with { PersonalData = done.PersonalData + counts };
            }
        }

        Removal.Announce(session);
        return done;
    }
}
