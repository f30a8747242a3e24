namespace ConvLog.Storage;

/// <summary>Permanent erasure, and legal holds. A part of <see cref="IConversationStore"/>.</summary>
/// <remarks>
/// <para>
/// An erased conversation leaves a tombstone: later records of it are ignored. An end user's erasure takes every conversation that began up to
/// <see cref="ErasureRequest.RequestedAt"/> and of which any opening ever named the user, and leaves tombstones of the same kind. An opening that reaches the
/// store later, names the user and began up to that time puts one on its conversation as it arrives: stored records of it are removed, and no receipt counts
/// it.
/// </para>
/// <para>
/// A conversation opened after that time is a new one. Its user has a new pseudonym, unless other conversations with personal data of the user are left; one
/// that is to be erased and held is not counted among those.
/// </para>
/// <para>Two erasures of one held conversation both report it, and both count it when it is erased at last.</para>
/// </remarks>
public interface IErasureStore
{
    /// <summary>
    /// Erases. When it returns, nobody can read what was erased, in no process; the receipt says whether no byte of it is left in the store's files either, or
    /// that is still under way. What a legal hold keeps is reported, shows no personal data to any reader, takes in nothing more, and is erased when the hold
    /// is released.
    /// </summary>
    /// <param name="request">The request. The same request again continues the erasure and returns its receipt.</param>
    /// <param name="cancellationToken">Ends the wait; an erasure that has begun continues.</param>
    ValueTask<ErasureReceipt> EraseAsync(ErasureRequest request, CancellationToken cancellationToken = default);

    /// <summary>What became of an erasure; null where there was none of this id.</summary>
    /// <param name="id">The request's id.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<ErasureReceipt?> ReadReceiptAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>
    /// The receipt of the latest erasure that took a conversation or was asked to, by its id or with its user; null where there was none. By default it looks
    /// through the latest 10,000 receipts for its id; a store that knows what an erasure of a user took answers for those, too.
    /// </summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    async ValueTask<ErasureReceipt?> FindReceiptAsync(string conversationId, CancellationToken cancellationToken = default)
        => (await ListReceiptsAsync(10_000, cancellationToken).ConfigureAwait(false))
            .FirstOrDefault(receipt => string.Equals(receipt.ConversationId, conversationId, StringComparison.Ordinal));

    /// <summary>The receipts, the latest request first.</summary>
    /// <param name="limit">At most so many, from 1.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<IReadOnlyList<ErasureReceipt>> ListReceiptsAsync(int limit, CancellationToken cancellationToken = default);

    /// <summary>Places a legal hold. One that is there stays as it is.</summary>
    /// <param name="hold">The hold.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Whether it was placed; false where there was one.</returns>
    ValueTask<bool> PlaceHoldAsync(LegalHold hold, CancellationToken cancellationToken = default);

    /// <summary>Releases a legal hold. An erasure that waited for it is carried out.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Whether there was one.</returns>
    ValueTask<bool> ReleaseHoldAsync(string conversationId, CancellationToken cancellationToken = default);

    /// <summary>The legal holds, by conversation in ordinal order.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<IReadOnlyList<LegalHold>> ListHoldsAsync(CancellationToken cancellationToken = default);
}
