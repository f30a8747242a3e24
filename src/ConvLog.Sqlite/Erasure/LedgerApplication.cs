using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Relational;

namespace ConvLog.Sqlite.Erasure;

/// <summary>
/// Applies to the data the events of the ledger that it does not have yet: new events, events that a crash left unapplied, or events after the backup that was
/// restored. Runs in a transaction of each file, of which the data's is the outer one. Applying an event twice changes nothing.
/// </summary>
/// <param name="data">The connection to the data.</param>
/// <param name="keys">The connection to the keys file.</param>
/// <param name="days">The counted days that the data's transaction changes.</param>
internal sealed class LedgerApplication(Session data, Session keys, DayChanges days)
{
    private const string AppliedKey = "ledger_applied";
    private const string PutApplied = $"INSERT INTO meta (key, value) VALUES ('{AppliedKey}', ?1) ON CONFLICT DO UPDATE SET value = excluded.value";
    private const string UpdateConversation = "UPDATE conversation SET erasure_pending = 1 WHERE no = ?1";
    private const string FindConversation = "SELECT no, erasure_pending FROM conversation WHERE id = ?1";

    private const string ConversationsOfUser = """
        SELECT conversation.id FROM subject JOIN conversation ON conversation.no = subject.conversation
        WHERE subject.kind = 0 AND subject.hash = ?1 AND conversation.created <= ?2
        """;

    /// <summary>The last event applied to the data; 0 for none.</summary>
    public static long Applied(Session data) => data[$"SELECT value FROM meta WHERE key = '{AppliedKey}'"].Scalar() ?? 0;

    /// <summary>Applies all missing events.</summary>
    public void Apply()
    {
        long last = Applied(data);
        foreach (var next in keys.List(LedgerTable.After(last)))
        {
            Apply(next);
            last = next.No;
        }

        data[PutApplied].Bind(1, last).Run();
    }

    private void Apply(LedgerEvent next)
    {
        switch (next.Kind)
        {
            case LedgerEventKind.ConversationErased: Erase(next, next.ConversationId!); break;
            case LedgerEventKind.UserErased: EraseUser(next); break;
            case LedgerEventKind.HoldPlaced: data.Run(HoldTable.Place(next)); break;
            case LedgerEventKind.HoldReleased: Release(next); break;
        }
    }

    // The conversations of the user, and those that this erasure removed before: a backup may be older than the opening that named the user.
    private void EraseUser(LedgerEvent next)
    {
        Tombstones.PutUser(data, next.UserHash!, next.At);
        var conversations = new SortedSet<string>(keys.List(ReceiptTable.ConversationsOf(next.Erasure!.Value)), StringComparer.Ordinal);
        var rows = data[ConversationsOfUser].BindBlob(1, next.UserHash).Bind(2, next.At);
        while (rows.Step())
        {
            conversations.Add(rows.Text(0));
        }

        foreach (string conversation in conversations)
        {
            Erase(next, conversation);
        }
    }

    private void Erase(LedgerEvent next, string conversationId)
    {
        Tombstones.Put(data, conversationId);
        if (Find(conversationId) is not { } conversation)
        {
            return;
        }

        if (data.Number(HoldTable.Find(conversationId)) is null)
        {
            RemoveConversation(next, conversationId, conversation.Number);
            return;
        }

        if (!conversation.IsPending)
        {
            SubjectRemoval.Hide(data, conversation.Number);
            data[UpdateConversation].Bind(1, conversation.Number).Run();
            Removal.Announce(data);
        }

        if (next.Erasure is { } erasure)
        {
            Receipts.AddHeld(keys, erasure, conversationId, next.No, ErasedCounts.UsersOf(data, conversation.Number));
        }
    }

    private void Release(LedgerEvent next)
    {
        data.Run(HoldTable.Release(next.ConversationId!));
        if (Find(next.ConversationId!) is { IsPending: true } conversation)
        {
            RemoveConversation(next, next.ConversationId!, conversation.Number);
        }
    }

    private void RemoveConversation(LedgerEvent next, string conversationId, long conversation)
    {
        Receipts.AddErased(keys, next.Erasure, conversationId, next.No, ErasedCounts.Of(data, conversation), ErasedCounts.UsersOf(data, conversation));
        Removal.Begin(data, days, conversation, erasure: Guid.Empty);
        DeletionTraces.Record(data);
    }

    private (long Number, bool IsPending)? Find(string conversationId)
    {
        var row = data[FindConversation].Bind(1, conversationId);
        if (!row.Step())
        {
            return null;
        }

        var found = (row.Int64(0), row.Int64(1) != 0);
        row.Reset();
        return found;
    }
}
