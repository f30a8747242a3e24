using ConvLog.Records;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Records;

namespace ConvLog.Sqlite.Writing;

/// <content>
/// Changes of a turn by writers other than its opening. They are kept in the turn's own payloads, so the stored turn is read and merged with them.
/// </content>
internal sealed partial class WriteBatch
{
    private const string SelectStoredTurn = $"{StoredTurns.Select} WHERE turn.conversation = ?1 AND turn.id = ?2";

    private void Write(TurnChangeRecord told)
    {
        var change = ChangeOf(told.ConversationId);
        var kept = FindTurn(change.Known.Number, told.TurnId) ?? throw ConversationStoreException.NoTurn(told.TurnId);
        var stored = ReadTurn(change, kept, told.TurnId);
        DamagedPayload.EnsureComplete(stored);
        var turn = LateChanges.Add(stored, told);
        Write(change, kept, turn, kept.Writer, hasLateChanges: !LateChanges.AreSame(stored, turn));
    }

    private void WriteMerged(ConversationChange change, TurnRow kept, TurnRecord given)
    {
        var stored = ReadTurn(change, kept, given.Id);
        var turn = LateChanges.Merge(stored, given);

        // The opening that began the turn may have been refused since. Requesting its number as that of a writer would admit it again.
        long writer = turn.WriterId == stored.WriterId ? kept.Writer : change.Known.WriterNumber(session, turn.WriterId);
        Write(change, kept, turn, writer, hasLateChanges: !LateChanges.AreSame(stored, turn));
    }

    private TurnRecord ReadTurn(ConversationChange change, TurnRow kept, string id)
    {
        long conversation = change.Known.Number;
        var writer = new WriterLookup(session);
        writer.Read(kept.Writer);
        var writers = new Dictionary<long, Guid> { [kept.Writer] = writer.Id };
        var rows = new RecordRows(troubles, PartsOf(change), conversation, change.Known.Id, writers);
        var row = session[SelectStoredTurn].Bind(1, conversation).Bind(2, id);
        try
        {
            row.Step();
            return rows.Turn(row);
        }
        finally
        {
            row.Reset();
        }
    }
}
