using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>One change to a variable of the conversation's state, in the scope where it was made.</summary>
[JsonConverter(typeof(VisibleJsonConverter<StateChange>))]
public sealed record StateChange : IVisible
{
    /// <summary>The kind of change.</summary>
    public required StateChangeKind Kind { get; init; }

    /// <summary>The name of the variable and its new value; a removed variable has no value. The value is personal data by default.</summary>
    public required LogField Variable { get; init; }

    /// <summary>The time of the change, in UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The kind of change and the name of the variable, without its value.</summary>
    public override string ToString() => VisibleJson.Line(nameof(StateChange), this);

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteVisible(writer, Kind, Variable);
        VisibleJson.Time(writer, "timestamp", Timestamp);
        writer.WriteEndObject();
    }

    /// <summary>Writes the kind, the name and the visible form of the value; a removed variable has no value.</summary>
    internal static void WriteVisible(Utf8JsonWriter writer, StateChangeKind kind, LogField variable)
    {
        VisibleJson.Name<StateChangeKind>(writer, "kind", kind);
        VisibleJson.Text(writer, "name", variable.Key);
        if (kind != StateChangeKind.Removed)
        {
            VisibleJson.Personal(writer, "value", variable);
        }
    }
}
