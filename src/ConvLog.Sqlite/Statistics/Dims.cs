using ConvLog.Records;
using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Statistics;

/// <summary>The dimensions of statistics as one number: agent, environment, channel and account.</summary>
internal static class Dims
{
    private const string Find = """
        SELECT no
        FROM dims
        WHERE agent = ?1 AND environment = ?2 AND ifnull(channel, x'00') = ifnull(?3, x'00') AND ifnull(account, x'00') = ifnull(?4, x'00')
        """;
    private const string Insert = "INSERT INTO dims (agent, environment, channel, account) VALUES (?1, ?2, ?3, ?4)";

    public static long NumberOf(Session session, ConversationRecord known)
    {
        if (session[Find].Bind(1, known.AgentId).Bind(2, (long)known.Environment).Bind(3, known.Channel).Bind(4, known.AccountId).Scalar() is { } number)
        {
            return number;
        }

        session[Insert].Bind(1, known.AgentId).Bind(2, (long)known.Environment).Bind(3, known.Channel).Bind(4, known.AccountId).Run();
        return session.LastRowId;
    }
}
