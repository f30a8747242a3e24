using ConvLog.Storage;
using ConvLog.Storage.Contract;

namespace ConvLog;

/// <summary>
/// Erases conversations and end users permanently, manages legal holds, and returns receipts. Registered by <c>AddConvLog</c>. The host controls who may use
/// it.
/// </summary>
/// <remarks>
/// Results contain no personal data. Exceptions of the store are passed on, see <see cref="ConversationStoreException"/>; repeating a request is safe.
/// </remarks>
public sealed class ConversationErasure
{
    // The maximum time for queued records to reach the store, which then ignores those of erased conversations.
    private static readonly TimeSpan s_flushTimeout = TimeSpan.FromSeconds(5);

    private readonly IErasureStore _store;
    private readonly StoreSink? _sink;
    private readonly TimeProvider _time;

    /// <param name="store">The store.</param>
    /// <param name="sink">The host's sink for the store, which may have queued records of erased conversations; null if there is none.</param>
    /// <param name="time">The clock.</param>
    internal ConversationErasure(IErasureStore store, StoreSink? sink, TimeProvider time)
    {
        _store = store;
        _sink = sink;
        _time = time;
    }

    /// <summary>
    /// Erases one conversation permanently, even if it is not stored yet: later records of it are ignored. When the call returns, no one can read the
    /// conversation; <see cref="ErasureReceipt.CleanedAt"/> says when its last byte was removed, in this receipt or later through
    /// <see cref="GetReceiptAsync"/>.
    /// </summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="requestedBy">The name of the requester, for the receipt.</param>
    /// <param name="reason">The reason, for the receipt; must not contain personal data. Null for none.</param>
    /// <param name="cancellationToken">A token to cancel waiting; an erasure that has begun continues.</param>
    /// <exception cref="ArgumentException">A text is null, empty or blank.</exception>
    public ValueTask<ErasureReceipt> EraseConversationAsync(string conversationId, string requestedBy, string? reason = null,
        CancellationToken cancellationToken = default)
        => CarryOutAsync(ErasureRequest.OfConversation(conversationId, requestedBy, _time.GetUtcNow()) with { Reason = reason }, cancellationToken);

    /// <summary>
    /// Erases all conversations of an end user that were opened up to now, including those that reach the store later; otherwise like
    /// <see cref="EraseConversationAsync"/>.
    /// </summary>
    /// <param name="userId">The end user's ID. The receipt contains the pseudonym instead.</param>
    /// <param name="requestedBy">The name of the requester, for the receipt.</param>
    /// <param name="reason">The reason, for the receipt; must not contain personal data. Null for none.</param>
    /// <param name="cancellationToken">A token to cancel waiting; an erasure that has begun continues.</param>
    /// <exception cref="ArgumentException">A text is null, empty or blank.</exception>
    public ValueTask<ErasureReceipt> EraseUserAsync(string userId, string requestedBy, string? reason = null, CancellationToken cancellationToken = default)
        => CarryOutAsync(ErasureRequest.OfUser(userId, requestedBy, _time.GetUtcNow()) with { Reason = reason }, cancellationToken);

    /// <summary>
    /// Carries out a request under its own ID; otherwise like <see cref="EraseConversationAsync"/> and <see cref="EraseUserAsync"/>. A repeated request returns
    /// the same receipt.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">A token to cancel waiting; an erasure that has begun continues.</param>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    public ValueTask<ErasureReceipt> EraseAsync(ErasureRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CarryOutAsync(request, cancellationToken);
    }

    /// <summary>Returns the receipt of an erasure; null if there is none with this ID.</summary>
    /// <param name="id">The ID of the receipt.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="NotSupportedException">The store has no <see cref="StoreCapabilities.Receipts"/>.</exception>
    public ValueTask<ErasureReceipt?> GetReceiptAsync(Guid id, CancellationToken cancellationToken = default)
        => Capability.Of<IReceiptStore>(_store).ReadReceiptAsync(id, cancellationToken);

    /// <summary>
    /// Finds the receipt of the latest erasure that covered a conversation, requested by the conversation's ID or through its user; null if there is none.
    /// </summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ArgumentNullException"><paramref name="conversationId"/> is null.</exception>
    /// <exception cref="NotSupportedException">The store has no <see cref="StoreCapabilities.Receipts"/>.</exception>
    public ValueTask<ErasureReceipt?> FindReceiptAsync(string conversationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return Capability.Of<IReceiptStore>(_store).FindReceiptAsync(conversationId, cancellationToken);
    }

    /// <summary>Lists the receipts, the latest request first.</summary>
    /// <param name="limit">The maximum number of receipts, from 1; default 100.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than 1.</exception>
    /// <exception cref="NotSupportedException">The store has no <see cref="StoreCapabilities.Receipts"/>.</exception>
    public ValueTask<IReadOnlyList<ErasureReceipt>> ListReceiptsAsync(int limit = 100, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return Capability.Of<IReceiptStore>(_store).ListReceiptsAsync(limit, cancellationToken);
    }

    /// <summary>
    /// Places a legal hold on a conversation, which need not exist yet: while it is on hold, it is neither erased nor does it expire. An existing hold is left
    /// unchanged.
    /// </summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="placedBy">The name of the person who places it.</param>
    /// <param name="reason">The reason; must not contain personal data. Null for none.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Whether it was placed; false if the conversation already had a hold.</returns>
    /// <exception cref="ArgumentException">A text is null, empty or blank.</exception>
    /// <exception cref="NotSupportedException">The store has no <see cref="StoreCapabilities.Holds"/>.</exception>
    public ValueTask<bool> PlaceHoldAsync(string conversationId, string placedBy, string? reason = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(conversationId);
        ArgumentException.ThrowIfNullOrWhiteSpace(placedBy);
        var hold = new LegalHold { ConversationId = conversationId, PlacedBy = placedBy, PlacedAt = _time.GetUtcNow(), Reason = reason };
        return Capability.Of<IHoldStore>(_store).PlaceHoldAsync(hold, cancellationToken);
    }

    /// <summary>Releases a legal hold. A pending erasure of the conversation is carried out.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Whether the conversation had a hold.</returns>
    /// <exception cref="ArgumentException"><paramref name="conversationId"/> is null or empty.</exception>
    /// <exception cref="NotSupportedException">The store has no <see cref="StoreCapabilities.Holds"/>.</exception>
    public ValueTask<bool> ReleaseHoldAsync(string conversationId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(conversationId);
        return Capability.Of<IHoldStore>(_store).ReleaseHoldAsync(conversationId, cancellationToken);
    }

    /// <summary>Lists the legal holds, by conversation in ordinal order.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="NotSupportedException">The store has no <see cref="StoreCapabilities.Holds"/>.</exception>
    public ValueTask<IReadOnlyList<LegalHold>> ListHoldsAsync(CancellationToken cancellationToken = default)
        => Capability.Of<IHoldStore>(_store).ListHoldsAsync(cancellationToken);

    private async ValueTask<ErasureReceipt> CarryOutAsync(ErasureRequest request, CancellationToken cancellationToken)
    {
        var receipt = await _store.EraseAsync(request, cancellationToken).ConfigureAwait(false);
        if (_sink is null)
        {
            return receipt;
        }

        try
        {
            using var bound = new CancellationTokenSource(s_flushTimeout, _time);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellationToken);
            await _sink.TryFlushAsync(ended.Token).ConfigureAwait(false);
            return _store is IReceiptStore receipts ? await receipts.ReadReceiptAsync(request.Id, ended.Token).ConfigureAwait(false) ?? receipt : receipt;
        }
        catch (Exception)
        {
            // The data is erased, as the existing receipt says. Queued records will be ignored because of the tombstone when they are written.
            return receipt;
        }
    }
}
