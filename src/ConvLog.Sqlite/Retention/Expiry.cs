using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Erasure;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Retention;

/// <summary>
/// Deletes conversations that have expired, in short transactions: a writer waits for one of them at most. While one is written, what the next one deletes is
/// read, which takes half as long; the last one of a batch reads for the batch that follows.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="removals">What deletes the rows of those that are only taken out.</param>
internal sealed class Expiry(Database database, Removals removals)
{
    // How long a writer may have to wait.
    private static readonly TimeSpan s_longestWrite = TimeSpan.FromMilliseconds(40);

    private readonly TimeProvider _time = database.Options.TimeProvider;

    // What was read for a batch that does not follow soon is read anew. Long before that, the store would forget what was written since.
    private static readonly TimeSpan s_longestAhead = TimeSpan.FromSeconds(10);

    // One of several batches at once teaches the others no less.
    private readonly BatchSize _size = new(s_longestWrite);
    private ExpiryBatch? _ahead;

    /// <summary>Deletes them, as far as they still have expired.</summary>
    /// <param name="cut">What has expired.</param>
    /// <param name="phase">What is done.</param>
    /// <param name="candidates">The numbers of those that had when they were looked for, and of some that follow on these.</param>
    /// <param name="count">How many of them to delete.</param>
    /// <param name="cancellationToken">A token to cancel the operation between two transactions.</param>
    public async ValueTask<RetentionBatch> DeleteAsync(RetentionCut cut, RetentionPhase phase, long[] candidates, int count,
        CancellationToken cancellationToken)
    {
        var sum = new RetentionBatch();
        var batch = First(candidates.AsMemory(0, count));
        var next = new ExpiryBatch();
        for (int from = 0; from < count;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            from += batch.Count;
            var (reading, rest) = (next, from < count ? candidates.AsMemory(from, count - from) : candidates.AsMemory(from));
            var ahead = rest.IsEmpty ? Task.CompletedTask : Task.Run(() => Read(reading, rest), CancellationToken.None);
            var writing = WriteAsync(batch, cut, phase, cancellationToken);
            await Task.WhenAll(writing, ahead).ConfigureAwait(false);
            var done = await writing.ConfigureAwait(false);
            sum = sum.Plus(done);
            await database.RestLogAsync(cancellationToken).ConfigureAwait(false);
            (batch, next) = (next, batch);
        }

        await removals.DrainAsync(cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _ahead, count < candidates.Length ? batch : null);
        return sum;
    }

    private ExpiryBatch First(ReadOnlyMemory<long> candidates)
    {
        if (Interlocked.Exchange(ref _ahead, null) is { } ahead && ahead.IsOf(candidates.Span) && _time.GetElapsedTime(ahead.ReadAt) < s_longestAhead)
        {
            return ahead;
        }

        var batch = new ExpiryBatch();
        Read(batch, candidates);
        return batch;
    }

    private void Read(ExpiryBatch batch, ReadOnlyMemory<long> candidates)
    {
        int weight = _size.Bytes;
        batch.ReadAt = _time.GetTimestamp();
        database.Read(session =>
        {
            batch.Read(session, candidates.Span, weight);
            return true;
        });
    }

    private async Task<RetentionBatch> WriteAsync(ExpiryBatch batch, RetentionCut cut, RetentionPhase phase, CancellationToken cancellationToken)
    {
        long begun = 0;
        var done = await database.WriteSoonAsync(
            session =>
            {
                begun = _time.GetTimestamp();
                return batch.Write(session, cut, phase);
            },
            cancellationToken).ConfigureAwait(false);
        _size.Took(batch.Weight, _time.GetElapsedTime(begun));
        return done;
    }
}
