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

    public ValueTask<ConversationFacets> CountFacetsAsync(ConversationQuery query, bool withPii, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<string>> ListAgentsAsync(ConversationScope scope, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<StoredUserPage> ListUsersAsync(UserQuery query, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<StoredSearch> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<ConversationStatistics> ReadStatisticsAsync(StatisticsQuery query, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<ErrorMessages> ReadErrorMessagesAsync(StatisticsQuery query, int most, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<CallStatistics> ReadCallStatisticsAsync(CallQuery query, bool withPii, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<CallDetails> ReadCallDetailsAsync(CallQuery query, bool withPii, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public virtual ValueTask<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<ErasureReceipt> EraseAsync(ErasureRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<ErasureReceipt?> ReadReceiptAsync(Guid id, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<ErasureReceipt>> ListReceiptsAsync(int limit, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<bool> PlaceHoldAsync(LegalHold hold, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<bool> ReleaseHoldAsync(string conversationId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<LegalHold>> ListHoldsAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<RetentionPreview> PreviewRetentionAsync(RetentionCut cut, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<RetentionBatch> ApplyRetentionAsync(RetentionCut cut, int batchSize, string? after = null, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<bool> ReclaimSpaceAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask SaveRetentionRunAsync(RetentionRun run, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<RetentionRun>> ReadRetentionRunsAsync(int limit, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<ArrivalPage> ReadArrivalsAsync(string? after, int limit, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<string> FindArrivalsAsync(DateTimeOffset since, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask WaitForArrivalAsync(string after, TimeSpan longest, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask WriteAccessAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<AccessPage> ReadAccessAsync(AccessQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
