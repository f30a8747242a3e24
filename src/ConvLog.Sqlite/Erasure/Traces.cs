namespace ConvLog.Sqlite;

/// <summary>
/// Whether bytes of what was erased may be left in the files of the data. Two counters in the data itself, so that an old backup from which was erased again has them as well:
/// how often something was erased, and up to which of those the files are clean.
/// </summary>
internal static class Traces
{
    private const string Count = "INSERT INTO meta (key, value) VALUES ('traces', 1) ON CONFLICT DO UPDATE SET value = value + 1";
    private const string PutClean = "INSERT INTO meta (key, value) VALUES ('traces_cleaned', ?1) ON CONFLICT DO UPDATE SET value = max(value, excluded.value)";
    private const string Find = "SELECT value FROM meta AS left WHERE key = 'traces' AND NOT EXISTS (SELECT 1 FROM meta WHERE key = 'traces_cleaned' AND value >= left.value)";

    /// <summary>Marks that there are, in the transaction that takes a conversation out.</summary>
    public static void Leave(Session session) => session[Count].Run();

    /// <summary>How often something was erased, where bytes of it may be left; null where there are none.</summary>
    public static long? Left(Session session) => session[Find].Scalar();

    /// <summary>Keeps that none are left of what was erased up to then.</summary>
    public static bool Clean(Session session, long upTo) => session[PutClean].Bind(1, upTo).RunAndCount() > 0;
}
