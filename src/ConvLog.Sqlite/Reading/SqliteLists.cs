using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Lists;
using ConvLog.Sqlite.Summaries;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Reading;

/// <summary>Lists and searches in one read transaction. No call waits.</summary>
/// <param name="session">The transaction.</param>
/// <param name="isComplete">Whether lists and the text index include everything that was written before the request.</param>
/// <param name="personal">Opens personal data.</param>
/// <param name="privacy">Which data is personal.</param>
internal sealed class SqliteLists(Session session, bool isComplete, Func<PersonalData, PersonalReading> personal, PrivacyOptions privacy)
    : IConversationLists, IFacetStore, ILookupStore
{
    private ListSearch? _lastSearch;

    public ValueTask<StoredPage> ListAsync(
        ConversationQuery query, bool withPii, PersonalData given = PersonalData.All, CancellationToken cancellationToken = default)
        => new(ListReading.Page(session, query, withPii, personal(given), search: SearchOf(query, withPii)) with { IsComplete = isComplete });

    public ValueTask<IReadOnlyList<string>> ListAgentsAsync(ConversationScope scope, CancellationToken cancellationToken = default)
        => new(ListReading.Agents(session, scope));

    public ValueTask<StoredSearch> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default)
    {
        var asked = privacy.Utterances == PrivacyClass.Visible ? query : query with { EntriesOnly = true };
        return new(new TextSearch(session, asked, SearchTerms.Parse(query.Text)).Run() with { IsComplete = isComplete });
    }

    public ValueTask<StoredSummary?> ReadSummaryAsync(
        string conversationId, PersonalData given = PersonalData.All, CancellationToken cancellationToken = default)
        => new(CurrentSummary.Read(session, conversationId, personal(given)));

    public ValueTask<ConversationFacets> CountFacetsAsync(ConversationQuery query, bool withPii, CancellationToken cancellationToken = default)
    {
        var facets = FacetReading.Count(session, query.FirstPage, withPii, personal(PersonalData.None), SearchOf(query, withPii));
        return new(isComplete ? facets : facets with { IsComplete = false });
    }

    /// <inheritdoc cref="IStatisticsStore.CountProblemsAsync"/>
    public IReadOnlyDictionary<ProblemKinds, long> CountProblems(ConversationQuery query, bool withPii)
        => ListReading.Problems(session, query.FirstPage, withPii, personal(PersonalData.None));

    public ValueTask<NamedConversation?> FindLoggedAsync(ConversationQuery query, string id, CancellationToken cancellationToken = default)
        => new(LoggedLookup.Find(session, query.FirstPage, id, personal(PersonalData.None)));

    public ValueTask<IReadOnlyList<FirstProblem>> ReadFirstProblemsAsync(IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
        => new(FirstProblemReading.Read(session, conversationIds));

    public ValueTask<IReadOnlyList<LastAnswer>> ReadLastAnswersAsync(IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
        => new(LastAnswerReading.Read(session, conversationIds));

    // Other lists are read between a page and its facets, so those without a search do not replace the last one.
    private ListSearch SearchOf(ConversationQuery query, bool withPii)
        => query.Text is null && query.Field is null ? new ListSearch(query, withPii)
            : _lastSearch?.IsOf(query, withPii) == true ? _lastSearch : _lastSearch = new ListSearch(query, withPii);
}
