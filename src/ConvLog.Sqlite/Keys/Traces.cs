using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Keys;

/// <summary>
/// Whether a file may still hold bytes of deleted data. Two counters in the file itself, the data's or that of the keys: how often something was deleted that
/// must leave no byte, and up to which of those deletions the file is clean. An old backup of the data from which is erased again has them as well.
/// </summary>
internal static class Traces
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

    // Removals are counted anyway (RemovedConversations), so that the short transactions of a retention run need not leave traces one by one.
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

    /// <summary>Marks that there are, in the transaction that deletes.</summary>
    public static void Leave(Session session) => session[Count].Run();

    /// <summary>Whether something was deleted from the data since <see cref="LeaveExpired"/>.</summary>
    public static bool HasExpired(Session session) => session[Expired].Scalar() is not null;

    /// <summary>Marks, in a transaction that writes, that there are traces of what retention deleted from the data.</summary>
    public static bool LeaveExpired(Session session)
    {
        session[PutTraced].Run();
        Leave(session);
        return true;
    }

    /// <summary>How often something was deleted, where bytes of it may be left; null where there are none.</summary>
    public static long? Left(Session session) => session[Find].Scalar();

    /// <summary>Records that none are left of what was deleted up to then.</summary>
    public static bool Clean(Session session, long upTo) => session[PutClean].Bind(1, upTo).RunAndCount() > 0;
}
