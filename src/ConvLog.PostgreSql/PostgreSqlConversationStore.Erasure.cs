using ConvLog.PostgreSql.Erasure;
using ConvLog.Storage;
using ConvLog.Storage.Relational;

namespace ConvLog.PostgreSql;

/// <content>Erasure and legal holds.</content>
public sealed partial class PostgreSqlConversationStore
{
    private readonly Erasures _erasures;
    private readonly ErasureWatch _erasureWatch;
    private readonly ReceiptReading _receipts;

    /// <inheritdoc/>
    /// <remarks>
    /// "Cleaned" means that rows are deleted and keys destroyed. Until the server has vacuumed, dead rows and its write-ahead log still contain the personal
    /// data, encrypted with the destroyed keys, and the visible data in plain text. A replica contains both until it has caught up.
    /// </remarks>
    public async ValueTask<ErasureReceipt> EraseAsync(ErasureRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await _erasures.BeginAsync(request, cancellationToken).ConfigureAwait(false);
        await _erasures.FinishAsync(cancellationToken).ConfigureAwait(false);
        await _keysStore.ConfirmAsync(cancellationToken).ConfigureAwait(false); // The receipt may be of another host that wrote it without a standby.
        return await _erasures.ReadAsync(request.Id, cancellationToken).ConfigureAwait(false)
            ?? throw new ConversationStoreException(StoreFault.Unavailable,
            "The keys' schema was replaced by an older one while an erasure was written to it. Erase again.");
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
    public async ValueTask<bool> ReleaseHoldAsync(string conversationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        bool wasHeld = await _erasures.ReleaseAsync(conversationId, cancellationToken).ConfigureAwait(false);
        if (wasHeld)
        {
            await _erasures.FinishAsync(cancellationToken).ConfigureAwait(false);
        }

        return wasHeld;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<LegalHold>> ListHoldsAsync(CancellationToken cancellationToken = default)
        => await _database.WriteAsync(static (session, token) => session.ListAsync(HoldTable.All, token), cancellationToken)
            .ConfigureAwait(false); // A replica may lag.

    /// <summary>Finishes all pending erasures. The background task does the same.</summary>
    internal ValueTask FinishErasuresAsync(CancellationToken cancellationToken = default) => _erasures.FinishAsync(cancellationToken);
}
