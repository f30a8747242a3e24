namespace ConvLog.Storage;

/// <summary>Erases data permanently, and manages legal holds. A part of <see cref="IConversationStore"/>.</summary>
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

    /// <summary>Reads the receipt of an erasure; null if there is no request with this ID.</summary>
    /// <param name="id">The request's id.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<ErasureReceipt?> ReadReceiptAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds the receipt of the latest erasure that covered a conversation, whether it is erased or on hold, requested by the conversation's ID or through its
    /// user; null if there is none. The default implementation searches the latest 10,000 receipts by conversation ID; a store that records which conversations
    /// the erasure of a user covered also finds those.
    /// </summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    async ValueTask<ErasureReceipt?> FindReceiptAsync(string conversationId, CancellationToken cancellationToken = default)
        => (await ListReceiptsAsync(10_000, cancellationToken).ConfigureAwait(false))
            .FirstOrDefault(receipt => string.Equals(receipt.ConversationId, conversationId, StringComparison.Ordinal));

    /// <summary>Lists the receipts, the latest request first.</summary>
    /// <param name="limit">The maximum number of receipts, from 1.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<IReadOnlyList<ErasureReceipt>> ListReceiptsAsync(int limit, CancellationToken cancellationToken = default);

    /// <summary>Places a legal hold. An existing hold is left unchanged.</summary>
    /// <param name="hold">The hold.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Whether it was placed; false if the conversation already had a hold.</returns>
    ValueTask<bool> PlaceHoldAsync(LegalHold hold, CancellationToken cancellationToken = default);

    /// <summary>Releases a legal hold. A pending erasure of the conversation is carried out.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Whether the conversation had a hold.</returns>
    ValueTask<bool> ReleaseHoldAsync(string conversationId, CancellationToken cancellationToken = default);

    /// <summary>Lists the legal holds, by conversation in ordinal order.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<IReadOnlyList<LegalHold>> ListHoldsAsync(CancellationToken cancellationToken = default);
}
