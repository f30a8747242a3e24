using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>A hand-off of the conversation, or its way back to the agent; there may be any number. Identity: its ID; the first one written is kept.</summary>
[JsonConverter(typeof(VisibleJsonConverter<HandoffRecord>))]
public sealed record HandoffRecord : FactRecord
{
    /// <summary>Whether it went off or came back.</summary>
    public required HandoffKind Kind { get; init; }

    /// <summary>To whom, such as the name of a queue; empty where it came back. Visible.</summary>
    public string Destination { get; init; } = "";

    /// <summary>Why, as a short constant; null where unknown. Visible.</summary>
    public string? Reason { get; init; }

    /// <summary>The name of the person who takes over; null where unknown. Personal data.</summary>
    public string? Person { get; init; }

    internal override long VariableBytes => MemorySize.Of(Destination) + MemorySize.Of(Reason) + MemorySize.Of(Person);

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteString("id", Id);
        VisibleJson.Name<HandoffKind>(writer, "kind", Kind);
        VisibleJson.Text(writer, "destination", Destination.Length > 0 ? Destination : null);
        VisibleJson.Text(writer, "reason", Reason);
        VisibleJson.Personal(writer, "person", Person);
        WritePlace(writer);
    }
}
