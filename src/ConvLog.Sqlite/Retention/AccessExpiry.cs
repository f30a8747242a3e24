using ConvLog.Sqlite.Access;
using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Access;

namespace ConvLog.Sqlite.Retention;

/// <summary>
/// Deletes what has expired of the access log, from its first read on, so that the chain that is left begins behind it: see
/// <see cref="RetentionCut.AccessBefore"/>.
/// </summary>
internal static class AccessExpiry
{
    // So many rows take some milliseconds: no writer waits long for one transaction.
    private const int MostAtOnce = 1_000;

    private const string Oldest = "SELECT no, at FROM access ORDER BY no";
    private const string Delete = "DELETE FROM access WHERE no <= ?1";

    // The first read that stays for its time, and the last before it that has expired.
    private const string Count = """
        SELECT count(*) FROM access WHERE no <= (SELECT max(no) FROM access INDEXED BY access_at
            WHERE at < ?1 AND no < ifnull((SELECT no FROM access WHERE +at >= ?1 AND +at <= ?2 ORDER BY no LIMIT 1), 9223372036854775807))
        """;

    /// <summary>Deletes the oldest that has expired.</summary>
    /// <param name="database">The database.</param>
    /// <param name="cut">What has expired.</param>
    /// <param name="most">How many reads at most, unless more are behind one whose time has not come yet.</param>
    /// <param name="cancellationToken">A token to cancel the operation between two transactions.</param>
    /// <returns>How many went: fewer than at most where nothing is left.</returns>
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
