using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Erasure;

namespace ConvLog.Sqlite.Writing;

/// <summary>The conversations that a transaction writes to.</summary>
/// <param name="session">The connection, in the transaction.</param>
/// <param name="conversations">The numbers known from earlier transactions.</param>
internal sealed class BatchConversations(Session session, KnownConversations conversations)
{
    private const string AnyConversation = "SELECT 1 FROM conversation WHERE no = ?1 AND id = ?2";

    private readonly Dictionary<string, ConversationChange> _changes = new(StringComparer.Ordinal);

    // Conversations that were written to before their erasure was found, and that a legal hold protects. They are counted like the others.
    private readonly List<ConversationChange> _held = [];

    private string? _lastId;
    private ConversationChange? _lastChange;

    /// <summary>Those to which something was written, and not only refused.</summary>
    public IEnumerable<ConversationChange> Written => _changes.Values.Where(static change => change.IsWritten).Concat(_held);

    /// <summary>Those of which everything was refused.</summary>
    public IEnumerable<ConversationChange> NotWritten => _changes.Values.Where(static change => !change.IsWritten);

    /// <summary>A conversation; null if it was erased, and must not be written to.</summary>
    public ConversationChange? Find(string conversationId)
    {
        if (ReferenceEquals(_lastId, conversationId))
        {
            return _lastChange;
        }

        if (!_changes.TryGetValue(conversationId, out var change) && conversations.Find(session, conversationId) is { } known)
        {
            _changes[conversationId] = change = new ConversationChange(known);
        }

        (_lastId, _lastChange) = (conversationId, change);
        return change;
    }

    /// <summary>Writes the missing rows of all.</summary>
    public void PutRows()
    {
        foreach (var change in _changes.Values)
        {
            change.PutRow(session);
        }
    }

    /// <summary>Removes the conversations that were erased in this transaction. All numbers must be looked up again.</summary>
    public void RemoveErased()
    {
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
