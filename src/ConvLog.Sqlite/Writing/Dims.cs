using ConvLog.Records;

namespace ConvLog.Sqlite;

/// <summary>What statistics are told apart by, as one number: agent, environment and channel.</summary>
internal static class Dims
{
    private const string Find = "SELECT no FROM dims WHERE agent = ?1 AND environment = ?2 AND ifnull(channel, x'00') = ifnull(?3, x'00')";
    private const string Insert = "INSERT INTO dims (agent, environment, channel) VALUES (?1, ?2, ?3)";

    public static long NumberOf(Session session, ConversationRecord known)
    {
        if (session[Find].Bind(1, known.AgentId).Bind(2, (long)known.Environment).Bind(3, known.Channel).Scalar() is { } number)
        {
            return number;
        }

        session[Insert].Bind(1, known.AgentId).Bind(2, (long)known.Environment).Bind(3, known.Channel).Run();
        return session.LastRowId;
    }
}
