using ConvLog.Sqlite.Erasure;
using ConvLog.Storage;
using ConvLog.Storage.Relational;

namespace ConvLog.Sqlite;

/// <content>Erasure and legal holds.</content>
public sealed partial class SqliteConversationStore
{
    // Merging a large index takes longer: the receipt then says that the clean-up is in progress.
    private static readonly TimeSpan s_longestCleanUp = TimeSpan.FromSeconds(5);

    private readonly Removals _removals;
    private readonly Erasures _erasures;
    private readonly CleanUp _cleanUp;

    /// <inheritdoc/>
    /// <remarks>
    /// Waits for the clean-up for 5 seconds at most. The clean-up deletes rows, merges the text index, returns free pages to the disk and empties the logs;
    /// other processes that read at that time may delay it.
    /// </remarks>
    public async ValueTask<ErasureReceipt> EraseAsync(ErasureRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        _database.EnsureWritable();
        await _erasures.BeginAsync(request, cancellationToken).ConfigureAwait(false);
        await _erasures.FinishAsync(cancellationToken).ConfigureAwait(false);
        await _cleanUp.WaitAsync(s_longestCleanUp, cancellationToken).ConfigureAwait(false);
        return _erasures.Read(request.Id)
            ?? throw new ConversationStoreException(StoreFault.Unavailable,
            "The keys file was replaced by an older one while an erasure was written to it. Erase again.");
    }

    /// <inheritdoc/>
    public async ValueTask<ErasureReceipt?> ReadReceiptAsync(Guid id, CancellationToken cancellationToken = default)
        => await FinishedAsync(_erasures.Read(id), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<ErasureReceipt?> FindReceiptAsync(string conversationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return await FinishedAsync(_erasures.Find(conversationId), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ErasureReceipt>> ListReceiptsAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var receipts = _erasures.Latest(limit);
        if (_database.Options.ReadOnly || receipts.TrueForAll(static receipt => receipt.UnreadableAt != default))
        {
            return receipts;
        }

        await _erasures.FinishAsync(cancellationToken).ConfigureAwait(false);
        return _erasures.Latest(limit);
    }

    /// <inheritdoc/>
    public ValueTask<bool> PlaceHoldAsync(LegalHold hold, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(hold);
        return _erasures.PlaceAsync(hold, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> ReleaseHoldAsync(string conversationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        bool wasHeld = await _erasures.ReleaseAsync(conversationId, cancellationToken).ConfigureAwait(false);
        if (wasHeld)
        {
            await _erasures.FinishAsync(cancellationToken).ConfigureAwait(false);
            await _cleanUp.WaitAsync(s_longestCleanUp, cancellationToken).ConfigureAwait(false);
        }

        return wasHeld;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LegalHold>> ListHoldsAsync(CancellationToken cancellationToken = default)
        => new(_database.Read(static session => session.List(HoldTable.All)));

    /// <summary>Completes pending deletions, and empties the logs. The background task does the same.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Whether all work is completed.</returns>
    internal Task<bool> CleanUpAsync(CancellationToken cancellationToken = default) => _cleanUp.TryAsync(emptiesLogs: true, cancellationToken);

    // A receipt counts the removed records, so the remaining removals of its erasure are completed first.
    private async ValueTask<ErasureReceipt?> FinishedAsync(ErasureReceipt? receipt, CancellationToken cancellationToken)
    {
        if (receipt is null || receipt.UnreadableAt != default || _database.Options.ReadOnly)
        {
            return receipt;
        }

        await _erasures.FinishAsync(cancellationToken).ConfigureAwait(false);
        return _erasures.Read(receipt.Id);
    }
}
