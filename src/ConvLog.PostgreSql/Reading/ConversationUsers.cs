using System.Runtime.InteropServices;
using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.PostgreSql.Reading;

/// <summary>The end users of conversations, by their openings: a conversation's row contains only the latest one.</summary>
internal static class ConversationUsers
{
    /// <summary>The users of conversations, each with the latest opening that has a personal part: $1 the numbers, $2 the days. The condition on both tables
    /// keeps the server from reading other partitions.</summary>
    public const string Find = """
        SELECT DISTINCT ON (w.conversation, w.end_user)
            w.conversation, min(w.no) OVER (PARTITION BY w.conversation, w.end_user), end_user.pseudonym, w.no, pii.payload, pii.checksum
        FROM #.writer AS w
        JOIN #.end_user ON end_user.no = w.end_user
        LEFT JOIN #.pii ON pii.conversation = w.conversation AND pii.day = w.day AND pii.kind = 1 AND pii.ref = w.no
            AND pii.conversation = ANY ($1) AND pii.day = ANY ($2)
        WHERE w.conversation = ANY ($1) AND w.day = ANY ($2) AND w.end_user IS NOT NULL
        ORDER BY w.conversation, w.end_user, pii.payload IS NULL, w.no DESC
        """;

    /// <summary>The lowest and highest number of a user of each conversation.</summary>
    public const string FindNumbers = """
        SELECT conversation, min(end_user), max(end_user) FROM #.writer
        WHERE conversation = ANY ($1) AND day = ANY ($2) AND end_user IS NOT NULL GROUP BY conversation
        """;

    public static NamedUser Read(Row row)
        => new(row.Int64(0), row.Int64(1), row.Text(2), row.Int64(3), row.IsNull(4) ? null : row.Bytes(4), row.OptionalInt64(5) ?? 0);

    /// <summary>Adds the users of a conversation that has others than the one in its row.</summary>
    public static StoredSummary AddTo(StoredSummary summary, IEnumerable<NamedUser> named, PersonalParts parts)
    {
        List<NamedUser> users = [.. named.OrderBy(static user => user.First)];
        bool hasOthers = users.Count > 1 || users.Exists(user => !string.Equals(user.Pseudonym, summary.UserPseudonym, StringComparison.Ordinal));
        return !hasOthers
            ? summary
            : summary with
            {
                Users = users.ConvertAll(user => new ConversationUser
                {
                    Pseudonym = user.Pseudonym,
                    UserId = user.Part is null ? null : IdIn(parts.Open(user.Part, user.Checksum, PiiKind.Opening, user.Opening)),
                }),
            };
    }

    /// <summary>The user's ID in the personal part of an opening or a conversation; null if it has none.</summary>
    public static string? IdIn(byte[]? part) => part is null ? null : ConversationPayload.Read("", "{}"u8, part, pseudonym: null, out _).UserId;
}

/// <summary>A user of a conversation.</summary>
/// <param name="Conversation">The conversation's number.</param>
/// <param name="First">The number of the first opening that named the user.</param>
/// <param name="Pseudonym">The user's pseudonym.</param>
/// <param name="Opening">The number of the latest opening that named the user, preferably one with a personal part.</param>
/// <param name="Part">The personal part of that opening; null if none has one.</param>
/// <param name="Checksum">The checksum of <paramref name="Part"/>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NamedUser(long Conversation, long First, string Pseudonym, long Opening, byte[]? Part, long Checksum);
