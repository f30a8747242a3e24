using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>One change of a variable of the conversation. Identity: its id; the first one written stays.</summary>
[JsonConverter(typeof(VisibleJsonConverter<StateChangeRecord>))]
public sealed record StateChangeRecord : FactRecord
{
    /// <summary>What happened.</summary>
    public required StateChangeKind Kind { get; init; }

    /// <summary>The variable's name and new value. The value is personal data by default.</summary>
    public required LogField Variable { get; init; }

    internal override long VariableBytes => MemorySize.Of(Variable);

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteString("id", Id);
        StateChange.WriteVisible(writer, Kind, Variable);
        WritePlace(writer);
    }
}
