using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Relational;

namespace ConvLog.PostgreSql.Lists;

/// <summary>Reads the IDs of end users from the personal part of one conversation of each.</summary>
internal static class UserIds
{
    // For users that no conversation names as its current user: the latest opening that names them.
    private const string OfOpenings = """
        SELECT DISTINCT ON (w.end_user) w.end_user, end_user.hash, c.key, w.no, pii.payload, pii.checksum
        FROM #.writer AS w
        JOIN #.end_user ON end_user.no = w.end_user
        JOIN #.conversation AS c ON c.conversation = w.conversation AND c.day = w.day
        JOIN #.pii ON pii.conversation = w.conversation AND pii.day = w.day AND pii.kind = 1 AND pii.ref = w.no
        """;

    private const string Parts = "SELECT conversation, payload, checksum FROM #.pii WHERE conversation = ANY ($1) AND day = ANY ($2) AND kind = 0 AND ref = 0";

    /// <summary>The IDs by user number, without users whose personal data was deleted, must not be shown or cannot be read now.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="condition">The condition on conversations (c) that count.</param>
    /// <param name="users">The users' numbers.</param>
    /// <param name="range">The partitions of these conversations.</param>
    /// <param name="personal">Provides the personal parts.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async ValueTask<Dictionary<long, string>> OfAsync(
        Session session, Func<SqlArguments, string> condition, long[] users, PartitionRange range, PersonalReading personal,
        CancellationToken cancellationToken)
    {
        var ids = new Dictionary<long, string>();
        if (users.Length == 0)
        {
            return ids;
        }

        var naming = await NamingAsync(session, condition, users, range, cancellationToken).ConfigureAwait(false);
        if (naming.Count > 0)
        {
            await AddAsync(ids, session, naming, personal, cancellationToken).ConfigureAwait(false);
        }

        long[] others = [.. users.Where(user => !ids.ContainsKey(user))];
        if (others.Length > 0)
        {
            await AddOfOpeningsAsync(ids, session, condition, others, range, personal, cancellationToken).ConfigureAwait(false);
        }

        return ids;
    }

    private static async ValueTask AddAsync(Dictionary<long, string> ids, Session session,
        Dictionary<long, (long User, byte[] Hash, int Day, long Key)> naming, PersonalReading personal, CancellationToken cancellationToken)
    {
        await personal.FindAsync([.. naming.Values.Select(static one => one.Key).Distinct()], cancellationToken).ConfigureAwait(false);
        object?[] asked = [naming.Keys.ToArray(), naming.Values.Select(static one => one.Day).Distinct().ToArray()];
        var parts = await session.ListAsync(Parts, asked, static row => (Conversation: row.Int64(0), Payload: row.Bytes(1), Checksum: row.Int64(2)),
            cancellationToken).ConfigureAwait(false);
        foreach (var (conversation, payload, checksum) in parts)
        {
            var (user, hash, _, key) = naming[conversation];
            byte[]? part = personal.Of(key, isPurged: false).Open(payload, checksum, PiiKind.Conversation, 0);
            await AddAsync(ids, user, hash, part, personal, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async ValueTask AddOfOpeningsAsync(Dictionary<long, string> ids, Session session, Func<SqlArguments, string> condition, long[] users,
        PartitionRange range, PersonalReading personal, CancellationToken cancellationToken)
    {
        var arguments = new PartitionArguments(range);
        string sql = $"""
            {OfOpenings}
            WHERE {condition(arguments)}{range.And("w")}{range.And("pii")} AND w.end_user = ANY ({arguments.Add(users)})
                AND end_user.hash IS NOT NULL AND c.key IS NOT NULL AND NOT c.erasure_pending
            ORDER BY w.end_user, c.created DESC, w.no DESC
            """;
        var named = await session.ListAsync(
            sql, arguments.Values, static row => (User: row.Int64(0), Hash: row.Bytes(1), Key: row.Int64(2), Opening: row.Int64(3), Part: row.Bytes(4),
                Checksum: row.Int64(5)), cancellationToken).ConfigureAwait(false);
        await personal.FindAsync([.. named.Select(static one => one.Key).Distinct()], cancellationToken).ConfigureAwait(false);
        foreach (var (user, hash, key, opening, sealedPart, checksum) in named)
        {
            byte[]? part = personal.Of(key, isPurged: false).Open(sealedPart, checksum, PiiKind.Opening, opening);
            await AddAsync(ids, user, hash, part, personal, cancellationToken).ConfigureAwait(false);
        }
    }

    // Only from the personal part: the visible part says that there is a user, not which one.
    private static async ValueTask AddAsync(Dictionary<long, string> ids, long user, byte[] hash, byte[]? part, PersonalReading personal,
        CancellationToken cancellationToken)
    {
        if (ConversationUsers.IdIn(part) is { Length: > 0 } id
            && await personal.HashOfAsync(id, cancellationToken).ConfigureAwait(false) is { } found
            && found.AsSpan().SequenceEqual(hash))
        {
            ids[user] = id;
        }
    }

    // The latest conversation of each user whose personal data names the user, by conversation number.
    private static async ValueTask<Dictionary<long, (long User, byte[] Hash, int Day, long Key)>> NamingAsync(
        Session session, Func<SqlArguments, string> condition, long[] users, PartitionRange range, CancellationToken cancellationToken)
    {
        var arguments = new PartitionArguments(range);
        string sql = $"""
            SELECT latest.conversation, asked.no, asked.hash, latest.day, latest.key
            FROM #.end_user AS asked CROSS JOIN LATERAL (
                SELECT c.conversation, c.day, c.key FROM #.conversation AS c
                WHERE {condition(arguments)} AND c.end_user = asked.no AND c.key IS NOT NULL AND NOT c.erasure_pending
                    AND EXISTS (SELECT 1 FROM #.subject WHERE subject.conversation = c.conversation AND subject.day = c.day
                        AND subject.kind = 0 AND subject.hash = asked.hash{range.And("subject")})
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
