using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Retention;

/// <summary>The stored runs of retention.</summary>
internal static class RetentionRunRows
{
    private const int MostKept = 100;

    private const string PutRun = """
        INSERT INTO #.retention_run (id, started, run)
        VALUES ($1, $2, $3)
        ON CONFLICT (id) DO UPDATE SET started = excluded.started, run = excluded.run
        """;

    private const string Trim = "DELETE FROM #.retention_run WHERE id NOT IN (SELECT id FROM #.retention_run ORDER BY started DESC, id LIMIT $1)";

    private const string List = "SELECT run FROM #.retention_run ORDER BY started DESC, id LIMIT $1";

    /// <summary>Inserts or replaces the state of a run, and deletes the oldest runs.</summary>
    /// <returns>The number of deleted runs.</returns>
    public static async ValueTask<int> PutAsync(Session session, RetentionRun run, CancellationToken cancellationToken)
    {
        await session.RunAsync(PutRun, [run.Id, run.StartedAt.UtcTicks, RetentionRunJson.Write(run)], cancellationToken).ConfigureAwait(false);
        return await session.RunAsync(Trim, [MostKept], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The latest runs, the last started first.</summary>
    public static ValueTask<List<RetentionRun>> LatestAsync(Session session, int limit, CancellationToken cancellationToken)
        => session.ListAsync(List, [limit], static row => RetentionRunJson.Read(row.Bytes(0)), cancellationToken);
}
