using ConvLog.Records;
using ConvLog.Sqlite.Erasure;

namespace ConvLog.Sqlite.Writing;

/// <content>What was erased: nothing more is written of it.</content>
internal sealed partial class WriteBatch
{
    private const string AnyConversation = "SELECT 1 FROM conversation WHERE no = ?1 AND id = ?2";

    // Written to before they were to be erased.
    private readonly List<ConversationChange> _held = [];

    /// <summary>How many records were passed over, as their conversations were erased.</summary>
    public long Erased { get; private set; }

    private bool IsErased(StoreRecord record)
    {
        if (record is ConversationRecord { UserId.Length: > 0 } opening && IsOfErasedUser(opening))
        {
            TakeOut(opening.ConversationId);
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

    // What this transaction has written of it goes as well; where a legal hold keeps it, it is counted like the rest.
    private void TakeOut(string conversationId)
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

        erasures.TakeOutLate(session, _days, conversationId);
        conversations.Forget();
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
