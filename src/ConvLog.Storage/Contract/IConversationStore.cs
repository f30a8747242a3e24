using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>Stores conversations and reads them back. Safe for any number of threads.</summary>
/// <remarks>
/// <para>
/// A store returns full records, including personal data. Readers use <see cref="ConversationReader"/>, which applies the privacy gate; no other code reads a
/// store.
/// </para>
/// <para>A call that fails throws <see cref="ConversationStoreException"/>, whose <see cref="ConversationStoreException.Fault"/> says whether a retry can
/// succeed.</para>
/// <para>
/// Debug conversations are in no list, statistic or search unless <see cref="ConversationEnvironment.Debug"/> is requested explicitly. Records of a
/// conversation without a stored opening are kept, but are not returned by any read.
/// </para>
/// </remarks>
public interface IConversationStore : IErasureStore, IRetentionStore, IAccessLog, IArrivalStore
{
    /// <summary>
    /// Writes records atomically; when the call returns, they are as durable as the store allows. A record that is written twice is stored once.
    /// </summary>
    /// <param name="records">The records, in the order in which they were created.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written before the cancellation may be kept.</param>
    /// <exception cref="WriterRefusedException">
    /// Some openings name another account, project or agent than their conversations have. No records of these openings or their writers are stored, now or
    /// later; all other records were stored.
    /// </exception>
    /// <remarks>
    /// An opening without agent, account or project inherits those of the conversation. The first opening that sets one of them must also name the others that
    /// are known. Names are compared character by character: a different case or white space is a different name.
    /// </remarks>
    ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default);

    /// <summary>Reads one conversation; null if there is none with this ID.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="personal">The personal data to read in full; default all. A store may return more; the privacy gate removes it.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoredConversation?> ReadAsync(string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads a conversation's summary, turns, changes of state, metrics and handoffs; null if there is none with this ID. The default implementation reads the
    /// whole conversation.
    /// </summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="personal">The personal data to read in full, as for <see cref="ReadAsync"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoredConversation?> ReadTurnsAsync(string conversationId, PersonalData personal, CancellationToken cancellationToken = default)
        => ReadAsync(conversationId, personal, cancellationToken);

    /// <summary>Reads the summary of one conversation, as lists show it; null if there is none with this ID.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="personal">The personal data to read in full, as for <see cref="ReadAsync"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoredSummary?> ReadSummaryAsync(string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default);

    /// <summary>Reads a part of a conversation's log, in order; empty if there is no conversation with this ID.</summary>
    /// <param name="query">The part to read. Without <see cref="LogQuery.WithPii"/>, entries and API responses that are personal as a whole are left
    /// out.</param>
    /// <param name="personal">The personal data to read in full, as for <see cref="ReadAsync"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoredLogPage> ReadLogAsync(LogQuery query, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default);

    /// <summary>Lists conversations.</summary>
    /// <param name="query">The filters, the sort order and the page.</param>
    /// <param name="withPii">Whether personal entries count in filters, sort values and positions.</param>
    /// <param name="personal">The personal data to read in full, as for <see cref="ReadAsync"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoredPage> ListAsync(
        ConversationQuery query, bool withPii, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default);

    /// <summary>
    /// Counts facet values in the first <see cref="ConversationQuery.Limit"/> conversations of a list. Besides the limit, only the filters and the sort
    /// order of the query are used.
    /// </summary>
    /// <param name="query">The filters, the sort order and the number of conversations.</param>
    /// <param name="withPii">Whether personal entries count in filters, sort values and problems.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<ConversationFacets> CountFacetsAsync(ConversationQuery query, bool withPii, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds the log entry, API response or model call with an ID in the first <see cref="ConversationQuery.Limit"/> conversations of a list. Personal entries
    /// and API responses are not found. Entries have no index by ID; a store examines at most <see cref="MostEntriesLookedAt"/> of them, starting with the
    /// first conversation. The default implementation finds none.
    /// </summary>
    /// <param name="query">The filters, the sort order and the number of conversations.</param>
    /// <param name="id">
    /// The ID: of an entry or API response, a GUID in any of its formats; of a model call, its exact text. Any other text has no match.
    /// </param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The conversation; null if there is no match.</returns>
    ValueTask<NamedConversation?> FindLoggedAsync(ConversationQuery query, string id, CancellationToken cancellationToken = default)
        => new((NamedConversation?)null);

    /// <summary>The maximum number of entries that <see cref="FindLoggedAsync"/> examines, which takes a database about 40 ms.</summary>
    const int MostEntriesLookedAt = 20_000;

    /// <summary>
    /// Reads the first problem of each of some conversations. Personal entries and API responses are excluded. Calls without an end come last. The default
    /// implementation returns none.
    /// </summary>
    /// <param name="conversationIds">The conversations of a page.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The problems in the order of the conversations; conversations without a problem and unknown ones are left out.</returns>
    ValueTask<IReadOnlyList<FirstProblem>> ReadFirstProblemsAsync(IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
        => new(Array.Empty<FirstProblem>());

    /// <summary>Lists the IDs of all agents that have a conversation other than debug conversations, in ordinal order.</summary>
    /// <param name="scope">The conversations that may be read.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<IReadOnlyList<string>> ListAgentsAsync(ConversationScope scope, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the end users of conversations, the latest conversation first, then by pseudonym in ordinal order. Personal entries do not affect the result.
    /// </summary>
    /// <param name="query">The filters and the page.</param>
    /// <param name="personal">The personal data to read in full, as for <see cref="ReadAsync"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoredUserPage> ListUsersAsync(UserQuery query, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default);

    /// <summary>Searches utterances and entries for a text. Personal text is never searched, for any reader.</summary>
    /// <param name="query">The text and the filters.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoredSearch> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default);

    /// <summary>Computes the statistics of a period, in total and by day. They contain no personal data.</summary>
    /// <param name="query">The period, its time zone, and the conversations.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<ConversationStatistics> ReadStatisticsAsync(StatisticsQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Counts the messages of error entries, personal ones excluded, in conversations that began in the period, newest first, until 10,000 errors are examined.
    /// </summary>
    /// <param name="query">The period and the conversations; the time zone is ignored.</param>
    /// <param name="most">The maximum number of messages, 1 to 1,000.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<ErrorMessages> ReadErrorMessagesAsync(StatisticsQuery query, int most, CancellationToken cancellationToken = default);

    /// <summary>
    /// Counts calls by function, endpoint or model, in conversations that began before the end of the period, newest first, until 50,000 function calls, or
    /// 20,000 calls of another kind, are examined. Calls that the store has already aggregated are counted in full without being examined. The result contains
    /// no personal data: personal API responses are excluded.
    /// </summary>
    /// <param name="query">The calls to count.</param>
    /// <param name="withPii">Whether personal entries count as activity, which determines whether a call without an end is abandoned.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<CallStatistics> ReadCallStatisticsAsync(CallQuery query, bool withPii, CancellationToken cancellationToken = default);

    /// <summary>Computes all statistics of the calls of one function, endpoint or model, up to the same limit. Personal entries are excluded.</summary>
    /// <param name="query">The calls to count; <see cref="CallQuery.Name"/> must be set.</param>
    /// <param name="withPii">As for <see cref="ReadCallStatisticsAsync"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ArgumentException"><see cref="CallQuery.Name"/> is null.</exception>
    ValueTask<CallDetails> ReadCallDetailsAsync(CallQuery query, bool withPii, CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits until lists, statistics and searches include everything that was written before the call, for callers that make decisions based on them, such as
    /// an alert or an export. The default implementation returns immediately.
    /// </summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask BringUpToDateAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    /// <summary>Checks the health of the store. Does not throw if the store is unhealthy.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken = default);
}
