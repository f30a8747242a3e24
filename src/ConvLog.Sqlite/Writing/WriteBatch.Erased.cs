using ConvLog.Records;
using ConvLog.Sqlite.Erasure;

namespace ConvLog.Sqlite.Writing;

/// <content>Skips records of erased conversations.</content>
internal sealed partial class WriteBatch
{
    private const string AnyConversation = "SELECT 1 FROM conversation WHERE no = ?1 AND id = ?2";

    // Conversations that were written to before their erasure was found, and that a legal hold protects.
    private readonly List<ConversationChange> _held = [];

    /// <summary>How many records were skipped because their conversations were erased.</summary>
    public long Erased { get; private set; }

    private bool IsErased(StoreRecord record)
    {
        if (record is ConversationRecord { UserId.Length: > 0 } opening && IsOfErasedUser(opening))
        {
            RemoveErased(opening.ConversationId);
        }

        if (FindChange(record.ConversationId) is not null)
        {
            return false;
        }

        Erased++;
        return true;
    }

    private bool IsOfErasedUser(ConversationRecord opening)
        => Tombstones.HasUsers(session) && Tombstones.IsErased(session, keys.HashOf(opening.UserId!), opening.OpenedAt.UtcTicks);

    // Also removes what this transaction has written of the conversation. If a legal hold protects the conversation, it is counted like the others.
    private void RemoveErased(string conversationId)
    {
        if (FindChange(conversationId) is null)
        {
            return;
        }

        _scopes.Write();
        foreach (var change in _changes.Values)
        {
            PutRow(change);
        }

        erasures.EraseLate(session, _days, conversationId);
        conversations.Clear();
        (_lastId, _lastChange) = (null, null);
        foreach (var (id, change) in _changes.Where(change => Tombstones.IsErased(session, change.Key)).ToList())
        {
            _changes.Remove(id);
            if (session[AnyConversation].Bind(1, change.Known.Number).Bind(2, id).Scalar() is not null)
            {
                _held.Add(change);
            }
        }
    }
}
