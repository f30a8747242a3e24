using System.Security.Cryptography;
using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Keys;
using ConvLog.Records;
using Npgsql;

namespace ConvLog.PostgreSql.Writing;

/// <summary>
/// The end users that the openings of a batch name: found by a keyed hash of their ID, shown to readers without the permission by a random pseudonym.
/// </summary>
/// <param name="keys">The key of the hashes.</param>
internal sealed class BatchUsers(DataKeys keys)
{
    private const string FindErased = "SELECT hash, at FROM #.erased_user WHERE hash = ANY($1)";

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

    private readonly Dictionary<string, byte[]> _hashes = new(StringComparer.Ordinal);

    // By hash in hexadecimal digits: the number of the user, and the time up to which its conversations are erased.
    private readonly Dictionary<string, long> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _erased = new(StringComparer.Ordinal);

    // New users that no written opening names yet. An opening that arrives after a newer revision of itself is not written.
    private readonly HashSet<long> _unused = [];

    public bool HasUnused => _unused.Count > 0;

    /// <summary>Computes the hashes of the users that openings name.</summary>
    public async ValueTask HashAsync(IEnumerable<ConversationRecord> openings, CancellationToken cancellationToken)
    {
        foreach (var opening in openings)
        {
            _hashes[opening.UserId!] = await keys.HashOfAsync(opening.UserId!, cancellationToken).ConfigureAwait(false);
        }
    }

    public byte[] HashOf(string userId) => _hashes[userId];

    /// <summary>Adds the query for users that were erased, if there are any users.</summary>
    public void AddErasedTo(QueryBatch reads)
    {
        if (_hashes.Count > 0)
        {
            reads.Add(FindErased, [_hashes.Values.ToArray()], row => _erased[Convert.ToHexString(row.Bytes(0))] = row.Int64(1));
        }
    }

    /// <summary>Whether the conversations of the opening's user that began by then were erased.</summary>
    public bool IsErased(ConversationRecord opening)
        => _erased.Count > 0 && opening.UserId is { Length: > 0 } user
            && _erased.TryGetValue(Convert.ToHexString(_hashes[user]), out long at) && opening.OpenedAt.UtcTicks <= at;

    /// <summary>Adds the queries for the numbers of users, if there are any. A user gets a number at first use.</summary>
    public void AddNumbersTo(QueryBatch reads, HashSet<string> userIds)
    {
        if (userIds.Count > 0)
        {
            byte[][] hashes = [.. userIds.Select(user => _hashes[user])];
            string[] pseudonyms = Array.ConvertAll(hashes, static _ => NewPseudonym());
            reads.Add(Make, [hashes, pseudonyms], row => _unused.Add(row.Int64(0)));
            reads.Add(Find, [hashes], row => _numbers[Convert.ToHexString(row.Bytes(1))] = row.Int64(0));
        }
    }

    /// <summary>The number of a user that a written opening names.</summary>
    public long Use(string userId)
    {
        long number = _numbers[Convert.ToHexString(_hashes[userId])];
        _unused.Remove(number);
        return number;
    }

    /// <summary>Deletes the new users that nothing refers to.</summary>
    public void DeleteUnusedBy(Session session, NpgsqlBatch batch)
    {
        if (_unused.Count > 0)
        {
            session.AddTo(batch, Delete, _unused.ToArray());
        }
    }

    // Random, so that it reveals nothing about the user.
    private static string NewPseudonym() => $"user-{Convert.ToHexString(RandomNumberGenerator.GetBytes(6)).ToLowerInvariant()}";
}
