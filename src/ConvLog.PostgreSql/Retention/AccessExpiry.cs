using ConvLog.PostgreSql.Access;
using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Access;

namespace ConvLog.PostgreSql.Retention;

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

    /// <summary>Deletes the oldest expired accesses.</summary>
    /// <param name="database">The data.</param>
    /// <param name="cut">The retention limits.</param>
    /// <param name="most">The most accesses to delete, unless more follow one that has not expired yet.</param>
    /// <param name="cancellationToken">A token to cancel the operation between two transactions.</param>
    /// <returns>The number of deleted accesses: fewer than the limit if none is left.</returns>
    public static async ValueTask<long> DeleteAsync(Database database, RetentionCut cut, int most, CancellationToken cancellationToken)
    {
        if (cut.AccessBefore is not { } before)
        {
            return 0;
        }

        long sum = 0;
        while (sum < most)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int some = (int)Math.Min(most - sum, MostAtOnce);
            int deleted = await database.WriteAsync((session, token)
                => DeleteSomeAsync(session, new ExpiredAccesses(before.UtcTicks, cut.At.UtcTicks, some), some, token), cancellationToken).ConfigureAwait(false);
            sum += deleted;
            if (deleted < some)
            {
                break;
            }
        }

        return sum;
    }

    private static async ValueTask<int> DeleteSomeAsync(Session session, ExpiredAccesses expired, int most, CancellationToken cancellationToken)
    {
        await AccessChainRows.LockAsync(session, cancellationToken).ConfigureAwait(false);
        if (await LastExpiredAsync(session, expired, most, cancellationToken).ConfigureAwait(false) is not { } last)
        {
            return 0;
        }

        await AccessChainRows.BeginBehindAsync(session, last, cancellationToken).ConfigureAwait(false);
        return await session.RunAsync(Delete, [last], cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<long?> LastExpiredAsync(Session session, ExpiredAccesses expired, int most, CancellationToken cancellationToken)
    {
        for (long after = long.MinValue; ;)
        {
            var rows = await session.ListAsync(Oldest, [after, (long)most], static row => (No: row.Int64(0), At: row.Int64(1)), cancellationToken)
                .ConfigureAwait(false);
            if (!rows.TrueForAll(row => expired.Take(row.No, row.At)) || rows.Count < most)
            {
                return expired.Last;
            }

            after = rows[^1].No;
        }
    }
}
