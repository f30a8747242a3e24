using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Keys;

/// <summary>
/// Records whether a file may still contain bytes of deleted data. Two counters in the file itself, which is the data file or the keys file: how often
/// something was deleted that must leave no bytes, and up to which of those deletions the file is clean. An old backup from which data is erased again has the
/// counters, too.
/// </summary>
internal static class DeletionTraces
{
    private const string Count = "INSERT INTO meta (key, value) VALUES ('traces', 1) ON CONFLICT DO UPDATE SET value = value + 1";
    private const string PutClean = "INSERT INTO meta (key, value) VALUES ('traces_cleaned', ?1) ON CONFLICT DO UPDATE SET value = max(value, excluded.value)";
    private const string Find = """
        SELECT value
        FROM meta AS left
        WHERE key = 'traces' AND NOT EXISTS (SELECT 1 FROM meta WHERE key = 'traces_cleaned' AND value >= left.value)
        """;

    /// <summary>The key in <c>meta</c> under which removals are counted.</summary>
    public const string RemovedConversations = "removals";

    // Removals are counted anyway (RemovedConversations), so the short transactions of a retention run need not record traces one by one.
    private const string Expired = $"""
        SELECT value
        FROM meta AS removed
        WHERE key = '{RemovedConversations}' AND NOT EXISTS (SELECT 1 FROM meta WHERE key = 'removals_traced' AND value >= removed.value)
        """;
    private const string PutTraced = $"""
        INSERT INTO meta (key, value)
        SELECT 'removals_traced', value
        FROM meta
        WHERE key = '{RemovedConversations}'
        ON CONFLICT DO UPDATE SET value = excluded.value
        """;

    /// <summary>Records that there are traces, in the transaction that deletes.</summary>
    public static void Record(Session session) => session[Count].Run();

    /// <summary>Whether something was deleted from the data since <see cref="RecordExpired"/>.</summary>
    public static bool HasExpired(Session session) => session[Expired].Scalar() is not null;

    /// <summary>Records, in a transaction that writes, that there are traces of data deleted by retention.</summary>
    public static bool RecordExpired(Session session)
    {
        session[PutTraced].Run();
        Record(session);
        return true;
    }

    /// <summary>The number of deletions, if bytes of them may be left; null if there are no traces.</summary>
    public static long? CountTraces(Session session) => session[Find].Scalar();

    /// <summary>Records that the file has no traces of the deletions up to a number.</summary>
    public static bool Clean(Session session, long upTo) => session[PutClean].Bind(1, upTo).RunAndCount() > 0;
}
