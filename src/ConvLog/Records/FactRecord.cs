using System.Text.Json.Serialization;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>A logged fact other than an entry: an API response, a change of state, a metric. Identity: its ID; the first one written is kept.</summary>
[JsonConverter(typeof(VisibleJsonConverter<FactRecord>))]
public abstract record FactRecord : ScopedRecord
{
    private protected FactRecord()
    {
    }

    /// <summary>Its random id.</summary>
    public required Guid Id { get; init; }
}
