using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog.Records;

/// <summary>The handoff of a conversation to a person or another system.</summary>
public sealed record Handoff
{
    /// <summary>A handoff.</summary>
    /// <param name="destination">The destination, such as the name of a queue.</param>
    /// <param name="reason">The reason, as a short constant; null where unknown.</param>
    /// <param name="functionEventId">The id of the function event that made the handoff; null outside a function event.</param>
    public Handoff(string destination, string? reason, string? functionEventId = null)
    {
        Destination = destination;
        Reason = reason;
        FunctionEventId = functionEventId;
    }

    /// <summary>The destination, such as the name of a queue. Visible to every reader.</summary>
    public string Destination { get; init; }

    /// <summary>The reason, as a short constant; null where unknown. Visible to every reader.</summary>
    public string? Reason { get; init; }

    /// <summary>The id of the function event that made the handoff; null outside a function event.</summary>
    public string? FunctionEventId { get; init; }

    /// <summary>Writes it as the property <c>handoff</c>.</summary>
    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("handoff");
        VisibleJson.Text(writer, "destination", Destination);
        VisibleJson.Text(writer, "reason", Reason);
        VisibleJson.Text(writer, "function_event_id", FunctionEventId);
        writer.WriteEndObject();
    }
}
