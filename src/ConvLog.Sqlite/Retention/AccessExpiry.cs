using ConvLog.Storage;

namespace ConvLog.Sqlite;

/// <summary>Deletes what has expired of the access log.</summary>
internal static class AccessExpiry
{
    // So many rows take some milliseconds: no writer waits long for one transaction.
    private const int MostAtOnce = 1_000;

    private const string Delete = "DELETE FROM access WHERE no IN (SELECT no FROM access INDEXED BY access_at WHERE at < ?1 ORDER BY at LIMIT ?2)";

    /// <summary>Deletes the oldest that has expired.</summary>
    /// <param name="database">The database.</param>
    /// <param name="cut">What has expired.</param>
    /// <param name="most">How many reads at most.</param>
    /// <param name="cancellationToken">Gives up between transactions.</param>
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
            int deleted = await database.WriteAsync(session => session[Delete].Bind(1, before.UtcTicks).Bind(2, some).RunAndCount(), cancellationToken).ConfigureAwait(false);
            sum += deleted;
            if (deleted < some)
            {
                break;
            }
        }

        return sum;
    }
}
