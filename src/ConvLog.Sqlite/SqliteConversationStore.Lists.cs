using System.Runtime.CompilerServices;
using ConvLog.Records;
using ConvLog.Sqlite.Lists;
using ConvLog.Sqlite.Reading;
using ConvLog.Sqlite.Statistics;
using ConvLog.Sqlite.Summaries;
using ConvLog.Sqlite.Text;
using ConvLog.Sqlite.Writing;
using ConvLog.Storage;
using ConvLog.Storage.Statistics;
using ConvLog.Storage.Statistics.Calls;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite;

public sealed partial class SqliteConversationStore
{
    /// <inheritdoc/>
    public ValueTask<StoredPage> ListAsync(
        ConversationQuery query, bool withPii, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        => _reads.ReadListsAsync(query, withPii, lists => lists.ListAsync(query, withPii, personal, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ConversationFacets> CountFacetsAsync(ConversationQuery query, bool withPii, CancellationToken cancellationToken = default)
        => _reads.ReadListsAsync(query, withPii, lists => lists.CountFacetsAsync(query, withPii, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<NamedConversation?> FindLoggedAsync(ConversationQuery query, string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _reads.ReadListsAsync(withPii: false, lists => lists.FindLoggedAsync(query, id, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FirstProblem>> ReadFirstProblemsAsync(IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationIds);
        return _reads.ReadListsAsync(withPii: false, lists => lists.ReadFirstProblemsAsync(conversationIds, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LastAnswer>> ReadLastAnswersAsync(IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationIds);
        return _reads.ReadListsAsync(withPii: false, lists => lists.ReadLastAnswersAsync(conversationIds, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<T> ReadSnapshotAsync<T>(
        ConversationQuery query, bool withPii, Func<IConversationLists, ValueTask<T>> read, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        return _reads.ReadListsAsync(query, withPii, read, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListAgentsAsync(ConversationScope scope, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return new(_database.Read(session => ListReading.Agents(session, scope)));
    }

    /// <inheritdoc/>
    public ValueTask<StoredUserPage> ListUsersAsync(UserQuery query, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _reads.ReadAsync(
            withPii: false,
            (session, isComplete) => new UserList(session, query, Personal(personal)).Page() with { IsComplete = isComplete },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<StoredSummary?> ReadSummaryAsync(
        string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return new(_database.Read(session => CurrentSummary.Read(session, conversationId, Personal(personal))));
    }

    private readonly CountedReads _reads;
    private readonly SummaryUpdater _summaries;
    private readonly TextIndexer _indexer;
    private readonly DayCounter _dayCounter;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><see cref="SearchQuery.Text"/> contains no searchable term, too many terms, or is too long.</exception>
    public ValueTask<StoredSearch> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        SearchTerms.Parse(query.Text);
        return _reads.ReadListsAsync(withPii: false, lists => lists.SearchAsync(query, cancellationToken), cancellationToken, searches: true);
    }

    /// <summary>Indexes everything that was written. The background task does the same a little later.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    internal Task CatchUpAsync(CancellationToken cancellationToken = default) => _indexer.CatchUpAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask BringUpToDateAsync(CancellationToken cancellationToken = default) => _reads.BringAsync(cancellationToken);

    /// <summary>Counts all past days (<see cref="CountedDays"/>). The background task does the same within a minute.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    internal Task CountDaysAsync(CancellationToken cancellationToken = default) => _dayCounter.CatchUpAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ConversationStatistics> ReadStatisticsAsync(StatisticsQuery query, CancellationToken cancellationToken = default)
    {
        // Before the file is read: an invalid query is not a failure to read.
        var report = new StatisticsReport(query);
        cancellationToken.ThrowIfCancellationRequested();
        return _reads.ReadAsync(
            withPii: false,
            (session, isComplete) => new StatisticsReading(session, report, _database.Troubles).Read(query) with { IsComplete = isComplete },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<ProblemKinds, long>> CountProblemsAsync(
        ConversationQuery query, bool withPii, CancellationToken cancellationToken = default)
        => _reads.ReadListsAsync(
            query, withPii, lists => new ValueTask<IReadOnlyDictionary<ProblemKinds, long>>(lists.CountProblems(query, withPii)), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ErrorMessages> ReadErrorMessagesAsync(StatisticsQuery query, int most, CancellationToken cancellationToken = default)
    {
        var report = new ErrorMessageReport(query, most);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_database.Read(session =>
        {
            new ErrorMessageReading(session, report, _database.Troubles).Read(query);
            return report.ToMessages();
        }));
    }

    /// <inheritdoc/>
    public ValueTask<CallStatistics> ReadCallStatisticsAsync(CallQuery query, bool withPii, CancellationToken cancellationToken = default)
    {
        var report = new CallListReport(query);
        return ReadCallsAsync(report, isComplete => report.ToStatistics() with { IsComplete = isComplete }, withPii, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<CallDetails> ReadCallDetailsAsync(CallQuery query, bool withPii, CancellationToken cancellationToken = default)
    {
        var report = new CallDetailReport(query);
        return ReadCallsAsync(report, isComplete => report.ToDetails() with { IsComplete = isComplete }, withPii, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredCall>> ReadCallsAsync(
        CallQuery query, IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationIds);
        var examination = new CallExamination(query);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_database.Read(session => new ListedCallRows(session, examination).Read(conversationIds)));
    }

    private ValueTask<T> ReadCallsAsync<T>(
        ICallReport report, Func<bool, T> result, bool withPii, CancellationToken cancellationToken, [CallerMemberName] string call = "")
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _reads.ReadAsync(
            withPii,
            (session, isComplete) =>
            {
                new CallReading(session, report, withPii, _database.Troubles).Read();
                return result(isComplete);
            },
            cancellationToken,
            call: call);
    }
}
