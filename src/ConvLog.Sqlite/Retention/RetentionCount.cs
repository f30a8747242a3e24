using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Retention;

/// <summary>
/// Counts what a run of retention would do, from one snapshot. Expired conversations are found by the index on the last activity; kept ones are counted
/// separately, because they are few.
/// </summary>
/// <param name="session">The connection, in its snapshot.</param>
/// <param name="cut">The times before which data has expired.</param>
internal sealed class RetentionCount(Session session, RetentionCut cut)
{
    private const string Listed = "conversation AS c INDEXED BY conversation_v_last WHERE c.listed IN (0, 1)";
    private const string Held = "hold JOIN conversation AS c ON c.id = hold.conversation_id WHERE c.listed IS NOT NULL";
    private const string Annotated = "conversation AS c INDEXED BY conversation_created WHERE c.annotations > 0 AND c.listed IN (0, 1)";
    private const string IsFree = "NOT EXISTS (SELECT 1 FROM hold WHERE hold.conversation_id = c.id)";

    // Finds the first access that is kept, and the last expired one before it.
    private const string Accesses = """
        SELECT count(*) FROM access WHERE no <= (SELECT max(no) FROM access INDEXED BY access_at
            WHERE at < ?1 AND no < ifnull((SELECT no FROM access WHERE +at >= ?1 AND +at <= ?2 ORDER BY no LIMIT 1), 9223372036854775807))
        """;

    private const string IsUnpurged = "(c.pii_purged IS NULL OR c.pii_purged < c.v_last)";

    /// <summary>The counts.</summary>
    public RetentionPreview Preview()
    {
        long whole = cut.ConversationsBefore?.UtcTicks ?? long.MinValue;
        long personal = cut.PersonalDataBefore?.UtcTicks ?? long.MinValue;
        long keptAnnotated = cut.KeepAnnotated ? Count($"SELECT count(*) FROM {Annotated} AND c.v_last < ?1 AND {IsFree}", whole) : 0;
        long unpurged = Count($"SELECT count(*) FROM {Listed} AND c.v_last >= ?1 AND c.v_last < ?2 AND {IsUnpurged} AND {IsFree}", whole, personal);
        if (cut.KeepAnnotated)
        {
            unpurged += Count($"SELECT count(*) FROM {Annotated} AND c.v_last < min(?1, ?2) AND {IsUnpurged} AND {IsFree}", whole, personal);
        }

        var (conversations, entries) = Expired(whole);
        return new RetentionPreview
        {
            Cut = cut,
            TotalConversations = Count($"SELECT count(*) FROM {Listed}"),
            Conversations = conversations,
            Entries = entries,
            PersonalData = unpurged,
            KeptHeld = Count($"SELECT count(*) FROM {Held} AND c.v_last < max(?1, ?2)", whole, personal),
            KeptAnnotated = keptAnnotated,
            Accesses = cut.AccessBefore is { } before ? Count(Accesses, before.UtcTicks, cut.At.UtcTicks) : 0,
        };
    }

    private (long Conversations, long Entries) Expired(long before)
    {
        var row = session[$"SELECT count(*), sum(c.v_entries) FROM {Listed} AND c.v_last < ?1 AND (?2 = 0 OR c.annotations = 0) AND {IsFree}"].Bind(1, before)
            .Bind(2, cut.KeepAnnotated ? 1L : 0L);
        row.Step();
        var counts = (row.Int64(0), row.Int64(1));
        row.Reset();
        return counts;
    }

    private long Count(string sql, params ReadOnlySpan<long> bounds)
    {
        var count = session[sql];
        for (int i = 0; i < bounds.Length; i++)
        {
            count.Bind(i + 1, bounds[i]);
        }

        return count.Scalar() ?? 0;
    }
}
