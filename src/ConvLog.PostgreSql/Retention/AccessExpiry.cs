using ConvLog.Storage;

namespace ConvLog.PostgreSql;

/// <summary>Deletes what has expired of the access log.</summary>
internal static class AccessExpiry
{
    private const string Delete = "DELETE FROM #.access WHERE no IN (SELECT no FROM #.access WHERE at < $1 ORDER BY at LIMIT $2 FOR UPDATE SKIP LOCKED)";

    /// <summary>Deletes the oldest that has expired.</summary>
    /// <param name="database">The data.</param>
    /// <param name="cut">What has expired.</param>
    /// <param name="most">How many reads at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many went: fewer than at most where nothing is left.</returns>
    public static async ValueTask<long> DeleteAsync(Database database, RetentionCut cut, int most, CancellationToken cancellationToken)
        => cut.AccessBefore is { } before
            ? await database.WriteAsync((session, token) => session.RunAsync(Delete, [before.UtcTicks, most], token), cancellationToken).ConfigureAwait(false)
            : 0;
}
