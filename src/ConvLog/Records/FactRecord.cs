using System.Text.Json.Serialization;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>What is logged and is no entry: an API response, a change of state, a metric. Identity: its id; the first one written stays.</summary>
[JsonConverter(typeof(VisibleJsonConverter<FactRecord>))]
public abstract record FactRecord : ScopedRecord
{
    private protected FactRecord()
    {
    }

    /// <summary>Its random id.</summary>
    public required Guid Id { get; init; }
}
