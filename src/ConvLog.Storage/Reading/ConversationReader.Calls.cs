using ConvLog.Privacy;
using ConvLog.Storage;

namespace ConvLog;

/// <content>Statistics of calls.</content>
public sealed partial class ConversationReader
{
    /// <summary>
    /// Counts calls by function, endpoint or model. Holds nothing personal. It is the same for every reader of the same conversations, except that a call
    /// without an end is abandoned once its conversation has ended as this reader sees it.
    /// </summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="query">Which calls. <see cref="CallQuery.IdleSince"/> is set by the host's idle timeout.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ArgumentException">The period is empty or longer than that of statistics may be.</exception>
    public ValueTask<CallStatistics> GetCallStatisticsAsync(Reader reader, CallQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        return _store.ReadCallStatisticsAsync(Asked(reader, query), CountsPii(reader), cancellationToken);
    }

    /// <summary>Counts the calls of one function, endpoint or model in all respects. As to personal data, as <see cref="GetCallStatisticsAsync"/>.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="query">Which calls; <see cref="CallQuery.Name"/> must be set.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ArgumentException">The period is refused, or <see cref="CallQuery.Name"/> is null.</exception>
    public ValueTask<CallDetails> GetCallDetailsAsync(Reader reader, CallQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        return _store.ReadCallDetailsAsync(Asked(reader, query), CountsPii(reader), cancellationToken);
    }

    private CallQuery Asked(Reader reader, CallQuery query)
        => query with { Period = query.Period with { Scope = reader.Scope }, IdleSince = _gate.IdleSince };

    private static bool CountsPii(Reader reader) => reader.CanReadPii && !reader.AsksForPii;
}
