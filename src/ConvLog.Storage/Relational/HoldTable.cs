using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Storage.Relational;

/// <summary>Legal holds, in the data.</summary>
internal static class HoldTable
{
    private const string FindOne = "SELECT 1 FROM #.hold WHERE conversation_id = $1";
    private const string Insert = "INSERT INTO #.hold (conversation_id, placed_by, placed, reason) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    private const string Delete = "DELETE FROM #.hold WHERE conversation_id = $1";

    /// <summary>All holds, ordered by conversation ID (ordinal).</summary>
    public static SqlQuery<LegalHold> All { get; } = new(
        "SELECT conversation_id, placed_by, placed, reason FROM #.hold ORDER BY conversation_id",
        [],
        static row => new LegalHold { ConversationId = row.Text(0), PlacedBy = row.Text(1), PlacedAt = row.Time(2), Reason = row.OptionalText(3) });

    /// <summary>Has a number if a conversation is held.</summary>
    public static SqlStatement Find(string conversationId) => new(FindOne, conversationId);

    public static SqlStatement Place(LedgerEvent placed) => new(Insert, placed.ConversationId, placed.PlacedBy, placed.At, placed.Reason);

    public static SqlStatement Release(string conversationId) => new(Delete, conversationId);
}
