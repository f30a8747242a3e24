using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Erasure;

/// <summary>The events in the keys file that an old backup of the data lacks. An event is on the disk before it changes the data.</summary>
internal static class Ledger
{
    private const string Insert = "INSERT INTO ledger (kind, at, conversation_id, user_hash, erasure, placed_by, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    private const string Events = "SELECT no, kind, at, conversation_id, user_hash, erasure, placed_by, reason FROM ledger WHERE no > ?1 ORDER BY no";
    private const string LatestLedger = "SELECT max(no) FROM ledger";
    private const string DeleteSqliteSequence = "DELETE FROM sqlite_sequence WHERE name = 'ledger'";
    private const string InsertSqliteSequence = "INSERT INTO sqlite_sequence (name, seq) VALUES ('ledger', ?1)";

    /// <summary>The number of the last event; 0 for none.</summary>
    public static long Last(Session keys) => keys[LatestLedger].Scalar() ?? 0;

    /// <summary>The events after one.</summary>
    public static List<LedgerEvent> After(Session keys, long no)
    {
        var events = new List<LedgerEvent>();
        var rows = keys[Events].Bind(1, no);
        while (rows.Step())
        {
            events.Add(new LedgerEvent
            {
                No = rows.Int64(0),
                Kind = (LedgerEventKind)rows.Int64(1),
                At = rows.Int64(2),
                ConversationId = rows.OptionalText(3),
                UserHash = rows.IsNull(4) ? null : rows.Bytes(4).ToArray(),
                Erasure = rows.OptionalInt64(5),
                PlacedBy = rows.OptionalText(6),
                Reason = rows.OptionalText(7),
            });
        }

        return events;
    }

    /// <summary>Adds an event, in a transaction that writes to the keys file.</summary>
    /// <param name="keys">The connection to the keys file.</param>
    /// <param name="added">The event.</param>
    /// <param name="applied">The last event applied to the data. After an old backup of the keys file was restored, the ledger may no longer contain
    /// it.</param>
    public static void Add(Session keys, LedgerEvent added, long applied)
    {
        if (Last(keys) < applied)
        {
            keys[DeleteSqliteSequence].Run();
            keys[InsertSqliteSequence].Bind(1, applied).Run();
        }

        var insert = keys[Insert].Bind(1, (long)added.Kind).Bind(2, added.At).Bind(3, added.ConversationId).Bind(5, added.Erasure).Bind(6, added.PlacedBy)
            .Bind(7, added.Reason);
        _ = added.UserHash is null ? insert.BindNull(4) : insert.BindBlob(4, added.UserHash);
        insert.Run();
    }
}
