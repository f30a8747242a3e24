using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Lists;

/// <summary>The ids of end users in a <see cref="UserList"/>. Conversations that are to be erased no longer reveal them.</summary>
/// <param name="condition">The condition for a row of "conversation" (c).</param>
/// <param name="bind">Prepares a statement with the parameters of the list.</param>
/// <param name="personal">Provides the personal parts.</param>
internal sealed class UserIds(string condition, Func<string, Statement> bind, PersonalReading personal)
{
    private string OfConversations => $"""
        SELECT {SummaryRows.Columns}
        FROM writer AS w INDEXED BY writer_user
        CROSS JOIN conversation AS c ON c.no = w.conversation AND c.user = w.user {SummaryRows.Joins}
        WHERE w.user = ?4 AND c.erasure_pending = 0 AND pii.payload IS NOT NULL AND {condition} ORDER BY w.no DESC
        """;

    private string OfOpenings => $"""
        SELECT c.key, c.pii_purged IS NOT NULL, w.no, pii.payload, pii.checksum
        FROM writer AS w INDEXED BY writer_user
        CROSS JOIN conversation AS c ON c.no = w.conversation
        CROSS JOIN pii ON pii.kind = 1 AND pii.ref = w.no
        WHERE w.user = ?4 AND c.erasure_pending = 0 AND pii.payload IS NOT NULL AND {condition} ORDER BY w.no DESC
        """;

    /// <summary>
    /// The user's id from the latest conversation that contains it, usually the first one read; for a user who is not the latest user of any conversation, from
    /// an opening. Null if the id is no longer stored.
    /// </summary>
    public string? Of(long user, string pseudonym)
    {
        // If the personal part of an opening is gone, the pseudonym takes the place of the id.
        string? id = First(OfConversations, user, row => SummaryRows.ReadRow(row, 0, personal).Conversation.UserId is { } found
            && !string.Equals(found, pseudonym, StringComparison.Ordinal) ? found : null);
        return id ?? First(OfOpenings, user, row => ConversationUsers.IdIn(
            personal.Of(row.OptionalInt64(0), isPurged: row.Int64(1) != 0).Open(row, 3, PiiKind.Opening, row.Int64(2))));
    }

    private string? First(string sql, long user, Func<Statement, string?> read)
    {
        var rows = bind(sql).Bind(4, user);
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
