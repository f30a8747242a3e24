using ConvLog.PostgreSql.Connections;

namespace ConvLog.PostgreSql.Writing;

/// <summary>Queries for the stored state of a batch's conversations, sent together. The first column of each row is the number of its conversation.</summary>
/// <param name="session">The connection, in its transaction.</param>
/// <param name="conversations">The conversations of the batch.</param>
internal sealed class StateQueries(Session session, BatchConversations conversations) : QueryBatch(session)
{
    /// <summary>The condition of a query for the rows of conversations.</summary>
    public const string These = "conversation = ANY($1) AND day = ANY($2)";

    /// <summary>Adds a query.</summary>
    /// <param name="sql">A statement that returns rows.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="read">Receives each row, and its conversation.</param>
    public void Add(string sql, object?[] parameters, Action<ConversationChange, Row> read)
        => Add(sql, parameters, row => read(conversations.StoredAs(row.Int64(0)), row));

    /// <summary>Adds a query for the rows of conversations (<see cref="These"/>), if there are any.</summary>
    public void Add(string sql, List<ConversationChange> asked, Action<ConversationChange, Row> read)
    {
        if (asked.Count > 0)
        {
            Add(sql, [BatchConversations.NumbersOf(asked), BatchConversations.DaysOf(asked)], read);
        }
    }

    /// <summary>The same, for those conversations for which the batch contains records of these kinds.</summary>
    public void Add(string sql, List<ConversationChange> stored, RecordKinds kinds, Action<ConversationChange, Row> read)
        => Add(sql, stored.FindAll(change => change.Contains(kinds)), read);

    /// <summary>Adds a query for the last numbers (<see cref="Last"/>) of conversations, if there are any.</summary>
    public void AddLast(string sql, List<ConversationChange> asked, Action<ConversationChange, Row> read)
    {
        if (asked.Count > 0)
        {
            int[] days = [.. asked.Select(static change => change.Day)];
            Add(sql, [BatchConversations.NumbersOf(asked), days, days.Min(), days.Max()], read);
        }
    }

    /// <summary>A query for the last numbers of conversations.</summary>
    /// <param name="columns">Its columns after the number of the conversation.</param>
    public static string Last(string columns) => $"SELECT given.conversation, {columns} FROM unnest($1, $2) AS given (conversation, day)";

    /// <summary>The last row of a key, in the partitions of the batch's days.</summary>
    public static string LastOf(string table, string order) => $"""
        (SELECT no FROM #.{table}# AS r WHERE r.conversation = given.conversation AND r.day = given.day AND r.day BETWEEN $3 AND $4 ORDER BY no {order} LIMIT 1)
        """;
}
