using ConvLog.PostgreSql.Lists;
using ConvLog.PostgreSql.Reading;
using ConvLog.PostgreSql.Statistics;
using ConvLog.PostgreSql.Text;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
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
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Text is { } text)
        {
            SearchTerms.Parse(text); // Here, so that a text nobody can search for is the caller's error and no failure to read.
        }

        return _database.ReadAsync((session, token) => ListReading.PageAsync(session, query, withPii, Personal(personal), ConversationList.MostLookedAt, token),
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<ConversationFacets> CountFacetsAsync(ConversationQuery query, bool withPii, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Text is { } text)
        {
            SearchTerms.Parse(text); // Here, as for a list.
        }

        var first = query with { After = null, Offset = 0, CountTotal = false };
        return _database.ReadAsync(
            (session, token) => FacetReading.CountAsync(session, first, withPii, Personal(PersonalData.None), ConversationList.MostLookedAt, token),
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<NamedConversation?> FindLoggedAsync(ConversationQuery query, string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var first = query with { After = null, Offset = 0, CountTotal = false };
        return _database.ReadAsync(
            (session, token) => LoggedLookup.FindAsync(session, first, id, Personal(PersonalData.None), ConversationList.MostLookedAt, token),
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FirstProblem>> ReadFirstProblemsAsync(IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationIds);
        return _database.ReadAsync((session, token) => FirstProblemReading.ReadAsync(session, conversationIds, token), cancellationToken);
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
        return _database.ReadAsync((session, token) => new UserList(session, query, Personal(personal)).ReadAsync(token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<StoredSummary?> ReadSummaryAsync(
        string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return _database.ReadAsync((session, token) => ListReading.SummaryAsync(session, conversationId, Personal(personal), token), cancellationToken);
    }

    private PersonalReading Personal(PersonalData given) => new(_keys, _database.Troubles, given);

    private readonly TextIndexer _indexer;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><see cref="SearchQuery.Text"/> has nothing that can be searched for, or too much.</exception>
    public async ValueTask<StoredSearch> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var terms = SearchTerms.Parse(query.Text);
        if (_database.Options.Privacy.Utterances != PrivacyClass.Visible)
        {
            query = query with { EntriesOnly = true };
        }

        return await _database.ReadAsync((session, cancel) => new TextSearch(session, query, terms).RunAsync(cancel), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Brings the text index up to all that was written. The background task does the same a little later.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    internal Task CatchUpAsync(CancellationToken cancellationToken = default) => _indexer.CatchUpAsync(cancellationToken);

    private readonly DayCounter _dayCounter;

    /// <summary>Counts all days that are over (<see cref="CountedDays"/>). The background task does the same within a minute.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    internal Task CountDaysAsync(CancellationToken cancellationToken = default) => _dayCounter.CatchUpAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<ConversationStatistics> ReadStatisticsAsync(StatisticsQuery query, CancellationToken cancellationToken = default)
    {
        // Before the server is asked: a question that cannot be asked is no failure to read.
        var report = new StatisticsReport(query);
        return await _database.ReadAsync(
            async (session, cancel) =>
            {
                await new StatisticsReading(session, report, query).ReadAsync(_database.Troubles, cancel).ConfigureAwait(false);
                return report.ToStatistics();
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
        return await _database.ReadAsync(
            async (session, cancel) =>
            {
                await new CallReading(session, report, withPii).ReadAsync(cancel).ConfigureAwait(false);
                return report.ToStatistics();
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<CallDetails> ReadCallDetailsAsync(CallQuery query, bool withPii, CancellationToken cancellationToken = default)
    {
        var report = new CallDetailReport(query);
        return await _database.ReadAsync(
            async (session, cancel) =>
            {
                await new CallReading(session, report, withPii).ReadAsync(cancel).ConfigureAwait(false);
                return report.ToDetails();
            },
            cancellationToken).ConfigureAwait(false);
    }
}
