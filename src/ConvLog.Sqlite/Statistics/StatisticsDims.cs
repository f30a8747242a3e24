using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Statistics;

/// <summary>The scope of a <see cref="StatisticsQuery"/> as the numbers of dims, which are few if agents and channels are.</summary>
internal static class StatisticsDims
{
    private const string FindDims = "SELECT no, agent, environment, channel, account FROM dims";

    public static HashSet<long> Of(Session session, StatisticsQuery query)
    {
        var dims = new HashSet<long>();
        var rows = session[FindDims];
        while (rows.Step())
        {
            var environment = (ConversationEnvironment)rows.Int64(2);
            if (query.Scope.Includes(rows.Text(1), rows.OptionalText(4))
                && (query.AgentId is null || string.Equals(query.AgentId, rows.Text(1), StringComparison.Ordinal))
                && (query.Environment is { } asked ? environment == asked : environment != ConversationEnvironment.Debug)
                && (query.Channel is null || string.Equals(query.Channel, rows.OptionalText(3), StringComparison.Ordinal)))
            {
                dims.Add(rows.Int64(0));
            }
        }

        return dims;
    }
}
