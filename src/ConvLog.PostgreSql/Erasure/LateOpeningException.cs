using ConvLog.Storage;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>
/// A batch contains an opening that names an erased user and began before the erasure. The records before it are written, its conversation is erased
/// (<see cref="Erasures.EraseLateAsync"/>), and the rest is written.
/// </summary>
/// <param name="conversationId">Its conversation.</param>
/// <param name="index">Its index in the batch: the first such opening whose conversation has no tombstone.</param>
internal sealed class LateOpeningException(string conversationId, int index)
    : ConversationStoreException(StoreFault.Refused, "An opening names a user who was erased.")
{
    public string ConversationId => conversationId;

    public int Index => index;
}
