using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Text;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Lists;

/// <summary>
/// The conversations that have a score, metric, label or reason that is asked for, where they are few. The planner takes the values of one name for those of
/// all names: it would walk the whole list to conversations that an index leads to.
/// </summary>
internal static class FewScored
{
    /// <summary>How many rows are few.</summary>
    public const int Most = 1_000;

    private static readonly string[] s_filters =
    [
        nameof(ConversationQuery.Label), nameof(ConversationQuery.Reason), nameof(ConversationQuery.Score), nameof(ConversationQuery.Metric),
    ];

    /// <summary>Finds them by the first filter that leaves few; null where none does.</summary>
    public static async ValueTask<TextMatches?> FindAsync(Session session, ConversationQuery query, CancellationToken cancellationToken)
    {
        foreach (string filter in s_filters)
        {
            var arguments = new SqlArguments();
            if (ScoreCondition.Of(filter, query, arguments) is not { } condition)
            {
                continue;
            }

            // In the order of the index, which the planner then takes.
            string sql = $"SELECT s.conversation, s.day FROM #.score AS s WHERE {condition} ORDER BY s.number LIMIT {arguments.Add(Most + 1L)}";
            var rows = await session.ListAsync(sql, arguments.Values, static row => (Conversation: row.Int64(0), Day: row.Int32(1)), cancellationToken)
                .ConfigureAwait(false);
            if (rows.Count <= Most)
            {
                List<(long Conversation, int Day)> few = [.. rows.Distinct()];
                return new TextMatches([.. few.Select(static row => row.Conversation)], [.. few.Select(static row => row.Day)], Stopped: false);
            }
        }

        return null;
    }
}
