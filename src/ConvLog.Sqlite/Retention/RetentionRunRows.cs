using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Retention;

/// <summary>The stored runs of retention.</summary>
internal static class RetentionRunRows
{
    private const int MostKept = 100;

    private const string PutRun = """
        INSERT INTO retention_run (id, started, run)
        VALUES (?1, ?2, ?3)
        ON CONFLICT (id) DO UPDATE SET started = excluded.started, run = excluded.run
        """;

    private const string Trim = "DELETE FROM retention_run WHERE id NOT IN (SELECT id FROM retention_run ORDER BY started DESC, id LIMIT ?1)";

    private const string List = "SELECT run FROM retention_run ORDER BY started DESC, id LIMIT ?1";

    /// <summary>Stores the state of a run, replacing its earlier state, and deletes the oldest runs.</summary>
    /// <returns>The number of deleted runs.</returns>
    public static int Put(Session session, RetentionRun run)
    {
        session[PutRun].Bind(1, run.Id).Bind(2, run.StartedAt.UtcTicks).Bind(3, RetentionRunJson.Write(run)).Run();
        return session[Trim].Bind(1, (long)MostKept).RunAndCount();
    }

    /// <summary>The latest runs, by start time in descending order.</summary>
    public static IReadOnlyList<RetentionRun> Latest(Session session, int limit)
    {
        var runs = new List<RetentionRun>();
        var rows = session[List].Bind(1, (long)limit);
        while (rows.Step())
        {
            runs.Add(RetentionRunJson.Read(rows.Bytes(0)));
        }

        return runs;
    }
}
