using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>Prevents erased data from being written again: by conversation ID and, for an erased user, by the time of an opening.</summary>
internal static class Tombstones
{
    private const string Insert = "INSERT INTO #.tombstone (conversation_id) SELECT pg_catalog.unnest($1) ON CONFLICT DO NOTHING";
    private const string FindMissing = """
        SELECT 1
        FROM pg_catalog.unnest($1) AS id
        WHERE NOT EXISTS (SELECT 1 FROM #.tombstone WHERE conversation_id = id)
        LIMIT 1
        """;
    private const string AnyTombstone = "SELECT 1 FROM #.tombstone WHERE conversation_id = $1";

    private const string InsertUser =
        """
            INSERT INTO #.erased_user (hash, at)
            VALUES ($1, $2)
            ON CONFLICT (hash) DO UPDATE SET at = greatest(erased_user.at, excluded.at)
            WHERE erased_user.at < excluded.at
            """;

    private const string FindUser = "SELECT 1 FROM #.erased_user WHERE hash = $1 AND at >= $2";

    public static async ValueTask<bool> IsErasedAsync(Session data, string conversationId, CancellationToken cancellationToken)
        => await data.NumberAsync(AnyTombstone, [conversationId], cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Inserts tombstones for conversations.</summary>
    public static ValueTask<int> PutAsync(Session data, string[] conversationIds, CancellationToken cancellationToken)
        => data.RunAsync(Insert, [conversationIds], cancellationToken);

    /// <summary>
    /// Inserts tombstones for conversations and users that events name, under the exclusive lock (<see cref="ErasureLock"/>). The conversations of erased users
    /// are found only later.
    /// </summary>
    public static async ValueTask PutAsync(Session data, IReadOnlyList<LedgerEvent> events, TimeProvider time, CancellationToken cancellationToken)
    {
        string[] ids = [.. events.Where(static next => next.Kind == LedgerEventKind.ConversationErased).Select(static next => next.ConversationId!)
            .Distinct(StringComparer.Ordinal)];
        var users = events.Where(static next => next.Kind == LedgerEventKind.UserErased).ToList();
        bool isMissing = ids.Length > 0 && await data.NumberAsync(FindMissing, [ids], cancellationToken).ConfigureAwait(false) is not null;
        foreach (var user in users)
        {
            isMissing = isMissing || await data.NumberAsync(FindUser, [user.UserHash, user.At], cancellationToken).ConfigureAwait(false) is null;
        }

        if (!isMissing)
        {
            return;
        }

        await ErasureLock.TakeAsync(data, time, cancellationToken).ConfigureAwait(false);
        await PutAsync(data, ids, cancellationToken).ConfigureAwait(false);
        foreach (var user in users)
        {
            await data.RunAsync(InsertUser, [user.UserHash, user.At], cancellationToken).ConfigureAwait(false);
        }
    }
}
