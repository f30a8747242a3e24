using ConvLog.Records;

namespace ConvLog.Storage.Payloads;

/// <summary>The value that a metric has: the last one, or the first where it is written once.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Row">What lists find it by; its place is that in the conversation's log.</param>
internal sealed record StandingMetric(MetricRecord Metric, ScoreRow Row)
{
    /// <summary>The metrics of a conversation that are neither personal nor without a value to compare.</summary>
    public static IReadOnlyCollection<StandingMetric> Of(StoredConversation conversation)
    {
        var standing = new Dictionary<Guid, StandingMetric>();
        long place = 0;
        foreach (var metric in conversation.Logged.OfType<MetricRecord>())
        {
            // The log is in order, so that the numbers of its openings need not be known.
            if (ScoreRow.OfMetric(metric with { Sequence = 0 }, ++place) is { } row
                && (!standing.TryGetValue(row.Id, out var kept) || row.Replaces(kept.Row.Created)))
            {
                standing[row.Id] = new StandingMetric(metric, row);
            }
        }

        return standing.Values;
    }
}
