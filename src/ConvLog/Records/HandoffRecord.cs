using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>
/// A hand-off of the conversation, its way back to the agent, or a hand-over between agents; there may be any number. Identity: its ID; the first one written
/// is kept.
/// </summary>
[JsonConverter(typeof(VisibleJsonConverter<HandoffRecord>))]
public sealed record HandoffRecord : FactRecord
{
    /// <summary>Whether it went off, came back, or went from one agent to another.</summary>
    public required HandoffKind Kind { get; init; }

    /// <summary>The agent that handed over to another; null for the other kinds. Visible.</summary>
    public string? FromAgent { get; init; }

    /// <summary>To whom, such as the name of a queue, or the agent that took over; empty where it came back. Visible.</summary>
    public string Destination { get; init; } = "";

    /// <summary>Why, as a short constant; null where unknown. Visible.</summary>
    public string? Reason { get; init; }

    /// <summary>Why an agent handed over, in its own words; null where it did not say. Personal data.</summary>
    public string? Explanation { get; init; }

    /// <summary>The name of the person who takes over; null where unknown. Personal data.</summary>
    public string? Person { get; init; }

    internal override long VariableBytes
        => MemorySize.Of(FromAgent) + MemorySize.Of(Destination) + MemorySize.Of(Reason) + MemorySize.Of(Explanation) + MemorySize.Of(Person);

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteString("id", Id);
        VisibleJson.Name<HandoffKind>(writer, "kind", Kind);
        VisibleJson.Text(writer, "from", FromAgent);
        VisibleJson.Text(writer, "destination", Destination.Length > 0 ? Destination : null);
        VisibleJson.Text(writer, "reason", Reason);
        VisibleJson.Personal(writer, "explanation", Explanation);
        VisibleJson.Personal(writer, "person", Person);
        WritePlace(writer);
    }
}
