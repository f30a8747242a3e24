using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>What was erased is not written again: by the conversation's id, and of an erased user by when a conversation was opened.</summary>
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

    /// <summary>Puts those of conversations.</summary>
    public static ValueTask<int> PutAsync(Session data, string[] conversationIds, CancellationToken cancellationToken)
        => data.RunAsync(Insert, [conversationIds], cancellationToken);

    /// <summary>
    /// Puts all that events name, with the turn to itself (<see cref="ErasureLock"/>); not the tombstones of a user's conversations, which are found only then.
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
