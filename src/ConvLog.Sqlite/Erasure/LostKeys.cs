using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;

namespace ConvLog.Sqlite.Erasure;

/// <summary>
/// Destroys data keys that the data no longer needs. They are listed in the data until they are destroyed in the keys file, so a crash in between loses none.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="keys">The keys.</param>
internal sealed class LostKeys(Database database, DataKeys keys)
{
    // A write that needs a key waits for at most one of these transactions.
    private const int MostAtOnce = 500;
    private const string CountLostKey = "SELECT count(*) FROM lost_key";
    private const string DeleteLostKey = "DELETE FROM lost_key WHERE no = ?1";
    private const string FindLostKey = "SELECT no FROM lost_key ORDER BY no LIMIT ?1";

    // Key numbers are random. If there are this many keys, consecutive numbers are close together in the keys file, so a transaction rewrites only a few of its
    // pages.
    private const int Many = 10_000;

    /// <summary>Destroys all listed keys if there are many; otherwise they wait until there are, or for <see cref="DestroyAsync"/>.</summary>
    /// <param name="cancellationToken">A token to cancel the operation between two transactions.</param>
    public async ValueTask DestroyIfManyAsync(CancellationToken cancellationToken)
    {
        if (database.Read(static session => session[CountLostKey].Scalar()) >= Many)
        {
            await DestroyAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Destroys all listed keys.</summary>
    /// <param name="cancellationToken">A token to cancel the operation between two transactions.</param>
    public async ValueTask DestroyAsync(CancellationToken cancellationToken)
    {
        while (database.Read(Lost) is { Count: > 0 })
        {
            cancellationToken.ThrowIfCancellationRequested();
            var lost = await database.WriteAsync(LostForGood, cancellationToken).ConfigureAwait(false);
            keys.Destroy(lost);
            await database.WriteDeferredAsync(
                session =>
                {
                    foreach (long key in lost)
                    {
                        session[DeleteLostKey].Bind(1, key).Run();
                    }

                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    // The deletions that released the keys are on the disk before the keys are destroyed: a power cut must not restore a conversation without its key.
    private static List<long> LostForGood(Session session)
    {
        Removal.Announce(session);
        return Lost(session);
    }

    private static List<long> Lost(Session session) => session[FindLostKey].Bind(1, (long)MostAtOnce).Numbers();
}
