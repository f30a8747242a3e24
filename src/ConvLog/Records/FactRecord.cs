using System.Text.Json.Serialization;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>A logged record other than an entry: an API response, a state change, a metric. Identity: its ID; the first one written is kept.</summary>
[JsonConverter(typeof(VisibleJsonConverter<FactRecord>))]
public abstract record FactRecord : ScopedRecord
{
    private protected FactRecord()
    {
    }

    /// <summary>The record's random ID.</summary>
    public required Guid Id { get; init; }
}
