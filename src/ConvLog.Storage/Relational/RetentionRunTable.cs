using System.Text;
using ConvLog.Storage.Payloads.Json;

namespace ConvLog.Storage.Relational;

/// <summary>The stored runs of retention.</summary>
internal static class RetentionRunTable
{
    private const string PutRun = """
        INSERT INTO #.retention_run (id, started, run) VALUES ($1, $2, $3)
        ON CONFLICT (id) DO UPDATE SET started = excluded.started, run = excluded.run
        """;
    private const string Trim = "DELETE FROM #.retention_run WHERE id NOT IN (SELECT id FROM #.retention_run ORDER BY started DESC, id LIMIT $1)";
    private const string FindLatest = "SELECT run FROM #.retention_run ORDER BY started DESC, id LIMIT $1";

    /// <summary>Inserts or replaces the state of a run, and deletes the oldest runs.</summary>
    /// <returns>The number of deleted runs.</returns>
    public static async ValueTask<int> PutAsync(IRelationalSession session, RetentionRun run, CancellationToken cancellationToken)
    {
        string json = Encoding.UTF8.GetString(RetentionRunJson.Write(run));
        await session.RunAsync(new(PutRun, run.Id, run.StartedAt.UtcTicks, json), cancellationToken).ConfigureAwait(false);
        return await session.RunAsync(new(Trim, RetentionRun.MostKept), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The latest runs, the last started first.</summary>
    public static async ValueTask<IReadOnlyList<RetentionRun>> LatestAsync(IRelationalSession session, int limit, CancellationToken cancellationToken)
        => await session.ListAsync(new SqlQuery<RetentionRun>(FindLatest, [limit], static row => RetentionRunJson.Read(row.Bytes(0))), cancellationToken)
            .ConfigureAwait(false);
}
