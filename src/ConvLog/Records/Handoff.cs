using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog.Records;

/// <summary>The handoff of a conversation to a person or another system.</summary>
public sealed record Handoff
{
    /// <summary>Creates a handoff.</summary>
    /// <param name="destination">The destination, such as the name of a queue.</param>
    /// <param name="reason">The reason, as a short constant; null if unknown.</param>
    /// <param name="functionEventId">The ID of the function event that made the handoff; null outside a function event.</param>
    public Handoff(string destination, string? reason, string? functionEventId = null)
    {
        Destination = destination;
        Reason = reason;
        FunctionEventId = functionEventId;
    }

    /// <summary>The destination, such as the name of a queue. Visible to every reader.</summary>
    public string Destination { get; init; }

    /// <summary>The reason, as a short constant; null if unknown. Visible to every reader.</summary>
    public string? Reason { get; init; }

    /// <summary>The ID of the function event that made the handoff; null outside a function event.</summary>
    public string? FunctionEventId { get; init; }

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("handoff");
        VisibleJson.Text(writer, "destination", Destination);
        VisibleJson.Text(writer, "reason", Reason);
        VisibleJson.Text(writer, "function_event_id", FunctionEventId);
        writer.WriteEndObject();
    }
}
