using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Erasure;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Relational;

namespace ConvLog.PostgreSql.Retention;

/// <summary>
/// Finds expired conversations, oldest first. The same conditions find candidates and are checked again in the transaction that deletes them.
/// </summary>
internal static class RetentionCandidates
{
    /// <summary>
    /// The last visible activity in a conversation "c" without an opening; the last personal entry if there is nothing else. A message of a model call counts
    /// here although it does not count as activity elsewhere, because it is visible (kind 8, FactPayload.ModelMessage).
    /// </summary>
    public const string LastOfUnopened = $"""
        coalesce(greatest(c.happened, c.v_logged, c.read_at,
            (SELECT max(time) FROM #.fact WHERE conversation = c.conversation AND day = c.day AND kind = 8),
            (SELECT max(created) FROM #.feedback WHERE conversation = c.conversation AND day = c.day),
            (SELECT max(created) FROM #.annotation WHERE conversation = c.conversation AND day = c.day),
            (SELECT max(created) FROM #.note WHERE conversation = c.conversation AND day = c.day),
            (SELECT max(created) FROM #.score WHERE conversation = c.conversation AND day = c.day AND {ListedScores.IsGivenKind}),
            (SELECT max(refused) FROM #.dead_letter WHERE conversation = c.conversation AND day = c.day)), c.a_logged, 0)
        """;

    private const string IsHeld = "EXISTS (SELECT 1 FROM #.hold WHERE hold.conversation_id = c.id)";
    private const string IsExpired = $"(NOT $1::boolean OR c.annotations = 0) AND NOT {IsHeld}";

    // A data key means that it has personal data, even if all of that is hidden from readers without the permission.
    private const string IsPurgeable = $"(c.pii_purged IS NULL OR c.pii_purged < c.v_last OR c.key IS NOT NULL) AND NOT {IsHeld} AND $1::boolean IS NOT NULL";
    private const string IsUnopened = $"c.listed IS NULL AND {LastOfUnopened} < $2 AND NOT {IsHeld} AND $1::boolean IS NOT NULL";

    private const string InOrder = """
        SELECT c.conversation, c.day, c.v_last FROM #.conversation AS c
        WHERE c.listed = $3 AND c.v_last >= $4 AND c.v_last < $2 AND (c.v_last > $4 OR c.conversation > $5)
        """;

    private const string ListExpired = $"{InOrder} AND {IsExpired} ORDER BY c.v_last, c.conversation LIMIT $6";
    private const string ListPurgeable = $"{InOrder} AND {IsPurgeable} ORDER BY c.v_last, c.conversation LIMIT $6";

    private const string ListUnopened =
        $"""
            SELECT c.conversation, c.day, 0
            FROM #.conversation AS c
            WHERE c.conversation > $5 AND {IsUnopened} AND $3::int + $4::bigint IS NOT NULL
            ORDER BY c.conversation
            LIMIT $6
            """;

    // In the order in which writes lock them.
    private const string LockRows = "SELECT conversation FROM #.conversation WHERE conversation = ANY($1) AND day = ANY($2) ORDER BY conversation FOR UPDATE";

    // Excludes conversations with uncounted records, whose rows lack the last activity. The next run handles them.
    private const string OfThese = """
        c.conversation = ANY($3) AND c.day = ANY($4) AND NOT EXISTS (SELECT 1 FROM #.to_count AS t WHERE t.conversation = c.conversation)
        """;

    private const string OfThesePassed = $"FROM #.conversation AS c WHERE {OfThese} AND c.v_last < $2";

    private const string TakeExpired = $"SELECT c.conversation, c.day, c.v_entries {OfThesePassed} AND {IsExpired}";
    private const string TakePurgeable = $"SELECT c.conversation, c.day, CASE WHEN c.pii_purged >= c.v_last THEN 0 ELSE 1 END {OfThesePassed} AND {IsPurgeable}";
    private const string TakeUnopened = $"SELECT c.conversation, c.day, 0 FROM #.conversation AS c WHERE {OfThese} AND {IsUnopened}";

    /// <summary>The conversations that have expired, after a position.</summary>
    /// <param name="session">The data.</param>
    /// <param name="cut">The retention limits.</param>
    /// <param name="position">The phase, and the last conversation processed.</param>
    /// <param name="most">The maximum number of conversations.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static ValueTask<List<RetentionCandidate>> AfterAsync(Session session, RetentionCut cut, RetentionPosition position, int most,
        CancellationToken cancellationToken)
    {
        if (cut.Before(position.Phase) is not { } before)
        {
            return new([]);
        }

        string list = position.Phase switch
        {
            RetentionPhase.ExpireUnopened => ListUnopened,
            RetentionPhase.PurgeDebug or RetentionPhase.Purge => ListPurgeable,
            _ => ListExpired,
        };
        object?[] asked = [cut.KeepAnnotated, before, position.Phase is RetentionPhase.Expire or RetentionPhase.Purge ? 1 : 0, position.Last,
            position.Number, most];
        return session.ListAsync(list, asked, static row => new RetentionCandidate(new(row.Int64(0), row.Int32(1)), row.Int64(2)), cancellationToken);
    }

    /// <summary>Locks conversations and returns those that still have expired, in the transaction that deletes them.</summary>
    /// <returns>
    /// These conversations. The count is the number of visible entries for a conversation to delete. For one that loses its personal data it is 1, or 0 if it
    /// has had no visible activity since the last time.
    /// </returns>
    public static async ValueTask<List<(ConversationLocation Place, long Count)>> LockExpiredAsync(
        Session data, RetentionCut cut, RetentionPhase phase, IReadOnlyCollection<RetentionCandidate> candidates, CancellationToken cancellationToken)
    {
        long[] numbers = [.. candidates.Select(static candidate => candidate.Place.Conversation)];
        int[] days = [.. candidates.Select(static candidate => candidate.Place.Day).Distinct()];
        await data.ListAsync(LockRows, [numbers, days], static row => row.Int64(0), cancellationToken).ConfigureAwait(false);
        string take = phase switch
        {
            RetentionPhase.ExpireUnopened => TakeUnopened,
            RetentionPhase.PurgeDebug or RetentionPhase.Purge => TakePurgeable,
            _ => TakeExpired,
        };
        object?[] asked = [cut.KeepAnnotated, cut.Before(phase), numbers, days];
        return await data.ListAsync(take, asked, static row => (new ConversationLocation(row.Int64(0), row.Int32(1)), row.Int64(2)), cancellationToken)
            .ConfigureAwait(false);
    }
}
