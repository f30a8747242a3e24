using System.Globalization;
using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>Which conversations count in statistics: c is the row in "conversation".</summary>
internal static class StatisticsFilter
{
    /// <summary>
    /// Settings of a transaction that counts, for itself alone: what counting by conversation takes, and partition by partition, as most have nothing of the
    /// time. The planner takes so many partitions for so much work that it would compile the query.
    /// </summary>
    public static void AddSettings(Reads reads)
    {
        reads.AddSilent("SET LOCAL work_mem = '64MB'");
        reads.AddSilent("SET LOCAL enable_partitionwise_join = on");
        reads.AddSilent("SET LOCAL jit = off");
        reads.AddSilent(Session.PlanForThese);
    }

    /// <param name="query">What is asked for.</param>
    /// <param name="arguments">Where its values are put.</param>
    public static string Condition(StatisticsQuery query, SqlArguments arguments)
        => string.Join(" AND ", ["c.listed IS NOT NULL", .. Conditions(query, arguments)]);

    /// <summary>The conditions of conversations that are listed, each on one of the columns of <see cref="DayPart"/>.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="arguments">Where its values are put.</param>
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
