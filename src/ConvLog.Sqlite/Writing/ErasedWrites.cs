using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Erasure;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Statistics;

namespace ConvLog.Sqlite.Writing;

/// <summary>Skips records of erased conversations, and removes a conversation that receives an opening of an erased user.</summary>
/// <param name="session">The connection, in the transaction.</param>
/// <param name="changes">The conversations that the transaction writes to.</param>
/// <param name="keys">The keys of users' hashes.</param>
/// <param name="erasures">Removes conversations of erased users.</param>
/// <param name="scopes">The scopes that are new.</param>
/// <param name="days">The counted days that change.</param>
internal sealed class ErasedWrites(Session session, BatchConversations changes, DataKeys keys, Erasures erasures, NewScopes scopes, DayChanges days)
{
    /// <summary>How many records were skipped.</summary>
    public long Count { get; private set; }

    /// <summary>Whether to skip a record, because its conversation was erased.</summary>
    public bool Skips(StoreRecord record)
    {
        if (record is ConversationRecord { UserId.Length: > 0 } opening && IsOfErasedUser(opening))
        {
            Remove(opening.ConversationId);
        }

        if (changes.Find(record.ConversationId) is not null)
        {
            return false;
        }

        Count++;
        return true;
    }

    private bool IsOfErasedUser(ConversationRecord opening)
        => Tombstones.HasUsers(session) && Tombstones.IsErased(session, keys.HashOf(opening.UserId!), opening.OpenedAt.UtcTicks);

    // Also removes what this transaction has written of the conversation.
    private void Remove(string conversationId)
    {
        if (changes.Find(conversationId) is null)
        {
            return;
        }

        scopes.Write();
        changes.PutRows();
        erasures.EraseLate(session, days, conversationId);
        changes.RemoveErased();
    }
}
