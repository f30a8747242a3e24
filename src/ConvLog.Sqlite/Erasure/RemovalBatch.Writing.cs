using System.Runtime.InteropServices;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Text;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Erasure;

/// <content>The part of a batch that runs in its transaction.</content>
internal sealed partial class RemovalBatch
{
    private const string DeleteEntries = "DELETE FROM entry WHERE no BETWEEN ?1 AND ?2";
    private const string DeletePersonalOfTurns = "DELETE FROM pii WHERE kind = ?2 AND ref IN (SELECT no FROM turn WHERE conversation = ?1)";
    private const string DeleteText = "INSERT INTO text_index (text_index, rowid, words) VALUES ('delete', ?1, ?2)";
    private const string AnyRemoval = "SELECT 1 FROM removal WHERE conversation = ?1";
    private const string DeleteTurnByConversation = "DELETE FROM turn WHERE conversation = ?1 RETURNING no, is_indexed";
    private const string DeleteTurnByNo = "DELETE FROM turn WHERE no = ?1 RETURNING is_indexed";

    private static readonly Comparer<RemovedDocument> s_byNumber = Comparer<RemovedDocument>.Create(static (a, b) => a.No.CompareTo(b.No));

    /// <summary>Deletes the rows that were read of removed conversations.</summary>
    /// <returns>False if another process changed the same entries: the transaction must be rolled back, and the batch read again.</returns>
    public bool Write(Session session) => Write(session, conversation => session[AnyRemoval].Bind(1, conversation).Scalar() is not null);

    /// <summary>Deletes the rows that were read.</summary>
    /// <param name="session">The connection, in its transaction.</param>
    /// <param name="isToGo">Called first for each conversation; returns whether to delete its rows.</param>
    /// <returns>False if the stored entries are not those that were read: the transaction must be rolled back, and the batch read again.</returns>
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

        RemoveFromIndex(session[DeleteText]);
        return true;
    }

    private bool Delete(Session session, RemovedRange range)
    {
        var pending = _pending.RemoveEntries(session, range.First, range.Last);
        if (!pending.SequenceEqual(range.Pending))
        {
            // The indexer has run since, so the documents contain other words.
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

    // All remaining turns of a conversation, in one statement, which returns them in no particular order.
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
            _pending.RemoveTurn(session, turn.No);
        }
    }

    private void DeleteTurn(Session session, ref RemovedDocument turn)
    {
        PiiRows.Remove(session, PiiKind.Turn, turn.No);
        _pending.RemoveTurn(session, turn.No);
        turn = turn with { IsIndexed = session[DeleteTurnByNo].Bind(1, turn.No).Scalar() == 1 };
    }

    // FTS5 flushes its pending data when a number is less than the previous one.
    private void RemoveFromIndex(Statement delete)
    {
        var turns = _turns.Select(static turn => turn with { No = DocumentNumber.OfTurn(turn.No) });
        foreach (var document in _entries.Concat(turns).Where(static document => document.IsIndexed).OrderBy(static document => document.No))
        {
            delete.Bind(1, document.No).Bind(2, _words.Slice(document.Start, document.Length)).Run();
        }
    }
}
