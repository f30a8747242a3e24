using ConvLog.Privacy;
using ConvLog.Storage;

namespace ConvLog;

/// <content>Statistics.</content>
public sealed partial class ConversationReader
{
    /// <summary>Counts activity by day and in total. The result holds no personal data and is the same for every reader of the same conversations.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The period, its time zone, and the conversations to count.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="NotSupportedException">The store has no <see cref="StoreCapabilities.Statistics"/>.</exception>
    public ValueTask<ConversationStatistics> GetStatisticsAsync(Reader reader, StatisticsQuery query, CancellationToken cancellationToken = default)
        => _statistics.GetStatisticsAsync(reader, query, cancellationToken);

    /// <summary>
    /// Counts model calls, tokens and costs by model and by calendar month of the query's time zone. The result holds no personal data and is the same for
    /// every reader of the same conversations.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The period, which may overlap 25 months at most, and the conversations to count.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Each month that the period overlaps, in order.</returns>
    /// <exception cref="ArgumentException">The period is empty or overlaps more months.</exception>
    /// <exception cref="NotSupportedException">The store has no <see cref="StoreCapabilities.Statistics"/>.</exception>
    public ValueTask<IReadOnlyList<ModelMonth>> GetModelMonthsAsync(Reader reader, StatisticsQuery query, CancellationToken cancellationToken = default)
        => _statistics.GetModelMonthsAsync(reader, query, cancellationToken);

    /// <summary>
    /// Counts the messages of error entries, excluding personal entries, in conversations that began in a period, newest first. It examines at most 10,000
    /// errors. The result holds no personal data and is the same for every reader of the same conversations.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The period and the conversations to count; the time zone is ignored.</param>
    /// <param name="most">The maximum number of messages, 1 to 1,000.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="NotSupportedException">The store has no <see cref="StoreCapabilities.Statistics"/>.</exception>
    public ValueTask<ErrorMessages> GetErrorMessagesAsync(Reader reader, StatisticsQuery query, int most = 20, CancellationToken cancellationToken = default)
        => _statistics.GetErrorMessagesAsync(reader, query, most, cancellationToken);

    /// <summary>Counts the conversations with a turn in a period, as statistics do, and those with problems that are visible to this reader.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The period and the conversations to count; the time zone is ignored.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ValueTask<ProblemStatistics> GetProblemStatisticsAsync(Reader reader, StatisticsQuery query, CancellationToken cancellationToken = default)
        => _statistics.GetProblemStatisticsAsync(reader, query, cancellationToken);

    /// <summary>Counts the conversations with problems when the statistics of the same query are already available and need not be read again.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The period and the conversations to count; the time zone is ignored.</param>
    /// <param name="statistics">The result of <see cref="GetStatisticsAsync"/> for this reader and query.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ValueTask<ProblemStatistics> GetProblemStatisticsAsync(
        Reader reader, StatisticsQuery query, ConversationStatistics statistics, CancellationToken cancellationToken = default)
        => _statistics.GetProblemStatisticsAsync(reader, query, statistics, cancellationToken);

    /// <summary>
    /// Counts calls by function, endpoint or model. The result holds no personal data and is the same for every reader of the same conversations, except that
    /// a call without an end counts as abandoned once its conversation has ended as this reader sees it.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The calls to count. <see cref="CallQuery.IdleSince"/> is set from the host's idle timeout.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ArgumentException">The period is empty or longer than statistics allow.</exception>
    /// <exception cref="NotSupportedException">The store has no <see cref="StoreCapabilities.Statistics"/>.</exception>
    public ValueTask<CallStatistics> GetCallStatisticsAsync(Reader reader, CallQuery query, CancellationToken cancellationToken = default)
        => _statistics.GetCallStatisticsAsync(reader, query, cancellationToken);

    /// <summary>Counts the calls of one function, endpoint or model in detail, without personal data, as <see cref="GetCallStatisticsAsync"/>.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The calls to count; <see cref="CallQuery.Name"/> must be set.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ArgumentException">The period is not valid, or <see cref="CallQuery.Name"/> is null.</exception>
    /// <exception cref="NotSupportedException">The store has no <see cref="StoreCapabilities.Statistics"/>.</exception>
    public ValueTask<CallDetails> GetCallDetailsAsync(Reader reader, CallQuery query, CancellationToken cancellationToken = default)
        => _statistics.GetCallDetailsAsync(reader, query, cancellationToken);

    /// <summary>
    /// Lists the calls of one function, endpoint or model. The result holds no personal data for any reader, so its reads are not recorded in the access log.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The calls, their order and the page size. <see cref="CallQuery.IdleSince"/> is set from the host's idle timeout.</param>
    /// <param name="cursor">The cursor of the previous page of the same list, see <see cref="CallListPage.Next"/>; null to begin. It remains valid if only
    /// the period changes.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ArgumentException">The period is not valid, <see cref="CallQuery.Name"/> is null, or the query filters by personal data.</exception>
    /// <exception cref="InvalidCursorException">The cursor does not belong to this reader and this query.</exception>
    /// <exception cref="NotSupportedException">The store has no <see cref="StoreCapabilities.Statistics"/>.</exception>
    public ValueTask<CallListPage> ListCallsAsync(Reader reader, CallListQuery query, string? cursor = null, CancellationToken cancellationToken = default)
        => _calls.ListAsync(reader, query, cursor, cancellationToken);
}
