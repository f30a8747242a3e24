using System.Text.Json.Serialization;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>A value of a metric.</summary>
public sealed record MetricView
{
    /// <summary>The name and value of the metric.</summary>
    [JsonConverter(typeof(ViewFieldsConverter))]
    public required LogField Metric { get; init; }

    /// <summary>When it was recorded, in UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }
}
