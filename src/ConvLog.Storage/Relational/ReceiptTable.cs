using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Storage.Relational;

/// <summary>Erasures, stored with the keys, and the conversations that each has removed or is to remove.</summary>
internal static class ReceiptTable
{
    private const string FindOne = "SELECT no FROM #.erasure WHERE id = $1";
    private const string FindLatest = "SELECT no FROM #.erasure ORDER BY requested DESC, no DESC LIMIT $1";
    private const string FindLatestOf = """
        SELECT max(no) FROM (SELECT erasure AS no FROM #.erased_conversation WHERE conversation_id = $1
            UNION ALL SELECT no FROM #.erasure WHERE conversation_id = $1) AS asked
        """;
    private const string FindConversations = "SELECT conversation_id FROM #.erased_conversation WHERE erasure = $1 ORDER BY conversation_id";
    private const string Insert = """
        INSERT INTO #.erasure (id, conversation_id, pseudonym, requested_by, requested, reason) VALUES ($1, $2, $3, $4, $5, $6) RETURNING no
        """;
    private const string SetUnreadable = """
        UPDATE #.erasure SET unreadable = $1
        WHERE unreadable IS NULL AND no IN (SELECT erasure FROM #.ledger WHERE no <= $2 AND erasure IS NOT NULL)
        """;
    private const string SetGone = "UPDATE #.erased_conversation SET state = 2 WHERE state = 1 AND event <= $1";

    /// <summary>Has a number if there are erasures whose data is not yet known to be unreadable.</summary>
    public static SqlStatement AnyOpen { get; } = new("""
        SELECT 1
        WHERE EXISTS (SELECT 1 FROM #.erasure WHERE unreadable IS NULL) OR EXISTS (SELECT 1 FROM #.erased_conversation WHERE state = 1)
        """);

    /// <summary>The number of an erasure; null if the request is not known.</summary>
    public static SqlStatement Find(Guid id) => new(FindOne, id);

    /// <summary>Stores a new request, and returns its number.</summary>
    public static SqlStatement Add(ErasureRequest request, string? pseudonym)
        => new(Insert, request.Id, request.ConversationId, pseudonym, request.RequestedBy, request.RequestedAt.UtcTicks, request.Reason);

    /// <summary>The conversations that an erasure has removed or is to remove.</summary>
    public static SqlQuery<string> ConversationsOf(long erasure) => new(FindConversations, [erasure], static row => row.Text(0));

    /// <summary>Records that everything erased up to an event of the ledger is removed and its keys are destroyed.</summary>
    public static async ValueTask<bool> DoneAsync(IRelationalSession keys, long lastEvent, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await keys.RunAsync(new(SetUnreadable, now.UtcTicks, lastEvent), cancellationToken).ConfigureAwait(false);
        await keys.RunAsync(new(SetGone, lastEvent), cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>A receipt; null if the request is not known.</summary>
    public static async ValueTask<ErasureReceipt?> ReadAsync(IRelationalSession keys, Guid id, CancellationToken cancellationToken)
        => (await ListAsync(keys, FindOne, id, cancellationToken).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>The receipt of the latest erasure that concerns a conversation; null for none.</summary>
    public static async ValueTask<ErasureReceipt?> FindAsync(IRelationalSession keys, string conversationId, CancellationToken cancellationToken)
        => (await ListAsync(keys, FindLatestOf, conversationId, cancellationToken).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>The receipts, the latest request first.</summary>
    public static ValueTask<List<ErasureReceipt>> LatestAsync(IRelationalSession keys, int limit, CancellationToken cancellationToken)
        => ListAsync(keys, FindLatest, limit, cancellationToken);

    private static async ValueTask<List<ErasureReceipt>> ListAsync(IRelationalSession keys, string numbers, object asked, CancellationToken cancellationToken)
    {
        var receipts = await keys.ListAsync(new SqlQuery<(long No, ErasureReceipt Receipt)>(
            $"""
                SELECT e.no, e.id, e.conversation_id, e.pseudonym, e.requested_by, e.requested, e.reason, e.unreadable, e.cleaned, count(c.erasure),
                    coalesce(sum(c.openings), 0), coalesce(sum(c.turns), 0), coalesce(sum(c.calls), 0), coalesce(sum(c.entries), 0), coalesce(sum(c.facts), 0),
                    coalesce(sum(c.team), 0), coalesce(sum(c.dead_letters), 0)
                FROM #.erasure AS e LEFT JOIN #.erased_conversation AS c ON c.erasure = e.no AND c.state > 0
                WHERE e.no IN ({numbers}) GROUP BY e.no ORDER BY e.requested DESC, e.no DESC
                """,
            [asked],
            static row => (row.Int64(0), ReceiptRow.Read(row, 1).WithCounts(row, 9))), cancellationToken).ConfigureAwait(false);
        var listed = await keys.ListAsync(new SqlQuery<(long Erasure, string Id, bool IsHeld, long Users)>(
            $"""
                SELECT erasure, conversation_id, state, users FROM #.erased_conversation
                WHERE erasure IN ({numbers}) AND (state = 0 OR users > 1) ORDER BY conversation_id
                """,
            [asked],
            static row => (row.Int64(0), row.Text(1), row.Int64(2) == 0, row.Int64(3))), cancellationToken).ConfigureAwait(false);
        var conversations = listed.ToLookup(static one => one.Erasure);
        return receipts.ConvertAll(one => one.Receipt with
        {
            HeldConversations = [.. conversations[one.No].Where(static held => held.IsHeld).Select(static held => held.Id)],
            SharedConversations = one.Receipt.Subject == ErasureSubject.Conversation ? [] :
                [.. conversations[one.No].Where(static shared => shared.Users > 1)
                    .Select(static shared => new SharedConversation { ConversationId = shared.Id, OtherUsers = (int)shared.Users - 1 })],
        });
    }
}
