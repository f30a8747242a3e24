namespace ConvLog.Records;

/// <summary>The value that each metric of a conversation has: the last one; one that is written once, the first, unless another follows.</summary>
internal static class StandingMetrics
{
    /// <summary>Those that are not personal and have a number, yes or no, or a text.</summary>
    /// <param name="logged">The log of the conversation, in its order.</param>
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

    /// <summary>Whether it has a value that scores can have.</summary>
    public static bool HasValue(MetricRecord metric) => ScoreValue.Of(metric.Metric) is { Type: not null } value && double.IsFinite(value.Number ?? 0);
}
