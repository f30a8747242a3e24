using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Tests.Support;

/// <summary>A store for tests that only write. Members that are not overridden throw.</summary>
internal abstract class WriteOnlyStore : IConversationStore
{
    public abstract ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default);

    public virtual ValueTask<StoredConversation?> ReadAsync(
        string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<StoredSummary?> ReadSummaryAsync(
        string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<StoredLogPage> ReadLogAsync(LogQuery query, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<StoredPage> ListAsync(
        ConversationQuery query, bool withPii, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<string>> ListAgentsAsync(ConversationScope scope, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<StoredSearch> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public virtual ValueTask<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<ErasureReceipt> EraseAsync(ErasureRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<RetentionPreview> PreviewRetentionAsync(RetentionCut cut, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<RetentionBatch> ApplyRetentionAsync(RetentionCut cut, int batchSize, string? after = null, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask WriteAccessAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<AccessPage> ReadAccessAsync(AccessQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
