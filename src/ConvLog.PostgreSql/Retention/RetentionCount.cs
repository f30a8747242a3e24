using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Retention;

/// <summary>Counts what a run of retention would do, all from one moment, in one look at all conversations.</summary>
internal static class RetentionCount
{
    // $1: before it they go, $2: before it their personal data goes, $3: whether annotated ones stay, $4: before it reads go, $5: now. Reads go up to the last
    // one that is before $4 and has none before it that stays for its time.
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

    /// <summary>The counts.</summary>
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
