using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>One change to a variable of the conversation's state. Identity: its ID; the first one written is kept.</summary>
[JsonConverter(typeof(VisibleJsonConverter<StateChangeRecord>))]
public sealed record StateChangeRecord : FactRecord
{
    /// <summary>The kind of change.</summary>
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
