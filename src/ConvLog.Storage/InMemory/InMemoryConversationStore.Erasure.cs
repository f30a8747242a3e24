using ConvLog.Storage.InMemory;
using ConvLog.Storage.Retention;

namespace ConvLog.Storage;

/// <content>Erasure, legal holds, retention and the access log.</content>
public sealed partial class InMemoryConversationStore
{
    private readonly InMemoryErasure _erasure;
    private readonly InMemoryRetention _retention;
    private readonly InMemoryAccessLog _accesses;
    private readonly RunHistory _runs = new();

    /// <inheritdoc/>
    public ValueTask<ErasureReceipt> EraseAsync(ErasureRequest request, CancellationToken cancellationToken = default)
        => _erasure.EraseAsync(request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ErasureReceipt?> ReadReceiptAsync(Guid id, CancellationToken cancellationToken = default)
        => _erasure.ReadReceiptAsync(id, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ErasureReceipt?> FindReceiptAsync(string conversationId, CancellationToken cancellationToken = default)
        => _erasure.FindReceiptAsync(conversationId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ErasureReceipt>> ListReceiptsAsync(int limit, CancellationToken cancellationToken = default)
        => _erasure.ListReceiptsAsync(limit, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> PlaceHoldAsync(LegalHold hold, CancellationToken cancellationToken = default)
        => _erasure.PlaceHoldAsync(hold, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> ReleaseHoldAsync(string conversationId, CancellationToken cancellationToken = default)
        => _erasure.ReleaseHoldAsync(conversationId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LegalHold>> ListHoldsAsync(CancellationToken cancellationToken = default)
        => _erasure.ListHoldsAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RetentionPreview> PreviewRetentionAsync(RetentionCut cut, CancellationToken cancellationToken = default)
        => _retention.PreviewRetentionAsync(cut, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RetentionBatch> ApplyRetentionAsync(RetentionCut cut, int batchSize, string? after = null, CancellationToken cancellationToken = default)
        => _retention.ApplyRetentionAsync(cut, batchSize, after, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> ReclaimSpaceAsync(CancellationToken cancellationToken = default) => new(true);

    /// <inheritdoc/>
    public ValueTask SaveRetentionRunAsync(RetentionRun run, CancellationToken cancellationToken = default)
        => _runs.SaveRetentionRunAsync(run, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RetentionRun>> ReadRetentionRunsAsync(int limit, CancellationToken cancellationToken = default)
        => _runs.ReadRetentionRunsAsync(limit, cancellationToken);

    /// <inheritdoc/>
    public ValueTask WriteAccessAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken = default)
        => _accesses.WriteAccessAsync(accesses, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<AccessPage> ReadAccessAsync(AccessQuery query, CancellationToken cancellationToken = default)
        => _accesses.ReadAccessAsync(query, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<AccessVerification> VerifyAccessAsync(AccessChainHead? noted = null, CancellationToken cancellationToken = default)
        => _accesses.VerifyAccessAsync(noted, cancellationToken);
}
