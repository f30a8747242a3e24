using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Erasure;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Sqlite.Retention;

/// <summary>
/// Deletes expired conversations in short transactions: a writer waits for at most one of them. While one transaction is written, the data of the next one is
/// read, which takes half as long; the last transaction of a batch reads for the batch that follows.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="removals">Deletes the rows of conversations that are only removed at first.</param>
internal sealed class Expiry(Database database, Removals removals)
{
    // How long a writer may have to wait.
    private static readonly TimeSpan s_longestWrite = TimeSpan.FromMilliseconds(40);

    private readonly TimeProvider _time = database.Options.TimeProvider;

    // Data that was read earlier than this is read again. The store remembers for much longer which conversations were written to.
    private static readonly TimeSpan s_longestAhead = TimeSpan.FromSeconds(10);

    // Shared by concurrent batches: the duration of each adjusts the size of all.
    private readonly BatchSize _size = new(s_longestWrite);
    private ExpiryBatch? _ahead;

    /// <summary>Deletes conversations, as far as they have still expired.</summary>
    /// <param name="cut">The times before which data has expired.</param>
    /// <param name="phase">The phase of the run.</param>
    /// <param name="candidates">The conversations that had expired when they were searched, followed by some later ones.</param>
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
            await database.RestartLogAsync(cancellationToken).ConfigureAwait(false);
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
        var done = await database.WriteDeferredAsync(
            session =>
            {
                begun = _time.GetTimestamp();
                return batch.Write(session, cut, phase);
            },
            cancellationToken).ConfigureAwait(false);
        _size.Adjust(batch.Weight, _time.GetElapsedTime(begun));
        return done;
    }
}
