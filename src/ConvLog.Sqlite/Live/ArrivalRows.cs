using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Arrivals;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Live;

/// <summary>
/// The table of arrivals: one short row for each transaction, at the end of the table. That costs the writer one page; a row for each conversation, or an
/// index, would cost more. Only one transaction writes at a time, so the numbers of the rows are in the order of the commits.
/// </summary>
internal static class ArrivalRows
{
    // After this number of transactions, the oldest rows are deleted, twice as fast as new ones may be added.
    private const long Gathered = 256;
    private const long Trimmed = 4 * Gathered;
    private const string FindLastEntry = """
        SELECT max(ifnull((SELECT entries FROM arrival ORDER BY no DESC LIMIT 1), 0), ifnull((SELECT max(arrival) FROM entry), 0))
        """;

    private const string LatestArrival = "SELECT max(no) FROM arrival";
    private const string FirstArrival = "SELECT min(no) FROM arrival";
    private const string FindArrivals = "SELECT at FROM arrival WHERE no = ?1";

    private const string Insert = "INSERT INTO arrival (at, conversations, entries, due) VALUES (?1, ?2, ?3, ?4)";

    // The last of the old rows is kept, because a cursor made just before the row after it refers to it. Arrivals that lists do not show yet are kept, too.
    private const string Trim = $"""
        DELETE FROM arrival
        WHERE no < (SELECT max(no) FROM (SELECT no, at FROM arrival ORDER BY no LIMIT ?1) WHERE at < ?2)
            AND no < ifnull((SELECT min(no) FROM arrival WHERE due > 0 AND no > ifnull((SELECT value FROM meta WHERE key = '{DueArrivals.Done}'), 0)),
                9223372036854775807)
        """;

    private const string Find = "SELECT no, at, conversations FROM arrival WHERE no >= ?1 ORDER BY no";
    private const string FindBefore = "SELECT no, at, conversations FROM arrival WHERE no < ?1 ORDER BY no DESC LIMIT 1";
    private const string Times = "SELECT no, at FROM arrival ORDER BY no DESC";
    private const string FindId = "SELECT id FROM conversation WHERE no = ?1 AND listed IS NOT NULL";

    private static readonly TimeSpan s_kept = TimeSpan.FromHours(1);

    // How far a clock may have been set back: later arrivals can have an earlier time.
    private static readonly TimeSpan s_setBack = TimeSpan.FromMinutes(5);

    /// <summary>Records the conversations that a transaction wrote to, in that transaction.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="conversations">Their numbers.</param>
    /// <param name="lastEntry">The last number that was assigned to an entry in the order of arrival.</param>
    /// <param name="due">The changes of the transaction that lists do not show yet.</param>
    /// <param name="now">The time.</param>
    public static void Add(Session session, long[] conversations, long lastEntry, PendingChanges due, DateTimeOffset now)
    {
        if (conversations.Length == 0)
        {
            return;
        }

        session[Insert].Bind(1, now.UtcTicks).BindBlob(2, Packed(conversations)).Bind(3, lastEntry).Bind(4, (long)due).Run();
        long no = session.LastRowId;
        if (no % Gathered == 0)
        {
            session[Trim].Bind(1, Trimmed).Bind(2, now.UtcTicks - s_kept.Ticks).Run();
        }
    }

    /// <summary>The number of the last row; 0 for none.</summary>
    public static long Last(Session session) => session[LatestArrival].Scalar() ?? 0;

    /// <summary>The last number that was assigned to an entry in the order of arrival, even if the entry no longer exists; 0 for none.</summary>
    public static long LastEntry(Session session) => session[FindLastEntry].Scalar() ?? 0;

    /// <summary>The position after all arrivals.</summary>
    public static ArrivalCursor End(Session session) => Before(session, long.MaxValue) ?? default;

    /// <summary>
    /// The numbers of the conversations that were written to after a cursor; null if they are unknown, for example because another file was put in place.
    /// </summary>
    public static HashSet<long>? WrittenSince(Session session, ArrivalCursor cursor)
    {
        if (!IsRetained(session, cursor))
        {
            return null;
        }

        var written = new HashSet<long>();
        bool isTold = true;
        var rows = session[Find].Bind(1, cursor.No + 1);
        while (rows.Step())
        {
            long[] conversations = Unpacked(rows.Bytes(2));
            isTold &= conversations.Length > 0;
            written.UnionWith(conversations);
        }

        return isTold ? written : null;
    }

    /// <summary>Whether there are arrivals after a cursor, or the cursor is not valid.</summary>
    public static bool HasArrivals(Session session, string after)
        => ArrivalCursor.Parse(after) is not { } cursor || Last(session) != cursor.No
            || Read(session, after, limit: 1) is { IsGap: true } or { Conversations.Count: > 0 };

    /// <summary>The arrivals after a cursor.</summary>
    public static ArrivalPage Read(Session session, string? after, int limit)
    {
        if (after is null || ArrivalCursor.Parse(after) is not { } cursor || !IsRetained(session, cursor))
        {
            return new ArrivalPage { Conversations = [], Next = End(session).ToString(), IsGap = after is not null };
        }

        var found = new DistinctConversations();
        var rows = session[Find].Bind(1, cursor.No);
        while (found.Count < limit && rows.Step())
        {
            cursor = AddRow(session, rows, cursor, found, limit);
        }

        rows.Reset();
        return new ArrivalPage { Conversations = found.Ids, Next = cursor.ToString() };
    }

    /// <summary>The position before all arrivals at or after a time; an invalid one if some of these may have been deleted.</summary>
    public static ArrivalCursor FindSince(Session session, DateTimeOffset since, DateTimeOffset now)
    {
        if (since < now - s_kept)
        {
            return ArrivalCursor.Invalid;
        }

        long? first = null;
        var rows = session[Times];
        while (rows.Step() && rows.Int64(1) >= since.UtcTicks - s_setBack.Ticks)
        {
            first = rows.Int64(1) >= since.UtcTicks ? rows.Int64(0) : first;
        }

        rows.Reset();
        return Before(session, first ?? long.MaxValue) ?? (first is null or 1 ? default : ArrivalCursor.Invalid);
    }

    // Adds the conversations of one row, beginning at the cursor if it is in the row, as far as they fit on the page.
    private static ArrivalCursor AddRow(Session session, Statement row, ArrivalCursor cursor, DistinctConversations found, int limit)
    {
        long no = row.Int64(0);
        long[] conversations = Unpacked(row.Bytes(2));
        int taken = no == cursor.No ? cursor.Returned : 0;
        for (; taken < conversations.Length && found.Count < limit; taken++)
        {
            if (IdOf(session, conversations[taken]) is { } id)
            {
                found.Add(id);
            }
        }

        return new ArrivalCursor(no, row.Int64(1), taken);
    }

    private static string? IdOf(Session session, long conversation)
    {
        var row = session[FindId].Bind(1, conversation);
        string? id = row.Step() ? row.Text(0) : null;
        row.Reset();
        return id;
    }

    private static bool IsRetained(Session session, ArrivalCursor cursor)
    {
        // The position before the first row that ever existed.
        if (cursor.No == 0)
        {
            return session[FirstArrival].Scalar() is null or 1;
        }

        return session[FindArrivals].Bind(1, cursor.No).Scalar() == cursor.At;
    }

    // The position after the row that precedes a number; null for none.
    private static ArrivalCursor? Before(Session session, long no)
    {
        var row = session[FindBefore].Bind(1, no);
        ArrivalCursor? before = row.Step() ? new ArrivalCursor(row.Int64(0), row.Int64(1), Unpacked(row.Bytes(2)).Length) : null;
        row.Reset();
        return before;
    }

    private static byte[] Packed(long[] conversations)
    {
        var bytes = new VarintWriter();
        bytes.Write(conversations.Length);
        long before = 0;
        foreach (long conversation in conversations)
        {
            bytes.Write((Int128)conversation - before);
            before = conversation;
        }

        return bytes.ToArray();
    }

    /// <summary>The conversations of a row; empty if the row is damaged.</summary>
    public static long[] Unpacked(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new VarintReader(bytes);
            long count = reader.ReadInt64();
            if (count < 0 || count > bytes.Length)
            {
                return [];
            }

            long[] conversations = new long[count];
            long before = 0;
            for (int i = 0; i < conversations.Length; i++)
            {
                conversations[i] = before = unchecked(before + reader.ReadInt64());
            }

            return conversations;
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }
}
