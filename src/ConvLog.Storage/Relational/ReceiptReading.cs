namespace ConvLog.Storage.Relational;

/// <summary>Reads the receipts of erasures. A receipt states what was deleted, so the pending part of its erasure is finished first.</summary>
/// <param name="erasures">The erasures.</param>
/// <param name="isReadOnly">Whether the store was opened read-only, so that it cannot finish an erasure.</param>
internal sealed class ReceiptReading(IErasures erasures, bool isReadOnly = false)
{
    public async ValueTask<ErasureReceipt?> ReadAsync(Guid id, CancellationToken cancellationToken)
        => await FinishedAsync(await erasures.ReadAsync(id, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    public async ValueTask<ErasureReceipt?> FindAsync(string conversationId, CancellationToken cancellationToken)
        => await FinishedAsync(await erasures.FindAsync(conversationId, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>The latest receipts.</summary>
    public async ValueTask<IReadOnlyList<ErasureReceipt>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        var receipts = await erasures.LatestAsync(limit, cancellationToken).ConfigureAwait(false);
        if (receipts.TrueForAll(IsFinal))
        {
            return receipts;
        }

        await erasures.FinishAsync(cancellationToken).ConfigureAwait(false);
        return await erasures.LatestAsync(limit, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ErasureReceipt?> FinishedAsync(ErasureReceipt? receipt, CancellationToken cancellationToken)
    {
        if (receipt is null || IsFinal(receipt))
        {
            return receipt;
        }

        await erasures.FinishAsync(cancellationToken).ConfigureAwait(false);
        return await erasures.ReadAsync(receipt.Id, cancellationToken).ConfigureAwait(false);
    }

    private bool IsFinal(ErasureReceipt receipt) => isReadOnly || receipt.UnreadableAt != default;
}
