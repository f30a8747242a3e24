using System.Globalization;
using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Erasure;
using ConvLog.PostgreSql.Keys;
using ConvLog.PostgreSql.Schema;
using ConvLog.PostgreSql.Statistics;
using ConvLog.Storage;
using Npgsql;

namespace ConvLog.PostgreSql.Retention;

/// <summary>
/// Cleans up after detached partitions: IDs of conversations that no longer exist, data keys that are no longer needed, and users without any data. Until
/// then, three tables of each partition are kept under another name and listed in dropped_partition, so that any host can continue after a crash.
/// </summary>
/// <param name="database">The data.</param>
/// <param name="keys">The keys of personal data.</param>
internal sealed class DroppedPartitions(Database database, DataKeys keys)
{
    // The number of users locked at a time, for which writers to one of them wait.
    private const int UsersAtOnce = 1_000;
    private const int KeysAtOnce = 25_000;
    private const string DeletePartition = "DELETE FROM #.partition WHERE first = $1";
    private const string FindDroppedPartition = "SELECT no, first, ends, last FROM #.dropped_partition ORDER BY no LIMIT 1 FOR UPDATE";
    private const string FindEndUser = "SELECT no FROM #.end_user WHERE no = ANY($1) ORDER BY no FOR UPDATE";
    private const string DeleteDroppedPartition = "DELETE FROM #.dropped_partition WHERE no = $1";
    private const string AnyDroppedPartition = "SELECT 1 FROM #.dropped_partition WHERE no = $1 FOR UPDATE";

    private const string Insert = "INSERT INTO #.dropped_partition (first, ends, last) SELECT $1, $2, last_value FROM #.conversation_no RETURNING no";

    private const string FindIndexes = """
        SELECT convert_to(coalesce(pg_constraint.conname, index.relname), 'UTF8'), pg_constraint.oid IS NOT NULL
        FROM pg_catalog.pg_index JOIN pg_catalog.pg_class AS index ON index.oid = pg_index.indexrelid
            LEFT JOIN pg_catalog.pg_constraint ON pg_constraint.conindid = pg_index.indexrelid AND pg_constraint.contype IN ('p', 'u')
        WHERE pg_index.indrelid = to_regclass(convert_from($1, 'UTF8'))
        """;

    // A conversation created later with one of these IDs has a higher number.
    private const string DeleteIds = "DELETE FROM #.conversation_id WHERE day >= $1 AND day < $2 AND conversation <= $3";

    private const string Unqueue = "DELETE FROM #.to_index WHERE day >= $1 AND day < $2 AND conversation <= $3";
    private const string ForgetToCount = "DELETE FROM #.to_count WHERE day >= $1 AND day < $2 AND conversation <= $3";

    private static readonly string[] s_kept = ["conversation", "writer", "subject"];

    /// <summary>The names of the indexes of the tables that are kept for cleanup, to be read before the locks are taken.</summary>
    public async ValueTask<IReadOnlyList<string>> IndexesAsync(Session data, DaySpan days, CancellationToken cancellationToken)
    {
        var drops = new List<string>();
        foreach (string table in s_kept)
        {
            string name = $"{data.Schema}.{table}_{days.Name}";
            drops.AddRange(await data.ListAsync(
                FindIndexes,
                [name],
                row => row.Flag(1)
                    ? $"ALTER TABLE {name} DROP CONSTRAINT {Database.Quoted(row.Text(0))}" : $"DROP INDEX {data.Schema}.{Database.Quoted(row.Text(0))}",
                cancellationToken).ConfigureAwait(false));
        }

        return drops;
    }

    /// <summary>Detaches the tables of a partition, in a transaction that has locked them. Their names can then be used by a new partition.</summary>
    public async ValueTask DetachAsync(Session data, DaySpan days, IReadOnlyList<string> dropIndexes, CancellationToken cancellationToken)
    {
        long no = (await data.NumberAsync(Insert, [days.First, days.Ends], cancellationToken).ConfigureAwait(false))!.Value;
        var batch = new NpgsqlBatch(data.Connection);
        await using var disposing = batch.ConfigureAwait(false);
        foreach (string table in s_kept)
        {
            data.AddTo(batch, $"ALTER TABLE #.{table} DETACH PARTITION #.{table}_{days.Name}");
        }

        foreach (string drop in dropIndexes)
        {
            data.AddTo(batch, drop);
        }

        foreach (string table in s_kept)
        {
            data.AddTo(batch, $"ALTER TABLE #.{table}_{days.Name} RENAME TO {NameOf(no, table)}");
        }

        data.AddTo(batch,
            $"DROP TABLE {string.Join(", ", PartitionScript.Tables.Except(s_kept, StringComparer.Ordinal).Select(table => $"#.{table}_{days.Name}"))}");
        data.AddTo(batch, DeletePartition, days.First);
        CountedDays.AddChange(data, batch, days.Days);
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Cleans up after all detached partitions.</summary>
    /// <returns>The number of listed conversations and visible entries that they contained.</returns>
    public async ValueTask<RetentionBatch> ClearAsync(CancellationToken cancellationToken)
    {
        var sum = new RetentionBatch();
        while (await database.WriteAsync(BeginAsync, cancellationToken).ConfigureAwait(false) is { } no)
        {
            await DestroyKeysAsync(no, cancellationToken).ConfigureAwait(false);
            foreach (long[] users in (await database.WriteAsync((data, token) => UsersAsync(data, no, token), cancellationToken).ConfigureAwait(false))
                .Chunk(UsersAtOnce))
            {
                cancellationToken.ThrowIfCancellationRequested();
                await database.WriteAsync((data, token) => RemoveUsersAsync(data, users, token), cancellationToken).ConfigureAwait(false);
            }

            if (await database.WriteAsync((data, token) => EndAsync(data, no, token), cancellationToken).ConfigureAwait(false) is { } counts)
            {
                sum = sum.Plus(counts);
            }
        }

        return sum;
    }

    private static string NameOf(long no, string table) => string.Create(CultureInfo.InvariantCulture, $"dropped_{no}_{table}");

    private static async ValueTask<long?> BeginAsync(Session data, CancellationToken cancellationToken)
    {
        var found = await data.ListAsync(
            FindDroppedPartition,
            [],
            static row => (No: row.Int64(0), First: row.Int32(1), Ends: row.Int32(2), Last: row.Int64(3)),
            cancellationToken).ConfigureAwait(false);
        if (found is not [var (no, first, ends, last)])
        {
            return null;
        }

        await data.RunAsync(DeleteIds, [first, ends, last], cancellationToken).ConfigureAwait(false);
        await data.RunAsync(Unqueue, [first, ends, last], cancellationToken).ConfigureAwait(false);
        await data.RunAsync(ForgetToCount, [first, ends, last], cancellationToken).ConfigureAwait(false);
        return no;
    }

    // Only committed, and thus durable, detachments are visible here. After a crash, the keys are destroyed again, which changes nothing.
    private async ValueTask DestroyKeysAsync(long no, CancellationToken cancellationToken)
    {
        long last = long.MinValue;
        while (await database.WriteAsync((data, token) => KeysAsync(data, no, last, token), cancellationToken).ConfigureAwait(false) is { Count: > 0 } lost)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await keys.DestroyAsync(lost, cancellationToken).ConfigureAwait(false);
            last = lost[^1];
        }
    }

    private static async ValueTask<List<long>> KeysAsync(Session data, long no, long after, CancellationToken cancellationToken)
    {
        string find = $"SELECT key FROM #.{NameOf(no, "conversation")} WHERE key > $1 ORDER BY key LIMIT $2";
        return await ExistsAsync(data, no, cancellationToken).ConfigureAwait(false)
            ? await data.ListAsync(find, [after, KeysAtOnce], static row => row.Int64(0), cancellationToken).ConfigureAwait(false)
            : [];
    }

    private static async ValueTask<List<long>> UsersAsync(Session data, long no, CancellationToken cancellationToken)
    {
        string find = $"""
            SELECT no FROM #.end_user WHERE no IN (SELECT end_user FROM #.{NameOf(no, "conversation")} UNION SELECT end_user FROM #.{NameOf(no, "writer")})
            UNION SELECT no FROM #.end_user WHERE hash IN (SELECT hash FROM #.{NameOf(no, "subject")} WHERE kind = 0) ORDER BY no
            """;
        return await ExistsAsync(data, no, cancellationToken).ConfigureAwait(false)
            ? await data.ListAsync(find, [], static row => row.Int64(0), cancellationToken).ConfigureAwait(false)
            : [];
    }

    private static async ValueTask<bool> RemoveUsersAsync(Session data, long[] users, CancellationToken cancellationToken)
    {
        await data.ListAsync(FindEndUser, [users], static row => row.Int64(0), cancellationToken).ConfigureAwait(false);
        if (await SubjectRemoval.DeleteUnusedAsync(data, users, cancellationToken).ConfigureAwait(false) < users.Length)
        {
            await SubjectRemoval.DeleteHashesAsync(data, users, cancellationToken).ConfigureAwait(false);
            await SubjectRemoval.DeleteAsync(data, users, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <returns>The contents of the partition; null if another host was faster.</returns>
    private static async ValueTask<RetentionBatch?> EndAsync(Session data, long no, CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(data, no, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var counts = await data.ListAsync(
            $"SELECT count(*), coalesce(sum(v_entries), 0)::bigint FROM #.{NameOf(no, "conversation")} WHERE listed IS NOT NULL",
            [],
            static row => new RetentionBatch { Conversations = row.Int64(0), Entries = row.Int64(1) },
            cancellationToken).ConfigureAwait(false);
        await data.RunAsync($"DROP TABLE {string.Join(", ", s_kept.Select(table => $"#.{NameOf(no, table)}"))}", [], cancellationToken).ConfigureAwait(false);
        await data.RunAsync(DeleteDroppedPartition, [no], cancellationToken).ConfigureAwait(false);
        return counts[0];
    }

    private static async ValueTask<bool> ExistsAsync(Session data, long no, CancellationToken cancellationToken)
        => await data.NumberAsync(AnyDroppedPartition, [no], cancellationToken).ConfigureAwait(false) is not null;
}
