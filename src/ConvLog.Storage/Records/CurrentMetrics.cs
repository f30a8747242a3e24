using ConvLog.Records;

namespace ConvLog.Storage.Records;

/// <summary>
/// The current value of each metric of a conversation: the last one; for a metric that is written only once, the first, unless another value follows.
/// </summary>
internal static class CurrentMetrics
{
    /// <summary>The metrics that are not personal and have a number, yes or no, or a text.</summary>
    /// <param name="logged">The log of the conversation, in order.</param>
    public static IEnumerable<MetricRecord> Of(IEnumerable<ScopedRecord> logged)
    {
        var standing = new Dictionary<string, MetricRecord>(StringComparer.Ordinal);
        foreach (var metric in logged.OfType<MetricRecord>().Where(static metric => !metric.Metric.IsPii && HasValue(metric)))
        {
            if (!metric.WriteOnce || !standing.ContainsKey(metric.Metric.Key))
            {
                standing[metric.Metric.Key] = metric;
            }
        }

        return standing.Values;
    }

    /// <summary>Whether the value of a metric can be a score.</summary>
    public static bool HasValue(MetricRecord metric) => ScoreValue.Of(metric.Metric) is { Type: not null } value && double.IsFinite(value.Number ?? 0);
}
