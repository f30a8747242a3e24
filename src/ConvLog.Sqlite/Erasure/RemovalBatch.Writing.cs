using System.Runtime.InteropServices;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Text;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Erasure;

/// <content>What a batch does in its transaction.</content>
internal sealed partial class RemovalBatch
{
    private const string DeleteEntries = "DELETE FROM entry WHERE no BETWEEN ?1 AND ?2";
    private const string DeletePersonalOfTurns = "DELETE FROM pii WHERE kind = ?2 AND ref IN (SELECT no FROM turn WHERE conversation = ?1)";
    private const string DeleteText = "INSERT INTO text_index (text_index, rowid, words) VALUES ('delete', ?1, ?2)";
    private const string AnyRemoval = "SELECT 1 FROM removal WHERE conversation = ?1";
    private const string DeleteTurnByConversation = "DELETE FROM turn WHERE conversation = ?1 RETURNING no, is_indexed";
    private const string DeleteTurnByNo = "DELETE FROM turn WHERE no = ?1 RETURNING is_indexed";

    private static readonly Comparer<RemovedDocument> s_byNumber = Comparer<RemovedDocument>.Create(static (a, b) => a.No.CompareTo(b.No));

    /// <summary>Deletes what was read of conversations that were taken out.</summary>
    /// <returns>False where another process was at the same entries: the transaction is to be given up, and the batch read anew.</returns>
    public bool Write(Session session) => Write(session, conversation => session[AnyRemoval].Bind(1, conversation).Scalar() is not null);

    /// <summary>Deletes what was read.</summary>
    /// <param name="session">The connection, in its transaction.</param>
    /// <param name="isToGo">Asked for each conversation first: whether what was read of it is to be deleted.</param>
    /// <returns>False where other entries are there than were read: the transaction is to be given up, and the batch read anew.</returns>
    public bool Write(Session session, Func<long, bool> isToGo)
    {
        foreach (var part in _parts)
        {
            if (!isToGo(part.Conversation))
            {
                continue;
            }

            foreach (var range in CollectionsMarshal.AsSpan(_ranges)[part.Ranges])
            {
                if (!Delete(session, range))
                {
                    return false;
                }
            }

            var turns = CollectionsMarshal.AsSpan(_turns)[part.Turns];
            if (part.IsLast)
            {
                DeleteTurns(session, part.Conversation, turns);
                RemovalRows.DeleteAll(session, part.Conversation, part.Tables);
                continue;
            }

            foreach (ref var turn in turns)
            {
                DeleteTurn(session, ref turn);
            }

            RemovalRows.DeleteSome(session, part.Conversation, part.Rows);
        }

        Forget(session[DeleteText]);
        return true;
    }

    private bool Delete(Session session, RemovedRange range)
    {
        var pending = _pending.TakeEntries(session, range.First, range.Last);
        if (!pending.SequenceEqual(range.Pending))
        {
            // The indexer was here since: what the documents hold is another.
            range = ReadEntries(session, range.First, range.Last, pending, mayEndEarlier: false) with { Count = range.Count };
        }

        int deleted = session[DeleteEntries].Bind(1, range.First).Bind(2, range.Last).RunAndCount();
        if (deleted != range.Count)
        {
            return deleted == 0;
        }

        foreach (ref var document in CollectionsMarshal.AsSpan(_entries)[range.Documents])
        {
            document = document with { IsIndexed = true };
        }

        return true;
    }

    // All that are left of a conversation: in one statement, which gives them back in no order.
    private void DeleteTurns(Session session, long conversation, Span<RemovedDocument> turns)
    {
        if (turns.IsEmpty)
        {
            return;
        }

        session[DeletePersonalOfTurns].Bind(1, conversation).Bind(2, (long)PiiKind.Turn).Run();
        var deleted = session[DeleteTurnByConversation].Bind(1, conversation);
        while (deleted.Step())
        {
            int at = turns.BinarySearch(new RemovedDocument(deleted.Int64(0), 0, 0), s_byNumber);
            if (at >= 0)
            {
                turns[at] = turns[at] with { IsIndexed = deleted.Int64(1) == 1 };
            }
        }

        foreach (ref readonly var turn in turns)
        {
            _pending.TakeTurn(session, turn.No);
        }
    }

    private void DeleteTurn(Session session, ref RemovedDocument turn)
    {
        PiiRows.Remove(session, PiiKind.Turn, turn.No);
        _pending.TakeTurn(session, turn.No);
        turn = turn with { IsIndexed = session[DeleteTurnByNo].Bind(1, turn.No).Scalar() == 1 };
    }

    // FTS5 writes out all it has gathered when a number is less than the one before.
    private void Forget(Statement delete)
    {
        var turns = _turns.Select(static turn => turn with { No = DocumentNumber.OfTurn(turn.No) });
        foreach (var document in _entries.Concat(turns).Where(static document => document.IsIndexed).OrderBy(static document => document.No))
        {
            delete.Bind(1, document.No).Bind(2, _words.Slice(document.Start, document.Length)).Run();
        }
    }
}
