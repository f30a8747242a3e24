using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Lists;

/// <summary>The functions that a list is filtered by: the names that <see cref="ConversationQuery.IsFunction"/> matches.</summary>
internal static class CalledFunctions
{
    /// <summary>A query for all names in byte order. It skips from name to name along the index, however many calls each has.</summary>
    public static string DistinctNames(PartitionRange range) => $"""
        WITH RECURSIVE known (name) AS (
            (SELECT call.name FROM #.call WHERE {range.Condition("call.day")} ORDER BY call.name LIMIT 1)
            UNION ALL
            SELECT (SELECT call.name FROM #.call WHERE call.name > known.name{range.And("call")} ORDER BY call.name LIMIT 1)
            FROM known WHERE known.name IS NOT NULL)
        SELECT name FROM known WHERE name IS NOT NULL
        """;

    /// <summary>Finds the names; null if the query has no function filter.</summary>
    public static async ValueTask<string[]?> FindAsync(Session session, ConversationQuery query, PartitionRange range, CancellationToken cancellationToken)
    {
        if (!query.HasFunctionFilter)
        {
            return null;
        }

        var found = new List<string>();
        var reads = new QueryBatch(session);
        reads.AddSilent("SET LOCAL jit = off"); // Many partitions look expensive to the planner, which would then compile the query.
        reads.Add(DistinctNames(range), [], row =>
        {
            if (query.IsFunction(row.Text(0)))
            {
                found.Add(row.Text(0));
            }
        });
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        return [.. found];
    }
}
