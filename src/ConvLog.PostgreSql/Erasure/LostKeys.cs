using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Keys;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>
/// Destroys data keys that are no longer needed. They are listed in the data until they are destroyed in the keys' schema, so a crash between the two loses
/// none. Several hosts may do so at the same time.
/// </summary>
/// <param name="database">The data.</param>
/// <param name="keys">The keys.</param>
internal sealed class LostKeys(Database database, DataKeys keys)
{
    private const int MostAtOnce = 10_000;
    private const string DeleteLostKey = "DELETE FROM #.lost_key WHERE no = ANY($1)";
    private const string FindLostKey = "SELECT no FROM #.lost_key ORDER BY no LIMIT $1";

    /// <summary>Destroys all listed keys.</summary>
    /// <param name="cancellationToken">A token to cancel the operation between two transactions.</param>
    public async ValueTask DestroyAsync(CancellationToken cancellationToken)
    {
        // Only committed, and thus durable, deletions are visible here.
        while (await database.WriteAsync(LostAsync, cancellationToken).ConfigureAwait(false) is { Count: > 0 } lost)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await keys.DestroyAsync(lost, cancellationToken).ConfigureAwait(false);
            long[] numbers = [.. lost];
            await database.WriteAsync((session, token) => session.RunAsync(DeleteLostKey, [numbers], token), cancellationToken).ConfigureAwait(false);
        }
    }

    // On the primary server: a replica may lag.
    private static async ValueTask<List<long>> LostAsync(Session session, CancellationToken cancellationToken)
    {
        var lost = await session.ListAsync(FindLostKey, [MostAtOnce], static row => row.Int64(0), cancellationToken).ConfigureAwait(false);
        session.ConfirmsEarlier |= lost.Count > 0;
        return lost;
    }
}
