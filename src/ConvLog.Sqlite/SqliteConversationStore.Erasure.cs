using ConvLog.Sqlite.Erasure;
using ConvLog.Storage;
using ConvLog.Storage.Relational;

namespace ConvLog.Sqlite;

/// <content>Erasure and legal holds.</content>
public sealed partial class SqliteConversationStore
{
    private readonly Erasures _erasures;
    private readonly CleanUp _cleanUp;
    private readonly ErasureRequests _requests;
    private readonly ReceiptReading _receipts;

    /// <inheritdoc/>
    /// <remarks>
    /// Waits for the clean-up for 5 seconds at most. The clean-up deletes rows, merges the text index, returns free pages to the disk and empties the logs;
    /// other processes that read at that time may delay it.
    /// </remarks>
    public ValueTask<ErasureReceipt> EraseAsync(ErasureRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _requests.EraseAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<ErasureReceipt?> ReadReceiptAsync(Guid id, CancellationToken cancellationToken = default) => _receipts.ReadAsync(id, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ErasureReceipt?> FindReceiptAsync(string conversationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return _receipts.FindAsync(conversationId, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ErasureReceipt>> ListReceiptsAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _receipts.ListAsync(limit, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> PlaceHoldAsync(LegalHold hold, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(hold);
        return _erasures.PlaceAsync(hold, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> ReleaseHoldAsync(string conversationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return _requests.ReleaseAsync(conversationId, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LegalHold>> ListHoldsAsync(CancellationToken cancellationToken = default)
        => new(_database.Read(static session => session.List(HoldTable.All)));

    /// <summary>Completes pending deletions, and empties the logs. The background task does the same.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Whether all work is completed.</returns>
    internal Task<bool> CleanUpAsync(CancellationToken cancellationToken = default) => _cleanUp.TryAsync(emptiesLogs: true, cancellationToken);
}
