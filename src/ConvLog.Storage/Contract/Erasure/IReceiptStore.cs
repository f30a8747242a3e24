namespace ConvLog.Storage;

/// <summary>Keeps the receipts of erasures. A capability of a store, see <see cref="StoreCapabilities.Receipts"/>.</summary>
public interface IReceiptStore
{
    /// <summary>Reads the receipt of an erasure; null if there is no request with this ID.</summary>
    /// <param name="id">The request's id.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<ErasureReceipt?> ReadReceiptAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds the receipt of the latest erasure that covered a conversation, whether it is erased or on hold, requested by the conversation's ID or through its
    /// user; null if there is none.
    /// </summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<ErasureReceipt?> FindReceiptAsync(string conversationId, CancellationToken cancellationToken = default);

    /// <summary>Lists the receipts, the latest request first.</summary>
    /// <param name="limit">The maximum number of receipts, from 1.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<IReadOnlyList<ErasureReceipt>> ListReceiptsAsync(int limit, CancellationToken cancellationToken = default);
}
