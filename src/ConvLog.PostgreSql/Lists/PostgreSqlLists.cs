using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.PostgreSql.Text;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Lists;

/// <summary>Lists and searches in one read transaction.</summary>
/// <param name="session">The transaction.</param>
/// <param name="isComplete">Whether lists and the text index include everything that was written before the request.</param>
/// <param name="personal">Opens personal data.</param>
/// <param name="complete">Adds what is not counted yet to a summary.</param>
/// <param name="privacy">Which data is personal.</param>
internal sealed class PostgreSqlLists(
    Session session, bool isComplete, Func<PersonalData, PersonalReading> personal,
    Func<StoredSummary, PersonalReading, CancellationToken, ValueTask<StoredSummary>> complete, PrivacyOptions privacy)
    : IConversationLists, IFacetStore, ILookupStore
{
    // How many conversations may be examined for each one to count, as filters exclude most of them. A million take about 3 s.
    private const int ExaminedForEach = 10;

    public async ValueTask<StoredPage> ListAsync(
        ConversationQuery query, bool withPii, PersonalData given = PersonalData.All, CancellationToken cancellationToken = default)
        => await ListReading.PageAsync(session, query, withPii, personal(given), ConversationList.MostLookedAt, cancellationToken).ConfigureAwait(false)
            with { IsComplete = isComplete };

    public ValueTask<IReadOnlyList<string>> ListAgentsAsync(ConversationScope scope, CancellationToken cancellationToken = default)
        => AgentList.ReadAsync(session, scope, cancellationToken);

    public async ValueTask<StoredSearch> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default)
    {
        var asked = privacy.Utterances == PrivacyClass.Visible ? query : query with { EntriesOnly = true };
        return await new TextSearch(session, asked, SearchTerms.Parse(query.Text)).RunAsync(cancellationToken).ConfigureAwait(false)
            with { IsComplete = isComplete };
    }

    public async ValueTask<StoredSummary?> ReadSummaryAsync(
        string conversationId, PersonalData given = PersonalData.All, CancellationToken cancellationToken = default)
    {
        var opened = personal(given);
        var summary = await ListReading.SummaryAsync(session, conversationId, opened, cancellationToken).ConfigureAwait(false);
        return summary is null ? null : await complete(summary, opened, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ConversationFacets> CountFacetsAsync(ConversationQuery query, bool withPii, CancellationToken cancellationToken = default)
    {
        var facets = await FacetReading.CountAsync(
            session, query.FirstPage, withPii, personal(PersonalData.None), Math.Max(ConversationList.MostLookedAt, ExaminedForEach * query.Limit),
            cancellationToken).ConfigureAwait(false);
        return isComplete ? facets : facets with { IsComplete = false };
    }

    /// <inheritdoc cref="IStatisticsStore.CountProblemsAsync"/>
    public ValueTask<IReadOnlyDictionary<ProblemKinds, long>> CountProblemsAsync(ConversationQuery query, bool withPii, CancellationToken cancellationToken)
        => ListReading.CountProblemsAsync(
            session, query.FirstPage, withPii, personal(PersonalData.None), ConversationList.MostLookedAt, cancellationToken);

    public ValueTask<NamedConversation?> FindLoggedAsync(ConversationQuery query, string id, CancellationToken cancellationToken = default)
        => LoggedLookup.FindAsync(session, query.FirstPage, id, personal(PersonalData.None), ConversationList.MostLookedAt, cancellationToken);

    public ValueTask<IReadOnlyList<FirstProblem>> ReadFirstProblemsAsync(IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
        => FirstProblemReading.ReadAsync(session, conversationIds, cancellationToken);

    public ValueTask<IReadOnlyList<LastAnswer>> ReadLastAnswersAsync(IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
        => LastAnswerReading.ReadAsync(session, conversationIds, cancellationToken);
}
