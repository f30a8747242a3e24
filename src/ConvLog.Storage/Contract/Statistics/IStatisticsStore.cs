using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>Counts conversations, calls and errors. A capability of a store, see <see cref="StoreCapabilities.Statistics"/>.</summary>
public interface IStatisticsStore
{
    /// <summary>Computes the statistics of a period, in total and by day. They contain no personal data.</summary>
    /// <param name="query">The period, its time zone, and the conversations.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<ConversationStatistics> ReadStatisticsAsync(StatisticsQuery query, CancellationToken cancellationToken = default);

    /// <summary>Counts the conversations of a list by their problems.</summary>
    /// <param name="query">The list; sort order and paging are ignored.</param>
    /// <param name="withPii">Whether personal entries count in filters and problems.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The number of conversations with exactly these kinds of problems, for each combination that occurs.</returns>
    ValueTask<IReadOnlyDictionary<ProblemKinds, long>> CountProblemsAsync(
        ConversationQuery query, bool withPii, CancellationToken cancellationToken = default);

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
    /// Reads the calls of conversations that match the kind, name, provider and period of a query, in any order. Personal API responses are excluded.
    /// </summary>
    /// <param name="query">The calls; filters of conversations are ignored.</param>
    /// <param name="conversationIds">The conversations. Unknown ones have no calls.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<IReadOnlyList<StoredCall>> ReadCallsAsync(
        CallQuery query, IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default);
}
