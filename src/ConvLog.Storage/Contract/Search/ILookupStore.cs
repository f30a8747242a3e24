namespace ConvLog.Storage;

/// <summary>Looks into the conversations of a list. A capability of a store, see <see cref="StoreCapabilities.Lookup"/>.</summary>
public interface ILookupStore
{
    /// <summary>
    /// Finds the log entry, API response or model call with an ID in the first <see cref="ConversationQuery.Limit"/> conversations of a list. Personal entries
    /// and API responses are not found. Entries have no index by ID; a store examines at most <see cref="MostEntriesLookedAt"/> of them, starting with the
    /// first conversation.
    /// </summary>
    /// <param name="query">The filters, the sort order and the number of conversations.</param>
    /// <param name="id">
    /// The ID: of an entry or API response, a GUID in any of its formats; of a model call, its exact text. Any other text has no match.
    /// </param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The conversation; null if there is no match.</returns>
    ValueTask<NamedConversation?> FindLoggedAsync(ConversationQuery query, string id, CancellationToken cancellationToken = default);

    /// <summary>The maximum number of entries that <see cref="FindLoggedAsync"/> examines, which takes a database about 40 ms.</summary>
    const int MostEntriesLookedAt = 20_000;

    /// <summary>
    /// Reads the first problem of each of some conversations. Personal entries and API responses are excluded. Calls without an end come last.
    /// </summary>
    /// <param name="conversationIds">The conversations of a page.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The problems in the order of the conversations; conversations without a problem and unknown ones are left out.</returns>
    ValueTask<IReadOnlyList<FirstProblem>> ReadFirstProblemsAsync(IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default);

    /// <summary>Reads the last answer of each of some conversations.</summary>
    /// <param name="conversationIds">The conversations of a page.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The answers in the order of the conversations; conversations without an answer and unknown ones are left out.</returns>
    ValueTask<IReadOnlyList<LastAnswer>> ReadLastAnswersAsync(IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default);
}
