using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Lists;

/// <summary>The ids of end users in a <see cref="UserList"/>. The personal part of a conversation that is to be erased tells nobody any more.</summary>
/// <param name="bind">Prepares a statement with the parameters of the list.</param>
/// <param name="personal">Where the personal parts come from.</param>
internal sealed class UserIds(Func<string, Statement> bind, PersonalReading personal)
{
    private const string OfConversations = $"""
        SELECT {SummaryRows.Columns}
        FROM writer AS w INDEXED BY writer_user
        CROSS JOIN conversation AS c ON c.no = w.conversation AND c.user = w.user {SummaryRows.Joins}
        WHERE w.user = ?11 AND c.erasure_pending = 0 AND pii.payload IS NOT NULL AND {UserList.Condition} ORDER BY w.no DESC
        """;

    private const string OfOpenings = $"""
        SELECT c.key, c.pii_purged IS NOT NULL, w.no, pii.payload, pii.checksum
        FROM writer AS w INDEXED BY writer_user
        CROSS JOIN conversation AS c ON c.no = w.conversation
        CROSS JOIN pii ON pii.kind = 1 AND pii.ref = w.no
        WHERE w.user = ?11 AND c.erasure_pending = 0 AND pii.payload IS NOT NULL AND {UserList.Condition} ORDER BY w.no DESC
        """;

    /// <summary>
    /// The user's id by the latest conversation that can tell it, mostly the first one read; of a user who is the latest of none, by an opening. Null where
    /// nothing tells it any more.
    /// </summary>
    public string? Of(long user, string pseudonym)
    {
        // Where the part of an opening is gone, the pseudonym stands for the id.
        string? id = First(OfConversations, user, row => SummaryRows.ReadRow(row, 0, personal).Conversation.UserId is { } found
            && !string.Equals(found, pseudonym, StringComparison.Ordinal) ? found : null);
        return id ?? First(OfOpenings, user, row => ConversationUsers.IdIn(
            personal.Of(row.OptionalInt64(0), isPurged: row.Int64(1) != 0).Open(row, 3, PiiKind.Opening, row.Int64(2))));
    }

    private string? First(string sql, long user, Func<Statement, string?> read)
    {
        var rows = bind(sql).Bind(11, user);
        try
        {
            while (rows.Step())
            {
                if (read(rows) is { } id)
                {
                    return id;
                }
            }

            return null;
        }
        finally
        {
            rows.Reset();
        }
    }
}
