using ConvLog.Sqlite.Access;
using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Access;

namespace ConvLog.Sqlite.Retention;

/// <summary>
/// Deletes the expired part of the access log, from its first read on, so that the remaining chain begins after it: see
/// <see cref="RetentionCut.AccessBefore"/>.
/// </summary>
internal static class AccessExpiry
{
    // This many rows take a few milliseconds, so no writer waits long for one transaction.
    private const int MostAtOnce = 1_000;

    private const string Oldest = "SELECT no, at FROM access ORDER BY no";
    private const string Delete = "DELETE FROM access WHERE no <= ?1";

    // Finds the first read that is kept, and the last expired one before it.
    private const string Count = """
        SELECT count(*) FROM access WHERE no <= (SELECT max(no) FROM access INDEXED BY access_at
            WHERE at < ?1 AND no < ifnull((SELECT no FROM access WHERE +at >= ?1 AND +at <= ?2 ORDER BY no LIMIT 1), 9223372036854775807))
        """;

    /// <summary>Deletes the oldest expired reads.</summary>
    /// <param name="database">The database.</param>
    /// <param name="cut">The times before which data has expired.</param>
    /// <param name="most">How many reads to delete; more if reads with a time in the future are among them.</param>
    /// <param name="cancellationToken">A token to cancel the operation between two transactions.</param>
    /// <returns>The number of deleted reads; less than the maximum if no more have expired.</returns>
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
            long some = Math.Min(most - sum, MostAtOnce);
            int deleted = await database.WriteAsync(session => DeleteSome(session, new ExpiredAccesses(before.UtcTicks, cut.At.UtcTicks, some)),
                cancellationToken).ConfigureAwait(false);
            sum += deleted;
            if (deleted < some)
            {
                break;
            }
        }

        return sum;
    }

    /// <summary>How many have expired.</summary>
    public static long CountExpired(Session session, RetentionCut cut)
        => cut.AccessBefore is { } before ? session[Count].Bind(1, before.UtcTicks).Bind(2, cut.At.UtcTicks).Scalar() ?? 0 : 0;

    private static int DeleteSome(Session session, ExpiredAccesses expired)
    {
        var rows = session[Oldest];
        bool goesOn = true;
        while (goesOn && rows.Step())
        {
            goesOn = expired.Take(rows.Int64(0), rows.Int64(1));
        }

        rows.Reset();
        if (expired.Last is not { } last)
        {
            return 0;
        }

        AccessChainRows.BeginBehind(session, last);
        return session[Delete].Bind(1, last).RunAndCount();
    }
}
