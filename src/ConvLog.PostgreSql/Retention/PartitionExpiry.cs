using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Schema;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Relational;
using Npgsql;

namespace ConvLog.PostgreSql.Retention;

/// <summary>
/// Drops partitions that have expired as a whole. Others are blocked for some milliseconds only: under a lock, this checks the expiry again and detaches the
/// tables. Related rows in other tables are cleaned up afterwards (<see cref="DroppedPartitions"/>).
/// </summary>
/// <param name="database">The data.</param>
/// <param name="dropped">Cleans up after detached partitions.</param>
internal sealed class PartitionExpiry(Database database, DroppedPartitions dropped)
{
    // Partitions with fewer conversations are emptied in batches, and dropped when empty.
    private const int Fewest = 1_000;
    private const int MostAttempts = 100;
    private const string AnyPartition = "SELECT 1 FROM #.partition WHERE first = $1 AND ends = $2";

    private const string List = $"SELECT first, ends FROM #.partition WHERE first > $1::bigint AND ends <= $2 AND {Partitions.IsAttached} ORDER BY first";
    private const string CountSome = "SELECT count(*) FROM (SELECT 1 FROM #.conversation WHERE day >= $1 AND day < $2 LIMIT $3) AS counted";

    // Each condition uses an index; the first one usually decides.
    private const string HasAllExpired = $"""
        SELECT NOT EXISTS (SELECT 1 FROM #.conversation WHERE day >= $1 AND day < $2 AND listed IN (0, 1) AND v_last >= $3)
            AND NOT EXISTS (SELECT 1 FROM #.to_count WHERE day >= $1 AND day < $2)
            AND NOT EXISTS (SELECT 1 FROM #.hold JOIN #.conversation_id ON conversation_id.id = hold.conversation_id WHERE conversation_id.day >= $1 AND conversation_id.day < $2)
            AND NOT ($4 AND EXISTS (SELECT 1 FROM #.conversation WHERE day >= $1 AND day < $2 AND annotations > 0 AND listed IN (0, 1)))
            AND NOT EXISTS (SELECT 1 FROM #.conversation AS c WHERE c.day >= $1 AND c.day < $2 AND c.listed IS NULL AND {RetentionCandidates.LastOfUnopened} >= $5)
        """;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Drops the next partition after a position that has expired as a whole, and the empty ones before it.</summary>
    /// <returns>The number of deleted items; null if no further partition has conversations.</returns>
    public async ValueTask<RetentionBatch?> DropNextAsync(RetentionCut cut, RetentionPosition position, CancellationToken cancellationToken)
    {
        if (cut.ConversationsBefore is not { } before)
        {
            return null;
        }

        var sum = await dropped.ClearAsync(cancellationToken).ConfigureAwait(false); // Partitions left over from a crash.
        int today = DateOnly.FromDateTime(before.UtcDateTime).DayNumber;
        var partitions = await database.WriteAsync(
            (session, token) => session.ListAsync(List, [position.Last, today], DaySpan.Of, token),
                cancellationToken).ConfigureAwait(false);
        foreach (var days in partitions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await MayDropAsync(cut, days, cancellationToken).ConfigureAwait(false))
            {
                var more = await dropped.ClearAsync(cancellationToken).ConfigureAwait(false);
                sum = sum.Plus(more);
                if (more.Conversations > 0) // An empty partition is not a step of its own.
                {
                    return sum with { Next = new RetentionPosition(RetentionPhase.Partitions, days.First, 0).ToString() };
                }
            }
        }

        return sum.Conversations == 0 ? null : sum with { Next = RetentionPosition.At(RetentionPhase.Partitions + 1).ToString() };
    }

    // If the role may not alter tables, the partition is emptied in batches.
    private async ValueTask<bool> MayDropAsync(RetentionCut cut, DaySpan days, CancellationToken cancellationToken)
    {
        try
        {
            return await TryDropAsync(cut, days, cancellationToken).ConfigureAwait(false);
        }
        catch (ConversationStoreException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege })
        {
            return false;
        }
    }

    private async ValueTask<bool> TryDropAsync(RetentionCut cut, DaySpan days, CancellationToken cancellationToken)
    {
        if (!await database.WriteAsync((session, token) => IsWorthwhileAsync(session, cut, days, token), cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await database.WriteAsync((session, token) => DropAsync(session, cut, days, token), cancellationToken).ConfigureAwait(false) is { } isDropped)
            {
                return isDropped;
            }

            await Task.Delay(s_pause, database.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }

        return false; // The tables are too busy. They are emptied in batches, or dropped in the next run.
    }

    private static async ValueTask<bool> IsWorthwhileAsync(Session session, RetentionCut cut, DaySpan days, CancellationToken cancellationToken)
        => await HaveAllExpiredAsync(session, cut, days, cancellationToken).ConfigureAwait(false)
            && await session.NumberAsync(CountSome, [days.First, days.Ends, Fewest], cancellationToken).ConfigureAwait(false) is 0 or Fewest;

    private static async ValueTask<bool> HaveAllExpiredAsync(Session session, RetentionCut cut, DaySpan days, CancellationToken cancellationToken)
    {
        object?[] asked =
        [
            days.First, days.Ends, cut.Before(RetentionPhase.Expire), cut.KeepAnnotated,
                cut.Before(RetentionPhase.ExpireUnopened),
        ];
        return await session.NumberAsync(HasAllExpired, asked, cancellationToken).ConfigureAwait(false) == 1;
    }

    /// <returns>Whether the partition was dropped; null if the locks were not available in time.</returns>
    private async ValueTask<bool?> DropAsync(Session data, RetentionCut cut, DaySpan days, CancellationToken cancellationToken)
    {
        var indexes = await dropped.IndexesAsync(data, days, cancellationToken).ConfigureAwait(false);
        if (!await LockAsync(data, days, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        if (await data.NumberAsync(AnyPartition, [days.First, days.Ends], cancellationToken).ConfigureAwait(false) is null
            || !await HaveAllExpiredAsync(data, cut, days, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await dropped.DetachAsync(data, days, indexes, cancellationToken).ConfigureAwait(false);
        return true;
    }

    // Locks out writers first: running ones finish, new ones wait. Readers queue behind this lock, so it waits for running readers only for a moment. A
    // transaction of readers begins with "conversation".
    private static async ValueTask<bool> LockAsync(Session data, DaySpan days, CancellationToken cancellationToken)
    {
        string tables = string.Join(", ", PartitionScript.Tables.SelectMany(table => new[] { $"ONLY #.{table}", $"ONLY #.{table}_{days.Name}" }));
        await data.RunAsync("SAVEPOINT locks", [], cancellationToken).ConfigureAwait(false);
        try
        {
            await data.RunAsync(
                $"""
                SET LOCAL lock_timeout = '50ms'; {Partitions.Lock}; LOCK TABLE #.tombstone IN EXCLUSIVE MODE;
                SET LOCAL statement_timeout = '60ms'; LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE;
                SET LOCAL statement_timeout TO DEFAULT; SET LOCAL lock_timeout TO DEFAULT
                """,
                [],
                cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (PostgresException e)
            when (e.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.DeadlockDetected)
        {
            await data.RunAsync("ROLLBACK TO SAVEPOINT locks", [], cancellationToken).ConfigureAwait(false);
            return false;
        }
    }
}
