using System.Globalization;
using ConvLog.PostgreSql.Connections;
using Npgsql;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>
/// Keeps writes and erasures out of each other's way, whichever hosts do them: what is erased while it is written is gone afterwards, and not written again.
/// </summary>
/// <remarks>
/// <para>
/// A transaction that writes records (1) shares the lock; (2) finds the conversations by their ids, gives new ones their row in conversation_id, and locks the
/// rows in "conversation", in the order of their numbers; (3) where a row of conversation_id leads to no row in "conversation", which was deleted meanwhile or
/// went with its partition, deletes that row by id and number and begins the conversation anew, under a new number; (4) only then, in a statement of its own,
/// reads "tombstone" and "erased_user"; (5) locks the rows of "end_user" that it refers to, FOR KEY SHARE; (6) writes.
/// </para>
/// <para>
/// An erasure puts its tombstones, or the erased user, with the lock to itself, and commits: whoever wrote without knowing of them is done by then, and whoever
/// writes later reads them. Then it locks the rows of the conversations in the same order, and deletes. A write that waited for such a row finds none, and
/// comes to (3) and the tombstone.
/// </para>
/// </remarks>
internal static class ErasureLock
{
    /// <summary>Shares the lock until the transaction ends. Costs no more than any lock of a table that writes do not exclude each other from.</summary>
    public const string Share = "LOCK TABLE #.tombstone IN ROW SHARE MODE";

    private const int FirstWait = 50;
    private const int LongestWait = 5_000;
    private const int MostAttempts = 60;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Takes the lock until the transaction ends, which must be soon. While it waits for writes that are under way, new ones wait behind it: not for long at a
    /// time, and for longer only where the writes themselves take longer.
    /// </summary>
    /// <exception cref="PostgresException">It was not to be had for minutes.</exception>
    public static async ValueTask TakeAsync(Session session, TimeProvider time, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            await session.RunAsync("SAVEPOINT turn", [], cancellationToken).ConfigureAwait(false);
            try
            {
                int wait = Math.Min(FirstWait << Math.Min(attempt / 5, 10), LongestWait);
                string take = string.Create(CultureInfo.InvariantCulture,
                    $"SET LOCAL lock_timeout = {wait}; LOCK TABLE #.tombstone IN EXCLUSIVE MODE; SET LOCAL lock_timeout TO DEFAULT");
                await session.RunAsync(take, [], cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (PostgresException e)
                when (string.Equals(e.SqlState, PostgresErrorCodes.LockNotAvailable, StringComparison.Ordinal) && attempt < MostAttempts)
            {
                await session.RunAsync("ROLLBACK TO SAVEPOINT turn", [], cancellationToken).ConfigureAwait(false);
                await Task.Delay(s_pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
