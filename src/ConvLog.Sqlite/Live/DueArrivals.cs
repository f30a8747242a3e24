using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Live;

/// <summary>Arrivals that lists do not show yet: those after the last processed one, whose number is stored in the database.</summary>
internal static class DueArrivals
{
    /// <summary>The key in <c>meta</c> of the last processed arrival.</summary>
    public const string Done = "summarized";

    private const long MostPassed = 256;
    private const string FindDone = $"SELECT value FROM meta WHERE key = '{Done}'";
    private const string PutLastDone = $"INSERT INTO meta (key, value) VALUES ('{Done}', ?1) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    private const string FindLast = "SELECT no FROM arrival WHERE no > ?1 AND due >= ?2 ORDER BY no DESC LIMIT 1";
    private const string FindFirst = "SELECT at FROM arrival WHERE no > ?1 AND due >= ?2 ORDER BY no LIMIT 1";
    private const string FindConversations = "SELECT no FROM conversation ORDER BY no";
    private const string FindNext = "SELECT no, conversations, due FROM arrival WHERE no > ?1 ORDER BY no";

    /// <summary>The last processed arrival; 0 for none.</summary>
    public static long LastDone(Session session) => session[FindDone].Scalar() ?? 0;

    /// <summary>The last arrival that is due for a reader; 0 for none.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="withPii">Whether the reader may see personal data.</param>
    public static long LastDue(Session session, bool withPii)
        => session[FindLast].Bind(1, LastDone(session)).Bind(2, DueFor(withPii)).Scalar() ?? 0;

    /// <summary>
    /// The arrival up to which there is work: the last one that is due, or a recent one (the latest but 256), so that a search for a due one never reads many
    /// others.
    /// </summary>
    public static long End(Session session) => Math.Max(LastDue(session, withPii: true), ArrivalRows.Last(session) - MostPassed);

    /// <summary>When the oldest arrival that is due for a reader was written; null if none is.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="withPii">Whether the reader may see personal data.</param>
    public static DateTimeOffset? Since(Session session, bool withPii)
        => session[FindFirst].Bind(1, LastDone(session)).Bind(2, DueFor(withPii)).Scalar() is { } at ? Statement.TimeOf(at) : null;

    /// <summary>The conversations of the next arrivals, each once.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="most">Ends with the arrival that increases their number to this.</param>
    public static DueConversations Next(Session session, int most)
    {
        long done = LastDone(session);
        long last = done;
        var numbers = new HashSet<long>();
        bool isDamaged = false;
        var rows = session[FindNext].Bind(1, done);
        while (numbers.Count < most && rows.Step())
        {
            last = rows.Int64(0);
            if (rows.Int64(2) != (long)PendingChanges.None)
            {
                long[] conversations = ArrivalRows.Unpacked(rows.Bytes(1));
                numbers.UnionWith(conversations);
                isDamaged |= conversations.Length == 0;
            }
        }

        rows.Reset();
        return new DueConversations(done, last, isDamaged ? [.. All(session)] : [.. numbers.Order()], isDamaged);
    }

    /// <summary>
    /// Saves the position of the last processed arrival, unless another process has saved a later one, or the file is older than the one that was read, for
    /// example after a backup was restored.
    /// </summary>
    public static void PutDone(Session session, DueConversations due)
    {
        long done = LastDone(session);
        if (done >= due.Done && done < due.Last)
        {
            session[PutLastDone].Bind(1, due.Last).Run();
        }
    }

    private static long DueFor(bool withPii) => (long)(withPii ? PendingChanges.Hidden : PendingChanges.Visible);

    private static List<long> All(Session session) => session[FindConversations].Numbers();
}

/// <summary>Conversations with changes that lists do not show yet.</summary>
/// <param name="Done">The last arrival that was processed before.</param>
/// <param name="Last">The last arrival that they include.</param>
/// <param name="Numbers">Their numbers, in order.</param>
/// <param name="IsDamaged">Whether an arrival is damaged. It may have named any conversation, so these are all.</param>
internal sealed record DueConversations(long Done, long Last, long[] Numbers, bool IsDamaged);
