using ConvLog.PostgreSql.Lists;
using ConvLog.PostgreSql.Statistics;
using ConvLog.PostgreSql.Text;
using ConvLog.PostgreSql.Writing.Summaries;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Background;
using ConvLog.Storage.Statistics;
using ConvLog.Storage.Statistics.Calls;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql;

/// <content>Lists.</content>
public sealed partial class PostgreSqlConversationStore
{
    private readonly BatchingDelay _pace;
    private readonly SummaryUpdater _summaries;
    private readonly TextIndexer _indexer;
    private readonly DayCounter _dayCounter;
    private readonly CountedReads _reads;

    /// <inheritdoc/>
    public ValueTask<StoredPage> ListAsync(
        ConversationQuery query, bool withPii, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        => _reads.ListAsync(query, withPii, (lists, token) => lists.ListAsync(query, withPii, personal, token), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ConversationFacets> CountFacetsAsync(ConversationQuery query, bool withPii, CancellationToken cancellationToken = default)
        => _reads.ListAsync(query, withPii, (lists, token) => lists.CountFacetsAsync(query, withPii, token), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<NamedConversation?> FindLoggedAsync(ConversationQuery query, string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _reads.ListAsync(withPii: false, (lists, token) => lists.FindLoggedAsync(query, id, token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FirstProblem>> ReadFirstProblemsAsync(IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationIds);
        return _database.ReadAsync((session, token) => FirstProblemReading.ReadAsync(session, conversationIds, token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LastAnswer>> ReadLastAnswersAsync(IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationIds);
        return _database.ReadAsync((session, token) => LastAnswerReading.ReadAsync(session, conversationIds, token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<T> ReadSnapshotAsync<T>(
        ConversationQuery query, bool withPii, Func<IConversationLists, ValueTask<T>> read, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        return _reads.ListAsync(query, withPii, (lists, _) => read(lists), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListAgentsAsync(ConversationScope scope, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return _database.ReadAsync((session, token) => AgentList.ReadAsync(session, scope, token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<StoredUserPage> ListUsersAsync(UserQuery query, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _reads.ReadAsync(
            withPii: false,
            async (session, isComplete, token)
                => await new UserList(session, query, _reads.Personal(personal)).ReadAsync(token).ConfigureAwait(false) with { IsComplete = isComplete },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<StoredSummary?> ReadSummaryAsync(
        string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return _reads.ReadOneAsync(
            conversationId,
            personal,
            _summaries.WaitAsync, // For all conversations, because live readers read many in sequence.
            (session, asked, _, token) => ListReading.SummaryAsync(session, conversationId, asked, token),
            static (summary, current) => current.ShowIn(summary),
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><see cref="SearchQuery.Text"/> contains nothing to search for, or too much.</exception>
    public ValueTask<StoredSearch> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        SearchTerms.Parse(query.Text);
        return _reads.ListAsync(withPii: false, (lists, token) => lists.SearchAsync(query, token), cancellationToken, searches: true);
    }

    /// <inheritdoc/>
    public ValueTask BringUpToDateAsync(CancellationToken cancellationToken = default) => _reads.BringAsync(cancellationToken);

    /// <summary>Indexes all earlier writes. The background task does the same a little later.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    internal Task CatchUpAsync(CancellationToken cancellationToken = default) => _indexer.CatchUpAsync(cancellationToken);

    /// <summary>Counts all past days (<see cref="CountedDays"/>). The background task does the same within a minute.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    internal Task CountDaysAsync(CancellationToken cancellationToken = default) => _dayCounter.CatchUpAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<ConversationStatistics> ReadStatisticsAsync(StatisticsQuery query, CancellationToken cancellationToken = default)
    {
        // Created before the query is sent, so that an invalid query is not reported as a failed read.
        var report = new StatisticsReport(query);
        return await _reads.ReadAsync(
            withPii: false,
            async (session, isComplete, cancel) =>
            {
                await new StatisticsReading(session, report, query).ReadAsync(_database.Troubles, cancel).ConfigureAwait(false);
                return report.ToStatistics() with { IsComplete = isComplete };
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ErrorMessages> ReadErrorMessagesAsync(StatisticsQuery query, int most, CancellationToken cancellationToken = default)
    {
        var report = new ErrorMessageReport(query, most);
        return await _database.ReadAsync(
            async (session, cancel) =>
            {
                await new ErrorMessageReading(session, query, report).ReadAsync(cancel).ConfigureAwait(false);
                return report.ToMessages();
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<ProblemKinds, long>> CountProblemsAsync(
        ConversationQuery query, bool withPii, CancellationToken cancellationToken = default)
        => _reads.ListAsync(query, withPii, (lists, token) => lists.CountProblemsAsync(query, withPii, token), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<CallStatistics> ReadCallStatisticsAsync(CallQuery query, bool withPii, CancellationToken cancellationToken = default)
    {
        var report = new CallListReport(query);
        return await ReadCallsAsync(report, isComplete => report.ToStatistics() with { IsComplete = isComplete }, withPii, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<CallDetails> ReadCallDetailsAsync(CallQuery query, bool withPii, CancellationToken cancellationToken = default)
    {
        var report = new CallDetailReport(query);
        return await ReadCallsAsync(report, isComplete => report.ToDetails() with { IsComplete = isComplete }, withPii, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoredCall>> ReadCallsAsync(
        CallQuery query, IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationIds);
        var examination = new CallExamination(query);
        return await _database.ReadAsync(
            (session, cancel) => new ListedCallRows(session, examination).ReadAsync(conversationIds, cancel), cancellationToken).ConfigureAwait(false);
    }

    private ValueTask<T> ReadCallsAsync<T>(ICallReport report, Func<bool, T> result, bool withPii, CancellationToken cancellationToken) => _reads.ReadAsync(
        withPii,
        async (session, isComplete, cancel) =>
        {
            await new CallReading(session, report, withPii, _database.Troubles).ReadAsync(cancel).ConfigureAwait(false);
            return result(isComplete);
        },
        cancellationToken);
}
