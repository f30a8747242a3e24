using System.Text.Json;

namespace ConvLog.Records;

/// <summary>That a conversation was handed to a person or another system.</summary>
/// <param name="Destination">To whom, such as a queue's name. Visible.</param>
/// <param name="Reason">Why, as a short constant; null where not told. Visible.</param>
/// <param name="FunctionEventId">The function event that did it; null where it happened outside any.</param>
public sealed record Handoff(string Destination, string? Reason, string? FunctionEventId = null)
{
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
