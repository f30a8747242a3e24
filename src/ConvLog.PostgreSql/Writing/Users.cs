using System.Security.Cryptography;
using ConvLog.PostgreSql.Connections;
using Npgsql;

namespace ConvLog.PostgreSql.Writing;

/// <summary>End users: found by a keyed hash of their id, shown to readers without the permission by a random pseudonym.</summary>
internal static class Users
{
    // Ordered by hash, so that two hosts that insert the same new users lock them in the same order.
    private const string Make = """
        INSERT INTO #.end_user (hash, pseudonym)
        SELECT hash, pseudonym FROM (SELECT hash, pseudonym FROM unnest($1, $2) AS given (hash, pseudonym) ORDER BY hash) AS given
        WHERE NOT EXISTS (SELECT 1 FROM #.end_user AS kept WHERE kept.hash = given.hash)
        ON CONFLICT DO NOTHING RETURNING no
        """;

    // Locked, so that the user is not deleted before a conversation refers to it.
    private const string Find = "SELECT no, hash FROM #.end_user WHERE hash = ANY($1) ORDER BY hash FOR KEY SHARE";

    private const string Delete = """
        DELETE FROM #.end_user WHERE no = ANY($1)
            AND NOT EXISTS (SELECT 1 FROM #.subject WHERE subject.kind = 0 AND subject.hash = end_user.hash) AND NOT EXISTS (SELECT 1 FROM #.conversation WHERE conversation.end_user = end_user.no)
        """;

    /// <summary>Adds the queries for the numbers of users. A user gets a number at first use.</summary>
    /// <param name="reads">Receives the queries.</param>
    /// <param name="hashes">The hashes of the users.</param>
    /// <param name="made">Receives the number of each new user.</param>
    /// <param name="found">Receives each hash, in hexadecimal digits, and its number.</param>
    public static void AddTo(QueryBatch reads, IReadOnlyCollection<byte[]> hashes, Action<long> made, Action<string, long> found)
    {
        byte[][] asked = [.. hashes];
        string[] pseudonyms = Array.ConvertAll(asked, static _ => NewPseudonym());
        reads.Add(Make, [asked, pseudonyms], row => made(row.Int64(0)));
        reads.Add(Find, [asked], row => found(Convert.ToHexString(row.Bytes(1)), row.Int64(0)));
    }

    /// <summary>Deletes the users of a list that nothing refers to.</summary>
    public static void DeleteBy(Session session, NpgsqlBatch batch, IReadOnlyCollection<long> users)
    {
        if (users.Count > 0)
        {
            session.AddTo(batch, Delete, users.ToArray());
        }
    }

    // Random, so that it reveals nothing about the user.
    private static string NewPseudonym() => $"user-{Convert.ToHexString(RandomNumberGenerator.GetBytes(6)).ToLowerInvariant()}";
}
