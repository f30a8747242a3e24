namespace ConvLog.Records;

/// <summary>A value of a metric.</summary>
/// <param name="Metric">The metric's name and value.</param>
/// <param name="Timestamp">When it was written, in UTC.</param>
public sealed record MetricView(LogField Metric, DateTimeOffset Timestamp);
