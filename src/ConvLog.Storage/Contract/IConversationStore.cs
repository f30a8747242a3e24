using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>Where conversations are kept and read back. Safe for any number of threads.</summary>
/// <remarks>
/// <para>
/// What it gives back is the full record, personal data included. Readers get theirs from <see cref="ConversationReader"/>, which passes the gate; nothing else
/// reads a store.
/// </para>
/// <para>A call that fails throws <see cref="ConversationStoreException"/>, whose <see cref="ConversationStoreException.Fault"/> says whether trying again
/// helps.</para>
/// <para>
/// Debug conversations are in no list, statistic or search unless <see cref="ConversationEnvironment.Debug"/> is asked for by name. A conversation of which no
/// opening was written yet is kept, and is in nothing that is read.
/// </para>
/// </remarks>
public interface IConversationStore : IErasureStore, IRetentionStore, IAccessLog, IArrivalStore
{
    /// <summary>
    /// Writes records, all in one step; when it returns, they are stored as safely as this store can. A record that is written twice is stored once.
    /// </summary>
    /// <param name="records">The records, in the order they came to be.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then may be kept.</param>
    /// <exception cref="WriterRefusedException">
    /// Some openings set another account, project or agent than their conversations have. Nothing of them or their writers was written, now or later; all other
    /// records were.
    /// </exception>
    /// <remarks>
    /// An opening that leaves out agent, account or project takes over those of the conversation. One that is the first to set one of them must name the others
    /// that are known. Names are compared by their characters: other case or white space is another name.
    /// </remarks>
    ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default);

    /// <summary>Reads one conversation; null where there is none of this id.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="personal">Which personal data is needed in full; default all. A store may give more: the gate shows what may be seen.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoredConversation?> ReadAsync(string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads a conversation's summary, turns, changes of state, metrics and hand-offs; null where there is none of this id. By default it reads the whole, of
    /// which the rest is left out.
    /// </summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="personal">Which personal data is needed in full, as for <see cref="ReadAsync"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoredConversation?> ReadTurnsAsync(string conversationId, PersonalData personal, CancellationToken cancellationToken = default)
        => ReadAsync(conversationId, personal, cancellationToken);

    /// <summary>Reads what a list shows of one conversation; null where there is none of this id.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="personal">Which personal data is needed in full, as for <see cref="ReadAsync"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoredSummary?> ReadSummaryAsync(string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default);

    /// <summary>Reads a part of what was logged in a conversation, in order; empty where there is none of this id.</summary>
    /// <param name="query">Which part. Without <see cref="LogQuery.WithPii"/>, what is personal as a whole is left out.</param>
    /// <param name="personal">Which personal data is needed in full, as for <see cref="ReadAsync"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoredLogPage> ReadLogAsync(LogQuery query, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default);

    /// <summary>Lists conversations.</summary>
    /// <param name="query">Which, in which order, and which part of them.</param>
    /// <param name="withPii">Whether personal entries count: in filters, orders and positions.</param>
    /// <param name="personal">Which personal data is needed in full, as for <see cref="ReadAsync"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoredPage> ListAsync(
        ConversationQuery query, bool withPii, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default);

    /// <summary>
    /// Counts the values that the first <see cref="ConversationQuery.Limit"/> conversations of a list have. Of the query, only its filters and its order matter
    /// besides.
    /// </summary>
    /// <param name="query">Which conversations, in which order, and how many of them.</param>
    /// <param name="withPii">Whether personal entries count: in filters, orders and problems.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<ConversationFacets> CountFacetsAsync(ConversationQuery query, bool withPii, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds the log entry, API response or model call of an id among the first <see cref="ConversationQuery.Limit"/> conversations of a list, as far as
    /// everyone may see it: one that is personal is not found. Entries have no index by id; a store looks at most at <see cref="MostEntriesLookedAt"/> of them,
    /// from the first conversation on. By default nothing is found.
    /// </summary>
    /// <param name="query">Which conversations, in which order, and how many of them.</param>
    /// <param name="id">
    /// The id: a GUID, of an entry or API response in any of the forms in which GUIDs are written, of a model call as it is; nothing is found by another text.
    /// </param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The conversation; null where nothing is found.</returns>
    ValueTask<NamedConversation?> FindLoggedAsync(ConversationQuery query, string id, CancellationToken cancellationToken = default)
        => new((NamedConversation?)null);

    /// <summary>How many entries <see cref="FindLoggedAsync"/> looks at: databases take about 40 ms for them.</summary>
    const int MostEntriesLookedAt = 20_000;

    /// <summary>
    /// Reads what went wrong first in some conversations, as far as everyone may see it: personal entries and API responses are left out. Calls without an end
    /// come last. By default nothing is found.
    /// </summary>
    /// <param name="conversationIds">The conversations, those of a page.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>In the order of the conversations; those without a problem, and those that are not there, are left out.</returns>
    ValueTask<IReadOnlyList<FirstProblem>> ReadFirstProblemsAsync(IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
        => new(Array.Empty<FirstProblem>());

    /// <summary>The ids of all agents that have a conversation in some list, debugging left out, in ordinal order.</summary>
    /// <param name="scope">Whose conversations.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<IReadOnlyList<string>> ListAgentsAsync(ConversationScope scope, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the end users of conversations, latest conversation first, then by pseudonym in ordinal order. Whether there are personal entries changes nothing.
    /// </summary>
    /// <param name="query">Whose, and which part of them.</param>
    /// <param name="personal">Which personal data is needed in full, as for <see cref="ReadAsync"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoredUserPage> ListUsersAsync(UserQuery query, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default);

    /// <summary>Searches utterances and entries for a text. Personal text is never searched, for anyone.</summary>
    /// <param name="query">What, and where.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoredSearch> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default);

    /// <summary>Counts what happened, by day and in all. Holds nothing personal.</summary>
    /// <param name="query">The period, its time zone, and whose conversations.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<ConversationStatistics> ReadStatisticsAsync(StatisticsQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Counts the messages of error entries, personal ones left out: of conversations that began in a time, newest first, until 10,000 errors are looked at.
    /// </summary>
    /// <param name="query">The period, and whose conversations; the time zone is ignored.</param>
    /// <param name="most">How many messages at most, 1 to 1,000.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<ErrorMessages> ReadErrorMessagesAsync(StatisticsQuery query, int most, CancellationToken cancellationToken = default);

    /// <summary>
    /// Counts calls by function, endpoint or model: of conversations that began before the end of the period, newest first, until 50,000 function calls, or
    /// 20,000 others, are examined; what the store counted ahead is not examined, and all of it counts. Holds nothing personal: personal API responses are
    /// left out.
    /// </summary>
    /// <param name="query">Which calls.</param>
    /// <param name="withPii">Whether personal entries count as activity, which decides whether a call that has no end is abandoned.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<CallStatistics> ReadCallStatisticsAsync(CallQuery query, bool withPii, CancellationToken cancellationToken = default);

    /// <summary>Counts the calls of one function, endpoint or model in all respects, up to the same limit. Personal entries are left out.</summary>
    /// <param name="query">Which calls; <see cref="CallQuery.Name"/> must be set.</param>
    /// <param name="withPii">As for <see cref="ReadCallStatisticsAsync"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ArgumentException"><see cref="CallQuery.Name"/> is null.</exception>
    ValueTask<CallDetails> ReadCallDetailsAsync(CallQuery query, bool withPii, CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits until lists, statistics and searches show all that was written before the call, for a caller that decides by them, such as an alert or an
    /// export. By default they always do.
    /// </summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask BringUpToDateAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    /// <summary>How the store is. Does not throw for a store that is ill.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken = default);
}
