using ConvLog.Storage;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>
/// A batch holds an opening that names a user who was erased, and that began up to then. What stands before it in the batch is written, its conversation taken
/// out (<see cref="Erasures.TakeOutLateAsync"/>), and the rest written.
/// </summary>
/// <param name="index">Where in the batch it is: the first of its kind whose conversation has no tombstone.</param>
internal sealed class LateOpeningException(int index) : ConversationStoreException(StoreFault.Refused, "An opening names a user who was erased.")
{
    public int Index => index;
}
