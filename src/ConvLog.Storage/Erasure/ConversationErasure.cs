using ConvLog.Storage;

namespace ConvLog;

/// <summary>
/// Erases conversations and end users permanently, places legal holds, and returns receipts. Registered by <c>AddConvLog</c>. The host decides who may do so.
/// </summary>
/// <remarks>
/// What it returns holds nothing personal. What the store throws passes through: see <see cref="ConversationStoreException"/>; asking again is safe.
/// </remarks>
public sealed class ConversationErasure
{
    // How long what waits in the sink may take to reach the store, which then passes over what is erased.
    private static readonly TimeSpan s_flushTimeout = TimeSpan.FromSeconds(5);

    private readonly IErasureStore _store;
    private readonly StoreSink? _sink;
    private readonly TimeProvider _time;

    /// <param name="store">The store.</param>
    /// <param name="sink">The host's way into it, in which something of the erased may wait; null where there is none.</param>
    /// <param name="time">The clock.</param>
    internal ConversationErasure(IErasureStore store, StoreSink? sink, TimeProvider time)
    {
        _store = store;
        _sink = sink;
        _time = time;
    }

    /// <summary>
    /// Erases one conversation, also one that is not stored yet: later records of it are ignored. When it returns, no one can read the conversation;
    /// <see cref="ErasureReceipt.CleanedAt"/> says when its last byte was removed, now or later by <see cref="GetReceiptAsync"/>.
    /// </summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="requestedBy">Who asks for it, for the receipt.</param>
    /// <param name="reason">Why, for the receipt; nothing personal belongs here. Null where not told.</param>
    /// <param name="cancellationToken">Ends the wait; an erasure that has begun continues.</param>
    /// <exception cref="ArgumentException">A text is null, empty or blank.</exception>
    public ValueTask<ErasureReceipt> EraseConversationAsync(string conversationId, string requestedBy, string? reason = null,
        CancellationToken cancellationToken = default)
        => CarryOutAsync(ErasureRequest.OfConversation(conversationId, requestedBy, _time.GetUtcNow()) with { Reason = reason }, cancellationToken);

    /// <summary>
    /// Erases all conversations of an end user that were opened up to now, also those that reach the store later; otherwise as
    /// <see cref="EraseConversationAsync"/>.
    /// </summary>
    /// <param name="userId">The end user's id. The receipt has the pseudonym in its place.</param>
    /// <param name="requestedBy">Who asks for it, for the receipt.</param>
    /// <param name="reason">Why, for the receipt; nothing personal belongs here. Null where not told.</param>
    /// <param name="cancellationToken">Ends the wait; an erasure that has begun continues.</param>
    /// <exception cref="ArgumentException">A text is null, empty or blank.</exception>
    public ValueTask<ErasureReceipt> EraseUserAsync(string userId, string requestedBy, string? reason = null, CancellationToken cancellationToken = default)
        => CarryOutAsync(ErasureRequest.OfUser(userId, requestedBy, _time.GetUtcNow()) with { Reason = reason }, cancellationToken);

    /// <summary>
    /// Erases what a request asks for, under the id that it has; otherwise as <see cref="EraseConversationAsync"/> and <see cref="EraseUserAsync"/>. The same
    /// request again returns the same receipt.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the wait; an erasure that has begun continues.</param>
    public ValueTask<ErasureReceipt> EraseAsync(ErasureRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CarryOutAsync(request, cancellationToken);
    }

    /// <summary>What became of an erasure; null where there was none of this id.</summary>
    /// <param name="id">The receipt's id.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ValueTask<ErasureReceipt?> GetReceiptAsync(Guid id, CancellationToken cancellationToken = default) => _store.ReadReceiptAsync(id, cancellationToken);

    /// <summary>The receipt of the latest erasure that took a conversation or was asked to, by its id or with its user; null where there was none.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ValueTask<ErasureReceipt?> FindReceiptAsync(string conversationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return _store.FindReceiptAsync(conversationId, cancellationToken);
    }

    /// <summary>The receipts, the latest request first.</summary>
    /// <param name="limit">At most so many, from 1; default 100.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ValueTask<IReadOnlyList<ErasureReceipt>> ListReceiptsAsync(int limit = 100, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _store.ListReceiptsAsync(limit, cancellationToken);
    }

    /// <summary>
    /// Places a legal hold on a conversation, which need not be there yet: it is neither erased nor does it expire while the hold stands. One that stands
    /// already stays as it is.
    /// </summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="placedBy">Who places it.</param>
    /// <param name="reason">Why; nothing personal belongs here. Null where not told.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Whether it was placed; false where there was one.</returns>
    /// <exception cref="ArgumentException">A text is null, empty or blank.</exception>
    public ValueTask<bool> PlaceHoldAsync(string conversationId, string placedBy, string? reason = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(conversationId);
        ArgumentException.ThrowIfNullOrWhiteSpace(placedBy);
        return _store.PlaceHoldAsync(new LegalHold { ConversationId = conversationId, PlacedBy = placedBy, PlacedAt = _time.GetUtcNow(), Reason = reason },
            cancellationToken);
    }

    /// <summary>Releases a legal hold. An erasure that waited for it is carried out.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ArgumentException"><paramref name="conversationId"/> is null or empty.</exception>
    public ValueTask<bool> ReleaseHoldAsync(string conversationId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(conversationId);
        return _store.ReleaseHoldAsync(conversationId, cancellationToken);
    }

    /// <summary>The legal holds, by conversation in ordinal order.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ValueTask<IReadOnlyList<LegalHold>> ListHoldsAsync(CancellationToken cancellationToken = default) => _store.ListHoldsAsync(cancellationToken);

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
            return await _store.ReadReceiptAsync(request.Id, ended.Token).ConfigureAwait(false) ?? receipt;
        }
        catch (Exception)
        {
            // It is erased, which the receipt that is there says. What still waits in the queue meets the tombstone whenever it is written.
            return receipt;
        }
    }
}
