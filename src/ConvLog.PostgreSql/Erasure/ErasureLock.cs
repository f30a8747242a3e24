using System.Globalization;
using ConvLog.PostgreSql.Connections;
using Npgsql;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>
/// Synchronizes writes and erasures on all hosts: data that is erased while it is being written is gone afterwards, and is not written again.
/// </summary>
/// <remarks>
/// <para>
/// A transaction that writes records (1) takes the lock in shared mode; (2) finds the conversations by their IDs, inserts new ones into conversation_id, and
/// locks the rows in "conversation", in the order of their numbers; (3) if a row of conversation_id has no row in "conversation", because that was deleted
/// concurrently or dropped with its partition, deletes the row by ID and number and creates the conversation again, with a new number; (4) only then, in a
/// separate statement, reads "tombstone" and "erased_user"; (5) locks the rows of "end_user" that it refers to, FOR KEY SHARE; (6) writes.
/// </para>
/// <para>
/// An erasure inserts its tombstones, or the erased user, under the exclusive lock, and commits: writers that did not see them have finished by then, and later
/// ones read them. Then it locks the rows of the conversations in the same order, and deletes. A write that waited for such a row finds none, continues with
/// (3) and reads the tombstone.
/// </para>
/// </remarks>
internal static class ErasureLock
{
    /// <summary>Takes the lock in shared mode until the transaction ends. This is as cheap as any table lock that does not block other writers.</summary>
    public const string Share = "LOCK TABLE #.tombstone IN ROW SHARE MODE";

    private const int FirstWait = 50;
    private const int LongestWait = 5_000;
    private const int MostAttempts = 60;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Takes the exclusive lock until the transaction ends, which must be soon. While it waits for running writes, new ones queue behind it: each attempt is
    /// short, and becomes longer only if the writes themselves take longer.
    /// </summary>
    /// <exception cref="PostgresException">The lock was not available for minutes.</exception>
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
