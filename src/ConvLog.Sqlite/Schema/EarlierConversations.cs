using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Schema;

/// <summary>Reads what is known of stored conversations, for migrations that fill columns from it: JSON, which a script cannot check for damage.</summary>
internal static class EarlierConversations
{
    /// <summary>Reads them one by one, without the damaged ones: nothing of those is used, and a reader finds the damage.</summary>
    /// <param name="session">The connection, in the transaction of the migration.</param>
    /// <param name="where">Which conversations, as an SQL condition on <c>known</c>.</param>
    public static IEnumerable<(long Number, ConversationRecord Known)> Read(Session session, string where)
    {
        using var rows = session.Prepare($"SELECT no, id, known, known_checksum FROM conversation WHERE {where}");
        while (rows.Step())
        {
            long number = rows.Int64(0);
            if (!rows.IsNull(2) && rows.Int64(3) == ConversationPayload.ChecksumOf(number, rows.Bytes(2)))
            {
                yield return (number, ConversationPayload.Read(rows.Text(1), rows.Bytes(2), personal: default, pseudonym: null, out _));
            }
        }
    }
}
