using ConvLog.Records;
using ConvLog.Storage.InMemory;

namespace ConvLog.Storage;

/// <content>Lists, searches, statistics and arrivals.</content>
public sealed partial class InMemoryConversationStore
{
    private readonly InMemoryArrivals _arrivals;

    private InMemoryLists Lists => new(_conversations.Readings, id => _conversations.Find(id)?.Read());

    private InMemoryStatistics Statistics => new(_conversations.Readings);

    /// <inheritdoc/>
    public ValueTask<StoredPage> ListAsync(
        ConversationQuery query, bool withPii, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        => Lists.ListAsync(query, withPii, personal, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ConversationFacets> CountFacetsAsync(ConversationQuery query, bool withPii, CancellationToken cancellationToken = default)
        => Lists.CountFacetsAsync(query, withPii, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<NamedConversation?> FindLoggedAsync(ConversationQuery query, string id, CancellationToken cancellationToken = default)
        => Lists.FindLoggedAsync(query, id, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FirstProblem>> ReadFirstProblemsAsync(IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
        => Lists.ReadFirstProblemsAsync(conversationIds, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LastAnswer>> ReadLastAnswersAsync(IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
        => Lists.ReadLastAnswersAsync(conversationIds, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListAgentsAsync(ConversationScope scope, CancellationToken cancellationToken = default)
        => Lists.ListAgentsAsync(scope, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StoredSummary?> ReadSummaryAsync(
        string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        => Lists.ReadSummaryAsync(conversationId, personal, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><see cref="SearchQuery.Text"/> has no searchable text, or is too long.</exception>
    public ValueTask<StoredSearch> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default)
        => Lists.SearchAsync(query, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<T> ReadSnapshotAsync<T>(
        ConversationQuery query, bool withPii, Func<IConversationLists, ValueTask<T>> read, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(query);
        query.EnsureSearchable();
        Dictionary<string, InMemoryReading> readings;
        lock (_conversations.Lock)
        {
            readings = _conversations.Readings.ToDictionary(static reading => reading.Conversation.Summary.Conversation.ConversationId, StringComparer.Ordinal);
        }

        return read(new InMemoryLists(readings.Values, readings.GetValueOrDefault));
    }

    /// <inheritdoc/>
    public ValueTask<StoredUserPage> ListUsersAsync(UserQuery query, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        => new InMemoryUserList(_conversations.Readings).ListUsersAsync(query, personal, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ConversationStatistics> ReadStatisticsAsync(StatisticsQuery query, CancellationToken cancellationToken = default)
        => Statistics.ReadStatisticsAsync(query, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ErrorMessages> ReadErrorMessagesAsync(StatisticsQuery query, int most, CancellationToken cancellationToken = default)
        => Statistics.ReadErrorMessagesAsync(query, most, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<ProblemKinds, long>> CountProblemsAsync(
        ConversationQuery query, bool withPii, CancellationToken cancellationToken = default)
        => Statistics.CountProblemsAsync(query, withPii, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<CallStatistics> ReadCallStatisticsAsync(CallQuery query, bool withPii, CancellationToken cancellationToken = default)
        => Statistics.ReadCallStatisticsAsync(query, withPii, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<CallDetails> ReadCallDetailsAsync(CallQuery query, bool withPii, CancellationToken cancellationToken = default)
        => Statistics.ReadCallDetailsAsync(query, withPii, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredCall>> ReadCallsAsync(
        CallQuery query, IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
        => Statistics.ReadCallsAsync(query, conversationIds, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ArrivalPage> ReadArrivalsAsync(string? after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return new(_arrivals.Read(after, limit, id => _conversations.Find(id) is { IsOpened: true }));
    }

    /// <inheritdoc/>
    public ValueTask<string> FindArrivalsAsync(DateTimeOffset since, CancellationToken cancellationToken = default) => new(_arrivals.Find(since));

    /// <inheritdoc/>
    public ValueTask WaitForArrivalAsync(string after, TimeSpan longest, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, TimeSpan.Zero);
        return _arrivals.WaitAsync(after, longest, cancellationToken);
    }
}
