using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Storage.Relational;

/// <summary>The events, stored with the keys, that an old backup of the data lacks. An event is on the disk before it changes the data.</summary>
internal static class LedgerTable
{
    private const string Events = "SELECT no, kind, at, conversation_id, user_hash, erasure, placed_by, reason FROM #.ledger WHERE no > $1 ORDER BY no";

    // After an old backup of the keys was restored, the ledger may lack the last event that was applied to the data.
    private const string Insert = """
        INSERT INTO #.ledger (no, kind, at, conversation_id, user_hash, erasure, placed_by, reason)
        VALUES ((SELECT max(no) + 1 FROM (SELECT max(no) AS no FROM #.ledger UNION ALL SELECT $1) AS known), $2, $3, $4, $5, $6, $7, $8)
        """;

    /// <summary>The number of the last event; null for none.</summary>
    public static SqlStatement Last { get; } = new("SELECT max(no) FROM #.ledger");

    /// <summary>The events after a number.</summary>
    public static SqlQuery<LedgerEvent> After(long no) => new(Events, [no], static row => new LedgerEvent
    {
        No = row.Int64(0),
        Kind = (LedgerEventKind)row.Int32(1),
        At = row.Int64(2),
        ConversationId = row.OptionalText(3),
        UserHash = row.IsNull(4) ? null : row.Bytes(4).ToArray(),
        Erasure = row.OptionalInt64(5),
        PlacedBy = row.OptionalText(6),
        Reason = row.OptionalText(7),
    });

    /// <summary>Adds an event.</summary>
    /// <param name="added">The event.</param>
    /// <param name="applied">The last event that was applied to the data. No other event is applied before the transaction ends.</param>
    public static SqlStatement Add(LedgerEvent added, long applied)
        => new(Insert, applied, (int)added.Kind, added.At, added.ConversationId, added.UserHash, added.Erasure, added.PlacedBy, added.Reason);

    /// <summary>Adds an erasure, with its receipt, unless the request is known.</summary>
    /// <param name="keys">The keys, in a transaction.</param>
    /// <param name="request">The request.</param>
    /// <param name="user">The hash of its user; null for a conversation.</param>
    /// <param name="pseudonym">The user's pseudonym; null if the data does not know the user.</param>
    /// <param name="applied">The last event that was applied to the data.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Whether it was added.</returns>
    public static async ValueTask<bool> AddErasureAsync(
        IRelationalSession keys, ErasureRequest request, byte[]? user, string? pseudonym, long applied, CancellationToken cancellationToken)
    {
        if (await keys.NumberAsync(ReceiptTable.Find(request.Id), cancellationToken).ConfigureAwait(false) is not null)
        {
            return false;
        }

        long? erasure = await keys.NumberAsync(ReceiptTable.Add(request, pseudonym), cancellationToken).ConfigureAwait(false);
        await keys.RunAsync(Add(LedgerEvent.Of(request, user, erasure!.Value), applied), cancellationToken).ConfigureAwait(false);
        return true;
    }
}
