using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Live;

/// <summary>
/// Reads the table of arrivals by what was committed between two moments. A running transaction, however long, does not hold back the commits of others.
/// </summary>
internal static class ArrivalReading
{
    /// <summary>
    /// How long a cursor is valid. Rows are kept longer (<see cref="ArrivalExpiry"/>), because hosts' clocks differ and a row may be older than its commit.
    /// </summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private const string Now = "SELECT pg_current_snapshot()::text, pg_is_in_recovery()";

    // The first line bounds the index scan; a restored server may have rows with numbers that it has not reached yet.
    private const string Between = """
        transaction >= $1::text::xid8 AND transaction < $2::text::xid8
        AND NOT pg_visible_in_snapshot(transaction, convert_from($3, 'UTF8')::pg_snapshot) AND pg_visible_in_snapshot(transaction, convert_from($4, 'UTF8')::pg_snapshot)
        """;

    // Running transactions may contain records that were written at any time.
    private const string First = """
        SELECT LEAST((SELECT transaction FROM #.arrival WHERE at >= $1 ORDER BY transaction LIMIT 1), pg_snapshot_xmin(pg_current_snapshot()))::text::bigint
        """;

    private const string Exists = $"SELECT 1 FROM #.arrival WHERE {Between} LIMIT 1";

    private const string Page
        = $"SELECT transaction::text::bigint, conversations, days FROM #.arrival WHERE {Between} AND transaction >= $5::text::xid8 ORDER BY transaction LIMIT $6";

    private const string FindIds
        = "SELECT conversation, id FROM #.conversation WHERE conversation = ANY($1) AND day = ANY($2) AND listed IS NOT NULL";

    // The most transactions on a page: each may have written to hundreds of conversations.
    private const int MostTransactions = 200;

    /// <summary>The arrivals after a cursor.</summary>
    public static async ValueTask<ArrivalPage> ReadAsync(Session session, string? after, int limit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (current, isReplica) = await CurrentAsync(session, cancellationToken).ConfigureAwait(false);
        var newest = new ArrivalCursor(now.UtcTicks, ArrivalSnapshot.Of(current.Text, isReplica), null);
        if (after is null)
        {
            return new ArrivalPage { Conversations = [], Next = newest.ToString() };
        }

        if (ArrivalCursor.Parse(after) is not { } cursor || IsOld(cursor, now) || (cursor.Ends > current.Ends && !isReplica))
        {
            return new ArrivalPage { Conversations = [], Next = newest.ToString(), IsGap = true };
        }

        // A replica that has not caught up with the server that created the cursor: no arrivals yet.
        return cursor.Ends > current.Ends
            ? new ArrivalPage { Conversations = [], Next = after }
            : await PageAsync(session, cursor, newest, limit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A cursor before all arrivals at or after a time.</summary>
    public static async ValueTask<string> FindAsync(Session session, DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken)
    {
        long first = (await session.NumberAsync(First, [since.UtcTicks], cancellationToken).ConfigureAwait(false))!.Value;
        return new ArrivalCursor(Math.Min(since.UtcTicks, now.UtcTicks), ArrivalSnapshot.Before(first), null).ToString();
    }

    /// <summary>Whether there are arrivals after a cursor, or the cursor is invalid.</summary>
    public static async ValueTask<bool> HasArrivalsAsync(Session session, string after, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (ArrivalCursor.Parse(after) is not { Continuation: null } cursor || IsOld(cursor, now))
        {
            return true;
        }

        var (current, isReplica) = await CurrentAsync(session, cancellationToken).ConfigureAwait(false);
        return cursor.Ends > current.Ends
            ? !isReplica : await AreAnyAsync(session, cursor.From, ArrivalSnapshot.Of(current.Text, isReplica), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether something was committed since an earlier check, and the snapshot to pass next time.</summary>
    /// <param name="session">The connection, in a transaction.</param>
    /// <param name="seen">The snapshot of the last check; null for the first.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async ValueTask<(bool HasNew, ArrivalSnapshot Seen)> LookAsync(Session session, ArrivalSnapshot? seen, CancellationToken cancellationToken)
    {
        var (current, isReplica) = await CurrentAsync(session, cancellationToken).ConfigureAwait(false);
        var now = ArrivalSnapshot.Of(current.Text, isReplica);
        return (seen is not { } from || from.Ends > current.Ends || await AreAnyAsync(session, from, now, cancellationToken).ConfigureAwait(false), now);
    }

    private static bool IsOld(ArrivalCursor cursor, DateTimeOffset now) => cursor.At < now.UtcTicks - Kept.Ticks;

    private static async ValueTask<(ArrivalSnapshot Snapshot, bool IsReplica)> CurrentAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.ListAsync(Now, [], static row => (ArrivalSnapshot.Of(row.Value<string>(0), isReplica: false), row.Flag(1)), cancellationToken)
            .ConfigureAwait(false);
        return rows[0];
    }

    private static async ValueTask<bool> AreAnyAsync(Session session, ArrivalSnapshot from, ArrivalSnapshot to, CancellationToken cancellationToken)
        => await session.NumberAsync(Exists, [from.First, to.Ends, from.Text, to.Text], cancellationToken).ConfigureAwait(false) is not null;

    private static async ValueTask<ArrivalPage> PageAsync(Session session, ArrivalCursor cursor, ArrivalCursor newest, int limit,
        CancellationToken cancellationToken)
    {
        var to = cursor.Continuation?.To ?? newest.From;
        (long transaction, long no) = (cursor.Continuation?.Transaction ?? 0, cursor.Continuation?.No ?? 0);
        object?[] parameters = [cursor.From.First, to.Ends, cursor.From.Text, to.Text, transaction, MostTransactions];
        var rows = await session.ListAsync(
            Page, parameters, static row => (Transaction: row.Int64(0), Conversations: row.Value<long[]>(1), Days: row.Value<int[]>(2)), cancellationToken)
            .ConfigureAwait(false);
        bool isLast = rows.Count < MostTransactions;
        var found = new List<(long Conversation, int Day)>();
        var known = new HashSet<long>();
        foreach (var row in rows)
        {
            no = row.Transaction == transaction ? no : 0;
            transaction = row.Transaction;
            for (; no < row.Conversations.Length && found.Count < limit; no++)
            {
                if (known.Add(row.Conversations[no]))
                {
                    found.Add((row.Conversations[no], row.Days[no]));
                }
            }

            if (no < row.Conversations.Length)
            {
                isLast = false;
                break;
            }
        }

        var next = isLast ? newest with { From = to } : cursor with { Continuation = new ArrivalContinuation(to, transaction, no) };
        return new ArrivalPage { Conversations = await IdsAsync(session, found, cancellationToken).ConfigureAwait(false), Next = next.ToString() };
    }

    // The IDs of conversations that have an opening.
    private static async ValueTask<IReadOnlyList<string>> IdsAsync(
        Session session, List<(long Conversation, int Day)> found, CancellationToken cancellationToken)
    {
        if (found.Count == 0)
        {
            return [];
        }

        object?[] asked = [found.ConvertAll(static one => one.Conversation).ToArray(), found.Select(static one => one.Day).Distinct().ToArray()];
        var ids = (await session.ListAsync(FindIds, asked, static row => (Number: row.Int64(0), Id: row.Text(1)), cancellationToken).ConfigureAwait(false))
            .ToDictionary(static row => row.Number, static row => row.Id);
        return [.. found.Where(one => ids.ContainsKey(one.Conversation)).Select(one => ids[one.Conversation])];
    }
}
