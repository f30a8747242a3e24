using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Retention;

/// <summary>Counts what a run of retention would delete, in one query over all conversations.</summary>
internal static class RetentionCount
{
    // Conversations are deleted before $1 and redacted before $2; $3 is whether annotated ones are kept; accesses are deleted before $4; $5 is now. Accesses
    // are deleted up to the last one before $4 that follows no access to be kept.
    private const string Count = """
        SELECT count(*), count(*) FILTER (WHERE goes), coalesce(sum(v_entries) FILTER (WHERE goes), 0)::bigint,
            count(*) FILTER (WHERE NOT is_held AND NOT goes AND v_last < $2 AND (pii_purged IS NULL OR pii_purged < v_last)),
            count(*) FILTER (WHERE is_held AND (v_last < $1 OR v_last < $2)),
            count(*) FILTER (WHERE NOT is_held AND NOT goes AND v_last < $1),
            (SELECT count(*) FROM #.access WHERE no <= (SELECT max(no) FROM #.access
                WHERE at < $4 AND no < coalesce((SELECT min(no) FROM #.access WHERE at >= $4 AND at <= $5), 9223372036854775807)))
        FROM (SELECT c.v_entries, c.pii_purged, c.v_last, hold.conversation_id IS NOT NULL AS is_held,
                hold.conversation_id IS NULL AND c.v_last < $1 AND NOT ($3 AND c.annotations > 0) AS goes
            FROM #.conversation AS c LEFT JOIN #.hold ON hold.conversation_id = c.id
            WHERE c.listed IS NOT NULL) AS listed
        """;

    /// <summary>Counts what a run would delete.</summary>
    public static async ValueTask<RetentionPreview> PreviewAsync(Session session, RetentionCut cut, CancellationToken cancellationToken)
    {
        object?[] asked =
        [
            cut.ConversationsBefore?.UtcTicks ?? long.MinValue, cut.PersonalDataBefore?.UtcTicks ?? long.MinValue, cut.KeepAnnotated,
                cut.AccessBefore?.UtcTicks ?? long.MinValue,
            cut.At.UtcTicks,
        ];
        var counts = await session.ListAsync(
            Count,
            asked,
            row => new RetentionPreview
            {
                Cut = cut,
                TotalConversations = row.Int64(0),
                Conversations = row.Int64(1),
                Entries = row.Int64(2),
                PersonalData = row.Int64(3),
                KeptHeld = row.Int64(4),
                KeptAnnotated = row.Int64(5),
                Accesses = row.Int64(6),
            },
            cancellationToken).ConfigureAwait(false);
        return counts[0];
    }
}
