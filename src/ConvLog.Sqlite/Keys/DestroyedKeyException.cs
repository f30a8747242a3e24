using ConvLog.Storage;

namespace ConvLog.Sqlite.Keys;

/// <summary>
/// A record was written to a conversation whose key was destroyed: the data is an old backup, and the conversation's personal data has expired since. The
/// conversation is purged, and the write is then repeated.
/// </summary>
/// <param name="conversation">The conversation's number.</param>
/// <param name="at">When its key was destroyed, in ticks.</param>
internal sealed class DestroyedKeyException(long conversation, long at)
    : ConversationStoreException(StoreFault.Refused, "The key of a conversation that is written to was destroyed.")
{
    public long Conversation => conversation;

    public long At => at;
}
