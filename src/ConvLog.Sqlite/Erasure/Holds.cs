using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Erasure;

/// <summary>Legal holds in the data.</summary>
internal static class Holds
{
    private const string Insert = "INSERT INTO hold (conversation_id, placed_by, placed, reason) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
    private const string AnyHold = "SELECT 1 FROM hold WHERE conversation_id = ?1";
    private const string DeleteHold = "DELETE FROM hold WHERE conversation_id = ?1";
    private const string FindHold = "SELECT conversation_id, placed_by, placed, reason FROM hold ORDER BY conversation_id";

    public static bool IsHeld(Session session, string conversationId) => session[AnyHold].Bind(1, conversationId).Scalar() is not null;

    public static void Place(Session session, LedgerEvent placed)
        => session[Insert].Bind(1, placed.ConversationId).Bind(2, placed.PlacedBy).Bind(3, placed.At).Bind(4, placed.Reason).Run();

    public static void Release(Session session, string conversationId) => session[DeleteHold].Bind(1, conversationId).Run();

    /// <summary>All holds, in ordinal order of their conversation ids.</summary>
    public static List<LegalHold> All(Session session)
    {
        var holds = new List<LegalHold>();
        var rows = session[FindHold];
        while (rows.Step())
        {
            holds.Add(new LegalHold { ConversationId = rows.Text(0), PlacedBy = rows.Text(1), PlacedAt = rows.Time(2), Reason = rows.OptionalText(3) });
        }

        return holds;
    }
}
