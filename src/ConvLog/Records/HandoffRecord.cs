using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>
/// A hand-off of the conversation, its return to the agent, or a hand-over between agents; there may be any number. Identity: its ID; the first one written
/// is kept.
/// </summary>
[JsonConverter(typeof(VisibleJsonConverter<HandoffRecord>))]
public sealed record HandoffRecord : FactRecord
{
    /// <summary>Whether it is a hand-off, a return, or a hand-over between agents.</summary>
    public required HandoffKind Kind { get; init; }

    /// <summary>The agent that handed over to another; null for the other kinds. Visible.</summary>
    public string? FromAgent { get; init; }

    /// <summary>The name of the queue or the like that it was handed off to, or of the agent that took over; empty for a return. Visible.</summary>
    public string Destination { get; init; } = "";

    /// <summary>The reason, as a short constant; null if unknown. Visible.</summary>
    public string? Reason { get; init; }

    /// <summary>The explanation of the agent that handed over; null if it gave none. Personal data.</summary>
    public string? Explanation { get; init; }

    /// <summary>The name of the person who takes over; null if unknown. Personal data.</summary>
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
