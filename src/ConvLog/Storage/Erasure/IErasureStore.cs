namespace ConvLog.Storage;

/// <summary>Erasing for good, and legal holds. A part of <see cref="IConversationStore"/>.</summary>
/// <remarks>
/// An erased conversation leaves a tombstone: what is written of it later is passed over in silence. A user's erasure does the same with conversations that were opened up to
/// <see cref="ErasureRequest.RequestedAt"/>; one opened later is a new one, and its user gets a new pseudonym.
/// </remarks>
public interface IErasureStore
{
    /// <summary>
    /// Erases. When it returns, nobody can read what was erased, in no process; the receipt says whether no byte of it is left in the store's files either, or that is still
    /// under way. What a legal hold keeps is reported, shows no personal data to any reader, takes in nothing more, and is erased when the hold is released.
    /// </summary>
    /// <param name="request">What. The same request again goes on with it and gives its receipt.</param>
    /// <param name="cancellationToken">Ends the wait; an erasure that has begun goes on.</param>
    ValueTask<ErasureReceipt> EraseAsync(ErasureRequest request, CancellationToken cancellationToken = default);

    /// <summary>What became of an erasure; null where there was none of this id.</summary>
    /// <param name="id">The request's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<ErasureReceipt?> ReadReceiptAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>The receipts, the latest request first.</summary>
    /// <param name="limit">At most so many, from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<ErasureReceipt>> ListReceiptsAsync(int limit, CancellationToken cancellationToken = default);

    /// <summary>Places a legal hold. One that is there stays as it is.</summary>
    /// <param name="hold">The hold.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was placed; false where there was one.</returns>
    ValueTask<bool> PlaceHoldAsync(LegalHold hold, CancellationToken cancellationToken = default);

    /// <summary>Releases a legal hold. An erasure that waited for it is carried out.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether there was one.</returns>
    ValueTask<bool> ReleaseHoldAsync(string conversationId, CancellationToken cancellationToken = default);

    /// <summary>The legal holds, by conversation in ordinal order.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<LegalHold>> ListHoldsAsync(CancellationToken cancellationToken = default);
}
