using ConvLog.PostgreSql.Retention;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Keys;

/// <summary>
/// The key of a conversation to be written was destroyed: the data was restored from an old backup, and its personal data has expired since. The conversation
/// is purged (<see cref="PersonalPurge.ApplyDestroyedAsync"/>), and then written.
/// </summary>
/// <param name="conversation">The conversation's number.</param>
/// <param name="day">Its day.</param>
/// <param name="at">When its key was destroyed, in ticks.</param>
internal sealed class DestroyedKeyException(long conversation, int day, long at)
    : ConversationStoreException(StoreFault.Refused, "The key of a conversation that is written to was destroyed.")
{
    public long Conversation => conversation;

    public int Day => day;

    public long At => at;
}
