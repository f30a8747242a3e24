using ConvLog.Storage;

namespace ConvLog.Sqlite.Keys;

/// <summary>
/// A conversation is written to whose key was destroyed: the data is an old backup, and what was personal of it has expired since. It is purged, and then
/// written to.
/// </summary>
/// <param name="conversation">The conversation's number.</param>
/// <param name="at">When its key was destroyed, in ticks.</param>
internal sealed class DestroyedKeyException(long conversation, long at)
    : ConversationStoreException(StoreFault.Refused, "The key of a conversation that is written to was destroyed.")
{
    public long Conversation => conversation;

    public long At => at;
}
