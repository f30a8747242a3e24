using ConvLog.Storage.Access;

namespace ConvLog.Storage.Relational;

/// <summary>
/// Deletes expired accesses from the beginning of the access log, so that the remaining chain begins after them: see
/// <see cref="RetentionCut.AccessBefore"/>.
/// </summary>
internal static class AccessExpiry
{
    // The most rows deleted in one transaction, for which writers to the access log wait.
    private const int MostAtOnce = 1_000;

    private const string Oldest = "SELECT no, at FROM #.access WHERE no > $1 ORDER BY no LIMIT $2";
    private const string Delete = "DELETE FROM #.access WHERE no <= $1";
    private const string SetRemoved =
        "UPDATE #.access_chain SET removed = $1, removed_hash = coalesce((SELECT hash FROM #.access WHERE no = $1), $2) WHERE no = 1";

    /// <summary>Deletes the oldest expired accesses.</summary>
    /// <param name="cut">The times before which data has expired.</param>
    /// <param name="most">How many accesses to delete; more if accesses with a time in the future are among them.</param>
    /// <param name="deleteSome">Calls <see cref="DeleteSomeAsync"/> in a transaction that may extend the chain.</param>
    /// <param name="cancellationToken">A token to cancel the operation between two transactions.</param>
    /// <returns>The number of deleted accesses; less than the maximum if no more have expired.</returns>
    public static async ValueTask<long> DeleteAsync(
        RetentionCut cut, int most, Func<ExpiredAccesses, CancellationToken, ValueTask<int>> deleteSome, CancellationToken cancellationToken)
    {
        if (cut.AccessBefore is not { } before)
        {
            return 0;
        }

        long sum = 0;
        while (sum < most)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long some = Math.Min(most - sum, MostAtOnce);
            int deleted = await deleteSome(new ExpiredAccesses(before.UtcTicks, cut.At.UtcTicks, some), cancellationToken).ConfigureAwait(false);
            sum += deleted;
            if (deleted < some)
            {
                break;
            }
        }

        return sum;
    }

    /// <summary>Deletes the oldest expired accesses in one transaction.</summary>
    /// <returns>The number of deleted accesses.</returns>
    public static async ValueTask<int> DeleteSomeAsync(IRelationalSession session, ExpiredAccesses expired, CancellationToken cancellationToken)
    {
        List<(long No, long At)> rows = [(long.MinValue, 0)];
        do
        {
            var page = new SqlQuery<(long, long)>(Oldest, [rows[^1].No, MostAtOnce], static row => (row.Int64(0), row.Int64(1)));
            rows = await session.ListAsync(page, cancellationToken).ConfigureAwait(false);
        }
        while (rows.TrueForAll(row => expired.Examine(row.No, row.At)) && rows.Count == MostAtOnce);

        if (expired.Last is not { } last)
        {
            return 0;
        }

        await session.RunAsync(new(SetRemoved, last, Array.Empty<byte>()), cancellationToken).ConfigureAwait(false);
        return await session.RunAsync(new(Delete, last), cancellationToken).ConfigureAwait(false);
    }
}
