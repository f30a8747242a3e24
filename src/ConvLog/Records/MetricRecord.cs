namespace ConvLog.Records;

/// <summary>One value of a metric of the conversation. Visible. Identity: its id; the first one written stays.</summary>
public sealed record MetricRecord : FactRecord
{
    /// <summary>The metric's name and value.</summary>
    public required LogField Metric { get; init; }

    /// <summary>Whether a value that is there already stays.</summary>
    public bool WriteOnce { get; init; }
}
