using System.Runtime.InteropServices;
using ConvLog.Payloads;

namespace ConvLog.Sqlite;

/// <content>What a batch does in its transaction.</content>
internal sealed partial class RemovalBatch
{
    private const string DeleteEntries = "DELETE FROM entry WHERE no BETWEEN ?1 AND ?2";
    private const string DeletePersonalOfEntries = "DELETE FROM pii WHERE kind = 2 AND ref BETWEEN ?1 AND ?2";
    private const string ForgetEntry = "INSERT INTO entry_text (entry_text, rowid, tokens) VALUES ('delete', ?1, ?2)";
    private const string ForgetTurn = "INSERT INTO turn_text (turn_text, rowid, tokens) VALUES ('delete', ?1, ?2)";

    /// <summary>Deletes what was read.</summary>
    /// <returns>False where another process was at the same entries: the transaction is to be given up, and the batch read anew.</returns>
    public bool Write(Session session)
    {
        foreach (var part in _parts)
        {
            if (session["SELECT 1 FROM removal WHERE conversation = ?1"].Bind(1, part.Conversation).Scalar() is null)
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

            foreach (ref var turn in CollectionsMarshal.AsSpan(_turns)[part.Turns])
            {
                DeleteTurn(session, ref turn);
            }

            if (part.IsLast)
            {
                RemovalRows.DeleteAll(session, part.Conversation, part.Tables);
            }
            else
            {
                RemovalRows.DeleteSome(session, part.Conversation, part.Rows);
            }
        }

        Forget(session[ForgetEntry], _entries);
        Forget(session[ForgetTurn], _turns);
        return true;
    }

    private bool Delete(Session session, RemovedRange range)
    {
        int deleted = session[DeleteEntries].Bind(1, range.First).Bind(2, range.Last).RunAndCount();
        session[DeletePersonalOfEntries].Bind(1, range.First).Bind(2, range.Last).Run();
        var pending = _pending.TakeEntries(session, range.First, range.Last);
        if (deleted != range.Count)
        {
            return deleted == 0;
        }

        foreach (ref var document in CollectionsMarshal.AsSpan(_entries)[range.Documents])
        {
            long no = document.No;
            document = document with { IsIndexed = !pending.Exists(covered => covered.First <= no && covered.Last >= no) };
        }

        return true;
    }

    private void DeleteTurn(Session session, ref RemovedDocument turn)
    {
        PiiRows.Remove(session, PiiKind.Turn, turn.No);
        _pending.TakeTurn(session, turn.No);
        turn = turn with { IsIndexed = session["DELETE FROM turn WHERE no = ?1 RETURNING is_indexed"].Bind(1, turn.No).Scalar() == 1 };
    }

    // FTS5 writes out all it has gathered when a number is less than the one before.
    private void Forget(Statement forget, List<RemovedDocument> documents)
    {
        documents.Sort(static (a, b) => a.No.CompareTo(b.No));
        foreach (ref readonly var document in CollectionsMarshal.AsSpan(documents))
        {
            if (document.IsIndexed)
            {
                forget.Bind(1, document.No).Bind(2, _tokens.Slice(document.Start, document.Length)).Run();
            }
        }
    }
}
