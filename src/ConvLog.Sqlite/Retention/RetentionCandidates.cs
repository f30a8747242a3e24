using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Summaries;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Relational;

namespace ConvLog.Sqlite.Retention;

/// <summary>Finds expired data, the oldest first. The same conditions find candidates and are checked again in the transaction that deletes one.</summary>
internal static class RetentionCandidates
{
    private const string IsHeld = "EXISTS (SELECT 1 FROM hold WHERE hold.conversation_id = c.id)";
    private const string IsExpired = $"(?1 = 0 OR c.annotations = 0) AND NOT {IsHeld}";

    // A data key means that there is personal data, even if the visible columns do not show it.
    private const string IsPurgeable = $"(c.pii_purged IS NULL OR c.pii_purged < c.v_last OR c.key IS NOT NULL) AND NOT {IsHeld}";

    // The last activity that everyone may see; if there are only personal entries, their time. A model message does not count as an activity of a conversation,
    // unlike its call, but it is visible (kind 8, FactPayload.ModelMessage).
    private const string LastOfUnopened = $"""
        ifnull((SELECT max(at) FROM (
            SELECT c.happened AS at UNION ALL SELECT c.v_logged UNION ALL SELECT c.read_at
            UNION ALL SELECT max(time) FROM fact WHERE conversation = c.no AND kind = 8
            UNION ALL SELECT max(created) FROM feedback WHERE conversation = c.no
            UNION ALL SELECT max(created) FROM annotation WHERE conversation = c.no
            UNION ALL SELECT max(created) FROM note WHERE conversation = c.no
            UNION ALL SELECT max(created) FROM score WHERE conversation = c.no AND {ListedScores.IsGivenKind}
            UNION ALL SELECT max(refused) FROM dead_letter WHERE conversation = c.no)), ifnull(c.a_logged, 0))
        """;

    private const string IsUnopened =
        $"c.listed IS NULL AND {LastOfUnopened} < ?2 AND NOT {IsHeld} AND NOT EXISTS (SELECT 1 FROM removal WHERE removal.conversation = c.no)";

    private const string InOrder = """
        FROM conversation AS c INDEXED BY conversation_v_last
        WHERE c.listed = ?3 AND c.v_last >= ?4 AND c.v_last < ?2 AND (c.v_last > ?4 OR c.no > ?5)
        """;

    private const string ListExpired = $"SELECT c.no, c.v_last {InOrder} AND {IsExpired} ORDER BY c.v_last, c.no LIMIT ?6";
    private const string ListPurgeable = $"SELECT c.no, c.v_last {InOrder} AND {IsPurgeable} AND ?1 IS NOT NULL ORDER BY c.v_last, c.no LIMIT ?6";

    private const string ListUnopened =
        $"""
            SELECT c.no, 0
            FROM conversation AS c INDEXED BY conversation_unopened
            WHERE c.no > ?5 AND {IsUnopened} AND ?1 + ?3 + ?4 IS NOT NULL
            ORDER BY c.no
            LIMIT ?6
            """;

    private const string OneExpired = $"SELECT c.v_entries FROM conversation AS c WHERE c.no = ?3 AND c.listed IS NOT NULL AND c.v_last < ?2 AND {IsExpired}";
    private const string OneUnopened = $"SELECT 0 FROM conversation AS c WHERE c.no = ?3 AND {IsUnopened} AND ?1 IS NOT NULL";
    private const string OnePurgeable = $"""
        SELECT c.pii_purged IS NULL OR c.pii_purged < c.v_last
        FROM conversation AS c
        WHERE c.no = ?3 AND c.listed IS NOT NULL AND c.v_last < ?2 AND {IsPurgeable} AND ?1 IS NOT NULL
        """;

    /// <summary>The expired conversations after a position.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="cut">The times before which data has expired.</param>
    /// <param name="position">The phase, and the last conversation.</param>
    /// <param name="most">The maximum number of conversations.</param>
    public static List<RetentionCandidate> After(Session session, RetentionCut cut, RetentionPosition position, int most)
    {
        var candidates = new List<RetentionCandidate>();
        if (position.Phase == RetentionPhase.Partitions || cut.Before(position.Phase) is not { } before)
        {
            return candidates;
        }

        var rows = session[ListOf(position.Phase)].Bind(1, cut.KeepAnnotated ? 1L : 0L).Bind(2, before)
            .Bind(3, position.Phase is RetentionPhase.Expire or RetentionPhase.Purge ? 1L : 0L).Bind(4, position.Last).Bind(5, position.Number)
            .Bind(6, (long)most);
        while (rows.Step())
        {
            candidates.Add(new RetentionCandidate(rows.Int64(0), rows.Int64(1)));
        }

        return candidates;
    }

    /// <summary>Checks whether a conversation has still expired, in the transaction that deletes or purges it.</summary>
    /// <returns>Null if it has not. Otherwise, for a deletion, the number of entries that everyone may see; for a purge, 1 if it counts, and 0 if no visible
    /// activity has followed the last purge.</returns>
    public static long? FindExpired(Session session, RetentionCut cut, RetentionPhase phase, long conversation)
    {
        if (cut.Before(phase) is not { } before)
        {
            return null;
        }

        CurrentCounts.UpdateIfDue(session, conversation);
        return session[OneOf(phase)].Bind(1, cut.KeepAnnotated ? 1L : 0L).Bind(2, before).Bind(3, conversation).Scalar();
    }

    private static string ListOf(RetentionPhase phase) => phase switch
    {
        RetentionPhase.ExpireUnopened => ListUnopened,
        RetentionPhase.PurgeDebug or RetentionPhase.Purge => ListPurgeable,
        _ => ListExpired,
    };

    private static string OneOf(RetentionPhase phase) => phase switch
    {
        RetentionPhase.ExpireUnopened => OneUnopened,
        RetentionPhase.PurgeDebug or RetentionPhase.Purge => OnePurgeable,
        _ => OneExpired,
    };
}
