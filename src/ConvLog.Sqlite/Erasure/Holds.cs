using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Erasure;

/// <summary>Legal holds in the data.</summary>
internal static class Holds
{
    private const string Insert = "INSERT INTO hold (conversation_id, placed_by, placed, reason) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";

    public static bool IsHeld(Session session, string conversationId) => session["SELECT 1 FROM hold WHERE conversation_id = ?1"].Bind(1, conversationId).Scalar() is not null;

    public static void Place(Session session, LedgerEvent placed)
        => session[Insert].Bind(1, placed.ConversationId).Bind(2, placed.PlacedBy).Bind(3, placed.At).Bind(4, placed.Reason).Run();

    public static void Release(Session session, string conversationId) => session["DELETE FROM hold WHERE conversation_id = ?1"].Bind(1, conversationId).Run();

    /// <summary>All of them, by conversation in ordinal order.</summary>
    public static List<LegalHold> All(Session session)
    {
        var holds = new List<LegalHold>();
        var rows = session["SELECT conversation_id, placed_by, placed, reason FROM hold ORDER BY conversation_id"];
        while (rows.Step())
        {
            holds.Add(new LegalHold { ConversationId = rows.Text(0), PlacedBy = rows.Text(1), PlacedAt = rows.Time(2), Reason = rows.OptionalText(3) });
        }

        return holds;
    }
}
