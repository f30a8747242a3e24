using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Lists;

/// <summary>The functions that a list is filtered by: the names that <see cref="ConversationQuery.IsFunction"/> lets through.</summary>
internal static class CalledFunctions
{
    /// <summary>All names, byte by byte in order: from name to name along the index, however many calls each has.</summary>
    public static string DistinctNames(PartitionRange range) => $"""
        WITH RECURSIVE known (name) AS (
            (SELECT call.name FROM #.call WHERE {range.Condition("call.day")} ORDER BY call.name LIMIT 1)
            UNION ALL
            SELECT (SELECT call.name FROM #.call WHERE call.name > known.name{range.And("call")} ORDER BY call.name LIMIT 1)
            FROM known WHERE known.name IS NOT NULL)
        SELECT name FROM known WHERE name IS NOT NULL
        """;

    /// <summary>Finds them; null where no function is asked for.</summary>
    public static async ValueTask<string[]?> FindAsync(Session session, ConversationQuery query, PartitionRange range, CancellationToken cancellationToken)
    {
        if (!query.AsksForFunction)
        {
            return null;
        }

        var found = new List<string>();
        var reads = new Reads(session);
        reads.AddSilent("SET LOCAL jit = off"); // The planner takes many partitions for much work, and would compile it.
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
