using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Lists;

/// <summary>The ids of end users, out of the personal part of a conversation of each.</summary>
internal static class UserIds
{
    private const string Parts = "SELECT conversation, payload, checksum FROM #.pii WHERE conversation = ANY ($1) AND day = ANY ($2) AND kind = 0 AND ref = 0";

    /// <summary>By the users' numbers. Left out are those of whom no personal data is left, or none that may be shown, or that cannot be had now.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="condition">Which conversations (c) count.</param>
    /// <param name="users">The users' numbers.</param>
    /// <param name="personal">Where the personal parts come from.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async ValueTask<Dictionary<long, string>> OfAsync(
        Session session, Func<SqlArguments, string> condition, long[] users, PersonalReading personal, CancellationToken cancellationToken)
    {
        var ids = new Dictionary<long, string>();
        if (users.Length == 0)
        {
            return ids;
        }

        var naming = await NamingAsync(session, condition, users, cancellationToken).ConfigureAwait(false);
        if (naming.Count == 0)
        {
            return ids;
        }

        await personal.FindAsync([.. naming.Values.Select(static one => one.Key).Distinct()], cancellationToken).ConfigureAwait(false);
        object?[] asked = [naming.Keys.ToArray(), naming.Values.Select(static one => one.Day).Distinct().ToArray()];
        var parts = await session.ListAsync(Parts, asked, static row => (Conversation: row.Int64(0), Payload: row.Bytes(1), Checksum: row.Int64(2)),
            cancellationToken).ConfigureAwait(false);
        foreach (var (conversation, payload, checksum) in parts)
        {
            var (user, hash, _, key) = naming[conversation];
            byte[]? part = personal.Of(key, isPurged: false).Open(payload, checksum, PiiKind.Conversation, 0);
            if (part is not null
                && IdIn(part) is { Length: > 0 } id
                && await personal.HashOfAsync(id, cancellationToken).ConfigureAwait(false) is { } found
                && found.AsSpan().SequenceEqual(hash))
            {
                ids[user] = id;
            }
        }

        return ids;
    }

    // The personal part alone: the visible one says that there is a user, and not which.
    private static string? IdIn(byte[] part) => ConversationPayload.Read("", "{}"u8, part, pseudonym: null, out _).UserId;

    // The latest conversation of each user whose personal data names the user, by its number.
    private static async ValueTask<Dictionary<long, (long User, byte[] Hash, int Day, long Key)>> NamingAsync(
        Session session, Func<SqlArguments, string> condition, long[] users, CancellationToken cancellationToken)
    {
        var arguments = new SqlArguments();
        string sql = $"""
            SELECT latest.conversation, asked.no, asked.hash, latest.day, latest.key
            FROM #.end_user AS asked CROSS JOIN LATERAL (
                SELECT c.conversation, c.day, c.key FROM #.conversation AS c
                WHERE {condition(arguments)} AND c.end_user = asked.no AND c.key IS NOT NULL AND NOT c.erasure_pending
                    AND EXISTS (SELECT 1 FROM #.subject WHERE subject.conversation = c.conversation AND subject.day = c.day AND subject.kind = 0 AND subject.hash = asked.hash)
                ORDER BY c.created DESC LIMIT 1
            ) AS latest
            WHERE asked.no = ANY ({arguments.Add(users)}) AND asked.hash IS NOT NULL
            """;
        var rows = await session.ListAsync(
            sql, arguments.Values, static row
                => (Conversation: row.Int64(0), Named: (User: row.Int64(1), Hash: row.Bytes(2), Day: row.Int32(3), Key: row.Int64(4))), cancellationToken)
                .ConfigureAwait(false);
        return rows.ToDictionary(static row => row.Conversation, static row => row.Named);
    }
}
