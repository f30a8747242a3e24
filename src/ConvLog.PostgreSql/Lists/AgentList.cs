using ConvLog.PostgreSql.Connections;
using ConvLog.Records;

namespace ConvLog.PostgreSql.Lists;

/// <summary>All agents that have a conversation in a list, in byte order.</summary>
internal static class AgentList
{
    // Skips from agent to agent along the indexes, however many conversations each has.
    private const string All = """
        WITH RECURSIVE known (agent) AS (
            (SELECT c.agent FROM #.conversation AS c WHERE c.listed = 1 ORDER BY c.agent LIMIT 1)
            UNION ALL
            SELECT (SELECT c.agent FROM #.conversation AS c WHERE c.listed = 1 AND c.agent > known.agent ORDER BY c.agent LIMIT 1)
            FROM known WHERE known.agent IS NOT NULL)
        SELECT agent FROM known WHERE agent IS NOT NULL
        """;

    // The same for each account.
    private const string OfAccounts = """
        WITH RECURSIVE known (account, agent) AS (
            SELECT asked.account, (SELECT c.agent FROM #.conversation AS c WHERE c.listed = 1 AND c.account = asked.account ORDER BY c.agent LIMIT 1)
            FROM pg_catalog.unnest($1::bytea[]) AS asked (account)
            UNION ALL
            SELECT known.account, (SELECT c.agent FROM #.conversation AS c WHERE c.listed = 1 AND c.account = known.account AND c.agent > known.agent ORDER BY c.agent LIMIT 1)
            FROM known WHERE known.agent IS NOT NULL)
        SELECT DISTINCT agent FROM known WHERE agent IS NOT NULL ORDER BY agent
        """;

    // A scalar subquery finds one conversation for each agent; the planner may turn EXISTS into a join that reads all of them.
    private const string OfAgents = """
        SELECT DISTINCT agent FROM pg_catalog.unnest($1::bytea[]) AS asked (agent)
        WHERE (SELECT c.listed FROM #.conversation AS c WHERE c.listed = 1 AND c.agent = asked.agent LIMIT 1) IS NOT NULL ORDER BY agent
        """;

    private const string OfBoth = """
        SELECT DISTINCT agent FROM pg_catalog.unnest($1::bytea[]) AS asked (agent) CROSS JOIN pg_catalog.unnest($2::bytea[]) AS theirs (account)
        WHERE (SELECT c.listed FROM #.conversation AS c WHERE c.listed = 1 AND c.agent = asked.agent AND c.account = theirs.account LIMIT 1) IS NOT NULL ORDER BY agent
        """;

    /// <summary>The agents of a scope.</summary>
    public static async ValueTask<IReadOnlyList<string>> ReadAsync(Session session, ConversationScope scope, CancellationToken cancellationToken)
    {
        (string sql, object?[] parameters) = Of(scope);
        var agents = new List<string>();
        var reads = new QueryBatch(session);
        reads.AddSilent("SET LOCAL jit = off"); // Many partitions look expensive to the planner, which would then compile the query.
        reads.AddSilent(session.PlanOnce);
        reads.Add(sql, parameters, row => agents.Add(row.Text(0)));
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        return agents;
    }

    /// <summary>The query for the agents of a scope.</summary>
    public static (string Sql, object?[] Parameters) Of(ConversationScope scope) => (scope.AgentIds?.ToArray(), scope.AccountIds?.ToArray()) switch
    {
        (null, null) => (All, Array.Empty<object?>()),
        (null, { } accounts) => (OfAccounts, [accounts]),
        ({ } agents, null) => (OfAgents, [agents]),
        ({ } agents, { } accounts) => (OfBoth, [agents, accounts]),
    };
}
