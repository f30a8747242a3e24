namespace ConvLog.Storage;

/// <summary>Erases data permanently. A part of <see cref="IConversationStore"/>.</summary>
/// <remarks>
/// <para>
/// An erased conversation leaves a tombstone: later records of it are ignored. The erasure of an end user covers every conversation that began up to
/// <see cref="ErasureRequest.RequestedAt"/> and of which any opening ever named the user, and leaves the same tombstones. An opening that reaches the store
/// later, names the user and began up to that time creates a tombstone for its conversation on arrival: stored records of the conversation are deleted, and no
/// receipt counts it.
/// </para>
/// <para>
/// A conversation opened after that time is a new one. Its user has a new pseudonym, unless other conversations with personal data of the user remain; those
/// that are to be erased and on hold do not count.
/// </para>
/// <para>Two erasures of one held conversation both report it, and both count it when it is finally erased.</para>
/// </remarks>
public interface IErasureStore
{
    /// <summary>
    /// Erases data permanently. When the call returns, no process can read the erased data; the receipt says whether all of it has also been removed from the
    /// store's files, or the clean-up is still in progress. Conversations on hold are reported, show no personal data to any reader, accept no further records,
    /// and are erased when the hold is released.
    /// </summary>
    /// <param name="request">The request. A repeated request continues the erasure and returns its receipt.</param>
    /// <param name="cancellationToken">A token to cancel waiting; an erasure that has begun continues.</param>
    ValueTask<ErasureReceipt> EraseAsync(ErasureRequest request, CancellationToken cancellationToken = default);
}
