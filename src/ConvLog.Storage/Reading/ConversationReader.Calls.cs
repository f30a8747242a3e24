using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.Storage.Contract;

namespace ConvLog;

/// <content>Statistics of calls.</content>
public sealed partial class ConversationReader
{
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
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        return Capability.Of<IStatisticsStore>(_store).ReadCallStatisticsAsync(Asked(reader, query), CountsPii(reader), cancellationToken);
    }

    /// <summary>Counts the calls of one function, endpoint or model in detail, without personal data, as <see cref="GetCallStatisticsAsync"/>.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The calls to count; <see cref="CallQuery.Name"/> must be set.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ArgumentException">The period is not valid, or <see cref="CallQuery.Name"/> is null.</exception>
    /// <exception cref="NotSupportedException">The store has no <see cref="StoreCapabilities.Statistics"/>.</exception>
    public ValueTask<CallDetails> GetCallDetailsAsync(Reader reader, CallQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        return Capability.Of<IStatisticsStore>(_store).ReadCallDetailsAsync(Asked(reader, query), CountsPii(reader), cancellationToken);
    }

    private CallQuery Asked(Reader reader, CallQuery query)
        => query with { Period = query.Period with { Scope = reader.Scope }, IdleSince = _rules.Gate.IdleSince };

    private static bool CountsPii(Reader reader) => reader.CanReadPii && !reader.AsksForPii;
}
