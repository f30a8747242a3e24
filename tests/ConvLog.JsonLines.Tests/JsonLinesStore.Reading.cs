namespace ConvLog.JsonLines.Tests;

/// <content>Reads: the store in memory answers them.</content>
public sealed partial class JsonLinesStore
{
    public ValueTask<StoredConversation?> ReadAsync(
        string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        => _memory.ReadAsync(conversationId, personal, cancellationToken);

    public ValueTask<StoredSummary?> ReadSummaryAsync(
        string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        => _memory.ReadSummaryAsync(conversationId, personal, cancellationToken);

    public ValueTask<StoredLogPage> ReadLogAsync(LogQuery query, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        => _memory.ReadLogAsync(query, personal, cancellationToken);

    public ValueTask<StoredPage> ListAsync(
        ConversationQuery query, bool withPii, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        => _memory.ListAsync(query, withPii, personal, cancellationToken);

    public ValueTask<NamedConversation?> FindLoggedAsync(ConversationQuery query, string id, CancellationToken cancellationToken = default)
        => _memory.FindLoggedAsync(query, id, cancellationToken);

    public ValueTask<IReadOnlyList<FirstProblem>> ReadFirstProblemsAsync(IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
        => _memory.ReadFirstProblemsAsync(conversationIds, cancellationToken);

    public ValueTask<IReadOnlyList<LastAnswer>> ReadLastAnswersAsync(IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
        => _memory.ReadLastAnswersAsync(conversationIds, cancellationToken);

    public ValueTask<T> ReadSnapshotAsync<T>(
        ConversationQuery query, bool withPii, Func<IConversationLists, ValueTask<T>> read, CancellationToken cancellationToken = default)
        => _memory.ReadSnapshotAsync(query, withPii, read, cancellationToken);

    public ValueTask<ConversationFacets> CountFacetsAsync(ConversationQuery query, bool withPii, CancellationToken cancellationToken = default)
        => _memory.CountFacetsAsync(query, withPii, cancellationToken);

    public ValueTask<IReadOnlyList<string>> ListAgentsAsync(ConversationScope scope, CancellationToken cancellationToken = default)
        => _memory.ListAgentsAsync(scope, cancellationToken);

    public ValueTask<StoredUserPage> ListUsersAsync(UserQuery query, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        => _memory.ListUsersAsync(query, personal, cancellationToken);

    public ValueTask<StoredSearch> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default)
        => _memory.SearchAsync(query, cancellationToken);

    public ValueTask<ConversationStatistics> ReadStatisticsAsync(StatisticsQuery query, CancellationToken cancellationToken = default)
        => _memory.ReadStatisticsAsync(query, cancellationToken);

    public ValueTask<ErrorMessages> ReadErrorMessagesAsync(StatisticsQuery query, int most, CancellationToken cancellationToken = default)
        => _memory.ReadErrorMessagesAsync(query, most, cancellationToken);

    public ValueTask<IReadOnlyDictionary<ProblemKinds, long>> CountProblemsAsync(
        ConversationQuery query, bool withPii, CancellationToken cancellationToken = default)
        => _memory.CountProblemsAsync(query, withPii, cancellationToken);

    public ValueTask<CallStatistics> ReadCallStatisticsAsync(CallQuery query, bool withPii, CancellationToken cancellationToken = default)
        => _memory.ReadCallStatisticsAsync(query, withPii, cancellationToken);

    public ValueTask<CallDetails> ReadCallDetailsAsync(CallQuery query, bool withPii, CancellationToken cancellationToken = default)
        => _memory.ReadCallDetailsAsync(query, withPii, cancellationToken);

    public ValueTask<IReadOnlyList<StoredCall>> ReadCallsAsync(
        CallQuery query, IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
        => _memory.ReadCallsAsync(query, conversationIds, cancellationToken);

    public ValueTask<ArrivalPage> ReadArrivalsAsync(string? after, int limit, CancellationToken cancellationToken = default)
        => _memory.ReadArrivalsAsync(after, limit, cancellationToken);

    public ValueTask<string> FindArrivalsAsync(DateTimeOffset since, CancellationToken cancellationToken = default)
        => _memory.FindArrivalsAsync(since, cancellationToken);

    public ValueTask WaitForArrivalAsync(string after, TimeSpan longest, CancellationToken cancellationToken = default)
        => _memory.WaitForArrivalAsync(after, longest, cancellationToken);

    public ValueTask<AccessPage> ReadAccessAsync(AccessQuery query, CancellationToken cancellationToken = default)
        => _memory.ReadAccessAsync(query, cancellationToken);

    public ValueTask<AccessVerification> VerifyAccessAsync(AccessChainHead? noted = null, CancellationToken cancellationToken = default)
        => _memory.VerifyAccessAsync(noted, cancellationToken);

    public ValueTask<IReadOnlyList<LegalHold>> ListHoldsAsync(CancellationToken cancellationToken = default) => _memory.ListHoldsAsync(cancellationToken);

    public ValueTask<RetentionPreview> PreviewRetentionAsync(RetentionCut cut, CancellationToken cancellationToken = default)
        => _memory.PreviewRetentionAsync(cut, cancellationToken);

    public ValueTask<IReadOnlyList<RetentionRun>> ReadRetentionRunsAsync(int limit, CancellationToken cancellationToken = default)
        => _memory.ReadRetentionRunsAsync(limit, cancellationToken);

    public ValueTask<ErasureReceipt?> ReadReceiptAsync(Guid id, CancellationToken cancellationToken = default)
        => AloneAsync(() => Task.FromResult(_receipts.GetValueOrDefault(id)), cancellationToken);

    public ValueTask<ErasureReceipt?> FindReceiptAsync(string conversationId, CancellationToken cancellationToken = default) => AloneAsync(
        async () => await _memory.FindReceiptAsync(conversationId, cancellationToken) is { } receipt ? _receipts.GetValueOrDefault(receipt.Id) : null,
        cancellationToken);

    public ValueTask<IReadOnlyList<ErasureReceipt>> ListReceiptsAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return AloneAsync(() => Task.FromResult<IReadOnlyList<ErasureReceipt>>(
            [.. _receipts.Values.Reverse().OrderByDescending(static receipt => receipt.RequestedAt).Take(limit)]), cancellationToken);
    }

    public ValueTask<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken = default)
        => new(new StoreHealth([
            new HealthPart("writing", StoreHealthStatus.Healthy, "Every write is flushed to the disk.",
            new Dictionary<string, double>(StringComparer.Ordinal))]));

    private async Task<Dictionary<string, StoredSummary>> SummariesAsync()
    {
        var summaries = new Dictionary<string, StoredSummary>(StringComparer.Ordinal);
        foreach (string id in _known)
        {
            if (await _memory.ReadSummaryAsync(id) is { } summary)
            {
                summaries[id] = summary;
            }
        }

        return summaries;
    }

    private async Task<string[]> GoneAsync(IEnumerable<string> ids)
    {
        var gone = new List<string>();
        foreach (string id in ids)
        {
            if (await _memory.ReadSummaryAsync(id) is null)
            {
                gone.Add(id);
            }
        }

        return [.. gone];
    }
}
