using System.Globalization;
using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Storage;
using ConvLog.Storage.Relational;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>The conditions that a conversation (c, its row in "conversation") must meet to count in statistics.</summary>
internal static class StatisticsFilter
{
    /// <summary>
    /// Settings for a transaction that counts: memory for grouping by conversation, and a partition-wise join, since most partitions have no data from the
    /// period. Many partitions look expensive to the planner, which would then compile the query.
    /// </summary>
    public static void AddSettings(QueryBatch reads)
    {
        reads.AddSilent("SET LOCAL work_mem = '64MB'");
        reads.AddSilent("SET LOCAL enable_partitionwise_join = on");
        reads.AddSilent("SET LOCAL jit = off");
        reads.AddSilent(Session.ForceCustomPlan);
    }

    /// <param name="query">The query.</param>
    /// <param name="arguments">Receives the values.</param>
    public static string Condition(StatisticsQuery query, SqlArguments arguments)
        => string.Join(" AND ", [$"c.listed = {(query.Environment == ConversationEnvironment.Debug ? 0 : 1)}", .. Conditions(query, arguments)]);

    /// <summary>The conditions on listed conversations, each on one of the columns of <see cref="DayPart"/>.</summary>
    /// <param name="query">The query.</param>
    /// <param name="arguments">Receives the values.</param>
    public static IEnumerable<string> Conditions(StatisticsQuery query, SqlArguments arguments)
    {
        List<string> asked = [.. ScopeFilter.Conditions(query.Scope, arguments)];
        if (query.Environment is null)
        {
            asked.Add(string.Create(CultureInfo.InvariantCulture, $"c.environment <> {(int)ConversationEnvironment.Debug}"));
        }

        foreach (var (column, value) in ((string, object?)[])[("agent", query.AgentId), ("environment", (int?)query.Environment), ("channel", query.Channel)])
        {
            if (value is not null)
            {
                asked.Add($"c.{column} = {arguments.Add(value)}");
            }
        }

        return asked;
    }
}
