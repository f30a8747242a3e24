using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Erasure;
using ConvLog.PostgreSql.Keys;
using ConvLog.Records;

namespace ConvLog.PostgreSql.Writing;

/// <summary>
/// Gives new conversations and users their numbers in a transaction of its own, where conversations are spread over shards. There a commit is one on each
/// server, and those of the shards come first: where the last one fails, what a shard has must not refer to a number that nobody knows, or the same
/// conversation would begin again under another one.
/// </summary>
internal static class NumberReservation
{
    // What is erased gets none. In order of ids, so that two hosts that make the same ones wait for each other in one order.
    private const string MakeNumbers = """
        INSERT INTO #.conversation_id (id, conversation, day)
        SELECT id, nextval('#.conversation_no'), day FROM (SELECT id, day FROM unnest($1, $2) AS given (id, day) ORDER BY id) AS given
        WHERE NOT EXISTS (SELECT 1 FROM #.conversation_id AS kept WHERE kept.id = given.id) AND NOT EXISTS (SELECT 1 FROM #.tombstone WHERE conversation_id = given.id)
        ON CONFLICT (id) DO NOTHING RETURNING conversation
        """;

    private const string FindErasedUsers = "SELECT hash FROM #.erased_user WHERE hash = ANY($1)";

    /// <summary>Gives them to those of a batch that have none.</summary>
    public static async ValueTask GiveAsync(Database database, DataKeys keys, IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken)
    {
        var days = PartitionDates.Of(records, database.Options.TimeProvider);
        var hashes = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (string user in records.OfType<ConversationRecord>().Select(static opening => opening.UserId).OfType<string>()
            .Where(static user => user.Length > 0))
        {
            hashes[user] = await keys.HashOfAsync(user, cancellationToken).ConfigureAwait(false);
        }

        await database.WriteAsync(
            async (session, token) =>
            {
                var reads = new Reads(session);
                reads.AddSilent(ErasureLock.Share);
                reads.Add(MakeNumbers, [days.Keys.ToArray(), days.Values.ToArray()], static _ => { });
                var erased = new HashSet<string>(StringComparer.Ordinal);
                if (hashes.Count > 0)
                {
                    reads.Add(FindErasedUsers, [hashes.Values.ToArray()], row => erased.Add(Convert.ToHexString(row.Bytes(0))));
                }

                await reads.RunAsync(token).ConfigureAwait(false);
                byte[][] users = [.. hashes.Values.Where(hash => !erased.Contains(Convert.ToHexString(hash)))];
                if (users.Length > 0)
                {
                    Users.AddTo(reads, users, static _ => { }, static (_, _) => { });
                    await reads.RunAsync(token).ConfigureAwait(false);
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }
}
