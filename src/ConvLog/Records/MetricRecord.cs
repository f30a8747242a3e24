using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>One value of a metric of the conversation. Visible. Identity: its ID; the first one written is kept.</summary>
[JsonConverter(typeof(VisibleJsonConverter<MetricRecord>))]
public sealed record MetricRecord : FactRecord
{
    /// <summary>The metric's name and value.</summary>
    public required LogField Metric { get; init; }

    /// <summary>Whether an existing value is kept.</summary>
    public bool WriteOnce { get; init; }

    internal override long VariableBytes => MemorySize.Of(Metric);

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteString("id", Id);
        VisibleJson.Text(writer, "name", Metric.Key);
        writer.WritePropertyName("value");
        VisibleJson.WriteValue(writer, Metric);
        writer.WriteBoolean("write_once", WriteOnce);
        WritePlace(writer);
    }
}
