namespace ConvLog.StoreContract;

/// <summary>A store without any capability: it has the members that every store has, and those of another store answer.</summary>
public sealed class CoreStore(IConversationStore inner) : IConversationStore
{
    public ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default)
        => inner.WriteAsync(records, cancellationToken);

    public ValueTask<StoredConversation?> ReadAsync(
        string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        => inner.ReadAsync(conversationId, personal, cancellationToken);

    public ValueTask<StoredSummary?> ReadSummaryAsync(
        string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        => inner.ReadSummaryAsync(conversationId, personal, cancellationToken);

    public ValueTask<StoredLogPage> ReadLogAsync(LogQuery query, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        => inner.ReadLogAsync(query, personal, cancellationToken);

    public ValueTask<StoredPage> ListAsync(
        ConversationQuery query, bool withPii, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        => inner.ListAsync(query, withPii, personal, cancellationToken);

    public ValueTask<IReadOnlyList<string>> ListAgentsAsync(ConversationScope scope, CancellationToken cancellationToken = default)
        => inner.ListAgentsAsync(scope, cancellationToken);

    public ValueTask<StoredSearch> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default) => inner.SearchAsync(query, cancellationToken);

    public ValueTask<ErasureReceipt> EraseAsync(ErasureRequest request, CancellationToken cancellationToken = default)
        => inner.EraseAsync(request, cancellationToken);

    public ValueTask<RetentionPreview> PreviewRetentionAsync(RetentionCut cut, CancellationToken cancellationToken = default)
        => inner.PreviewRetentionAsync(cut, cancellationToken);

    public ValueTask<RetentionBatch> ApplyRetentionAsync(
        RetentionCut cut, int batchSize, string? after = null, CancellationToken cancellationToken = default)
        => inner.ApplyRetentionAsync(cut, batchSize, after, cancellationToken);

    public ValueTask WriteAccessAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken = default)
        => inner.WriteAccessAsync(accesses, cancellationToken);

    public ValueTask<AccessPage> ReadAccessAsync(AccessQuery query, CancellationToken cancellationToken = default)
        => inner.ReadAccessAsync(query, cancellationToken);

    public ValueTask<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken = default) => inner.CheckHealthAsync(cancellationToken);
}
