using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Lists;
using ConvLog.PostgreSql.Reading;
using ConvLog.PostgreSql.Statistics;
using ConvLog.PostgreSql.Text;
using ConvLog.PostgreSql.Writing;
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
    /// <inheritdoc/>
    public ValueTask<StoredPage> ListAsync(
        ConversationQuery query, bool withPii, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        => ReadListAsync(query, withPii, (lists, token) => lists.ListAsync(query, withPii, personal, token), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ConversationFacets> CountFacetsAsync(ConversationQuery query, bool withPii, CancellationToken cancellationToken = default)
        => ReadListAsync(query, withPii, (lists, token) => lists.CountFacetsAsync(query, withPii, token), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<NamedConversation?> FindLoggedAsync(ConversationQuery query, string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadListsAsync(withPii: false, (lists, token) => lists.FindLoggedAsync(query, id, token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FirstProblem>> ReadFirstProblemsAsync(IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationIds);
        return _database.ReadAsync((session, token) => FirstProblemReading.ReadAsync(session, conversationIds, token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<T> ReadSnapshotAsync<T>(
        ConversationQuery query, bool withPii, Func<IConversationLists, ValueTask<T>> read, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        return ReadListAsync(query, withPii, (lists, _) => read(lists), cancellationToken);
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
        return ReadListsAsync(
            withPii: false,
            async (session, isComplete, token)
                => await new UserList(session, query, Personal(personal)).ReadAsync(token).ConfigureAwait(false) with { IsComplete = isComplete },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<StoredSummary?> ReadSummaryAsync(
        string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return ReadOneAsync(
            conversationId,
            personal,
            _summaries.WaitAsync, // For all conversations, because live readers read many in sequence.
            (session, asked, _, token) => ListReading.SummaryAsync(session, conversationId, asked, token),
            static (summary, current) => current.ShowIn(summary),
            cancellationToken);
    }

    private PersonalReading Personal(PersonalData given) => new(_keys, _database.Troubles, given);

    private readonly BatchingDelay _pace;
    private readonly SummaryUpdater _summaries;
    private readonly TextIndexer _indexer;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><see cref="SearchQuery.Text"/> contains nothing to search for, or too much.</exception>
    public ValueTask<StoredSearch> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        SearchTerms.Parse(query.Text);
        return ReadListsAsync(withPii: false, (lists, token) => lists.SearchAsync(query, token), cancellationToken, searches: true);
    }

    private ValueTask<T> ReadListAsync<T>(ConversationQuery query, bool withPii, Func<PostgreSqlLists, CancellationToken, ValueTask<T>> read,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.EnsureSearchable();
        return ReadListsAsync(withPii, read, cancellationToken, searches: query.Text is not null);
    }

    private ValueTask<T> ReadListsAsync<T>(bool withPii, Func<PostgreSqlLists, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken,
        bool searches = false)
        => ReadListsAsync(
            withPii,
            (session, isComplete, token) => read(
                new PostgreSqlLists(
                    session, isComplete, Personal, (summary, personal, cancel) => CompleteAsync(session, summary, personal, cancel), _database.Options.Privacy),
                token),
            cancellationToken,
            searches);

    private async ValueTask<StoredSummary> CompleteAsync(Session session, StoredSummary summary, PersonalReading personal, CancellationToken cancellationToken)
        => await _summaries.LookAsync(session, summary.Conversation.ConversationId, personal, cancellationToken).ConfigureAwait(false) is { } current
            ? current.ShowIn(summary) : summary;

    // The background updates lists and the text index: a reader waits briefly for it, and the answer says whether it is complete.
    private async ValueTask<T> ReadListsAsync<T>(bool withPii, Func<Session, bool, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken,
        bool searches = false)
    {
        _pace.Read();
        bool isIndexed = searches && _database.Options.IndexText;
        var (found, due) = await _database.ReadAsync<(T?, PendingWork)>(
            async (session, token) => await PendingWork.OfAsync(session, withPii, isIndexed, token).ConfigureAwait(false) is { IsEmpty: false } work
                ? (default(T), work) : (await read(session, !session.IsReplicaLagging, token).ConfigureAwait(false), default),
            cancellationToken).ConfigureAwait(false);
        if (due.IsEmpty)
        {
            return found!;
        }

        await Task.WhenAll(
            due.Counted == 0 ? Task.CompletedTask : _summaries.WaitAsync(cancellationToken),
            due.Indexed == 0 ? Task.CompletedTask : _indexer.WaitAsync(cancellationToken)).ConfigureAwait(false);
        return await _database.ReadAsync(
            async (session, token) => await read(
                session, !session.IsReplicaLagging && await due.IsDoneAsync(session, withPii, token).ConfigureAwait(false), token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
    }

    // A reader of one conversation has it counted first. Records that are written concurrently, or are not counted within 100 ms, are added to the result, so
    // that the counts and title always match the rest. The argument of the read says whether the row is complete.
    private async ValueTask<T?> ReadOneAsync<T>(string conversationId, PersonalData personal, Func<CancellationToken, Task> count,
        Func<Session, PersonalReading, bool, CancellationToken, ValueTask<T?>> read, Func<T, CurrentSummary, T> show, CancellationToken cancellationToken)
        where T : class
    {
        var (found, isDone) = await _database.ReadAsync<(T?, bool)>(
            async (session, token) => await IsCountedAsync(session, token).ConfigureAwait(false)
                ? (await read(session, Personal(personal), true, token).ConfigureAwait(false), true) : (null, false),
            cancellationToken).ConfigureAwait(false);
        if (isDone)
        {
            return found;
        }

        await count(cancellationToken).ConfigureAwait(false);
        return await _database.ReadAsync(
            async (session, token) =>
            {
                var asked = Personal(personal);
                bool isCounted = await IsCountedAsync(session, token).ConfigureAwait(false);
                var one = await read(session, asked, isCounted, token).ConfigureAwait(false);
                return isCounted || one is null || await _summaries.LookAsync(session, conversationId, asked, token).ConfigureAwait(false) is not { } current
                    ? one : show(one, current);
            },
            cancellationToken).ConfigureAwait(false);

        async ValueTask<bool> IsCountedAsync(Session session, CancellationToken token)
            => await session.NumberAsync(CountQueue.AnyOf, [conversationId], token).ConfigureAwait(false) is null;
    }

    /// <inheritdoc/>
    public async ValueTask BringUpToDateAsync(CancellationToken cancellationToken = default)
    {
        await _summaries.UpdateAsync(cancellationToken).ConfigureAwait(false);
        if (_database.Options.IndexText)
        {
            await _indexer.CatchUpAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Indexes all earlier writes. The background task does the same a little later.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    internal Task CatchUpAsync(CancellationToken cancellationToken = default) => _indexer.CatchUpAsync(cancellationToken);

    private readonly DayCounter _dayCounter;

    /// <summary>Counts all past days (<see cref="CountedDays"/>). The background task does the same within a minute.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    internal Task CountDaysAsync(CancellationToken cancellationToken = default) => _dayCounter.CatchUpAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<ConversationStatistics> ReadStatisticsAsync(StatisticsQuery query, CancellationToken cancellationToken = default)
    {
        // Created before the query is sent, so that an invalid query is not reported as a failed read.
        var report = new StatisticsReport(query);
        return await ReadListsAsync(
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
    public async ValueTask<CallStatistics> ReadCallStatisticsAsync(CallQuery query, bool withPii, CancellationToken cancellationToken = default)
    {
        var report = new CallListReport(query);
        return await ReadListsAsync(
            withPii,
            async (session, isComplete, cancel) =>
            {
                await new CallReading(session, report, withPii, _database.Troubles).ReadAsync(cancel).ConfigureAwait(false);
                return report.ToStatistics() with { IsComplete = isComplete };
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<CallDetails> ReadCallDetailsAsync(CallQuery query, bool withPii, CancellationToken cancellationToken = default)
    {
        var report = new CallDetailReport(query);
        return await ReadListsAsync(
            withPii,
            async (session, isComplete, cancel) =>
            {
                await new CallReading(session, report, withPii, _database.Troubles).ReadAsync(cancel).ConfigureAwait(false);
                return report.ToDetails() with { IsComplete = isComplete };
            },
            cancellationToken).ConfigureAwait(false);
    }
}
