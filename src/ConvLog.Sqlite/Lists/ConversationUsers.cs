using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Lists;

/// <summary>The end users of a conversation whose openings name others than the user in its row.</summary>
internal static class ConversationUsers
{
    /// <summary>Whether an opening of a row of "conversation" (c) names a user who is not the one in the row, 1 or 0.</summary>
    public const string HasOthers = """
        EXISTS (SELECT 1 FROM writer INDEXED BY writer_id WHERE writer.conversation = c.no AND writer.user IS NOT NULL AND writer.user IS NOT c.user)
        """;

    // With the personal part of each user's latest opening that has one.
    private const string Find = """
        SELECT user.pseudonym, known.latest, pii.payload, pii.checksum
        FROM (
            SELECT w.user, min(w.no) AS first, max(CASE WHEN own.payload IS NOT NULL THEN w.no END) AS latest
            FROM writer AS w INDEXED BY writer_id LEFT JOIN pii AS own ON own.kind = 1 AND own.ref = w.no
            WHERE w.conversation = ?1 AND w.user IS NOT NULL GROUP BY w.user
        ) AS known
        CROSS JOIN user ON user.no = known.user LEFT JOIN pii ON pii.kind = 1 AND pii.ref = known.latest ORDER BY known.first
        """;

    /// <summary>Each user once, in the order of their first openings.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="conversation">The conversation's number.</param>
    /// <param name="parts">Its personal parts.</param>
    public static List<ConversationUser> Of(Session session, long conversation, PersonalParts parts)
    {
        var users = new List<ConversationUser>();
        var rows = session[Find].Bind(1, conversation);
        while (rows.Step())
        {
            byte[]? part = rows.IsNull(1) ? null : parts.Open(rows, 2, PiiKind.Opening, rows.Int64(1));
            users.Add(new ConversationUser { Pseudonym = rows.Text(0), UserId = IdIn(part) });
        }

        return users;
    }

    /// <summary>The user's id in the personal part of an opening or a conversation; null if it contains none.</summary>
    public static string? IdIn(byte[]? part) => part is null ? null : ConversationPayload.Read("", "{}"u8, part, pseudonym: null, out _).UserId;
}
