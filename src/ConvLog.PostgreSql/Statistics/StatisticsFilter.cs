using System.Globalization;
using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>Which conversations count in statistics: c is the row in "conversation".</summary>
internal static class StatisticsFilter
{
    /// <summary>Has the transaction's statements planned for the period that is asked for: a plan for any period takes several times as long.</summary>
    public const string PlanForThisPeriod = "SET LOCAL plan_cache_mode = force_custom_plan";

    /// <param name="query">What is asked for.</param>
    /// <param name="arguments">Where its values are put.</param>
    public static string Condition(StatisticsQuery query, SqlArguments arguments)
    {
        List<string> asked = ["c.listed IS NOT NULL", .. ScopeFilter.Conditions(query.Scope, arguments)];
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

        return string.Join(" AND ", asked);
    }
}
