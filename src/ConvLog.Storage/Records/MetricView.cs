using System.Text.Json.Serialization;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>A value of a metric.</summary>
/// <param name="Metric">The metric's name and value.</param>
/// <param name="Timestamp">When it was written, in UTC.</param>
public sealed record MetricView([property: JsonConverter(typeof(ViewFieldsConverter))] LogField Metric, DateTimeOffset Timestamp);
