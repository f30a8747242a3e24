using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Storage.Serialization.Views;

/// <summary>Writes hand-offs: the target of a conversation or function event, and the hand-offs of a conversation.</summary>
internal static class HandoffJson
{
    public static void Write(Utf8JsonWriter writer, Handoff? handoff)
    {
        writer.WriteOrNull("handoff", handoff, static (to, handed) =>
        {
            to.WriteStartObject();
            to.WriteString("destination", handed.Destination);
            to.WriteString("reason", handed.Reason);
            to.WriteString("function_event_id", handed.FunctionEventId);
            to.WriteEndObject();
        });
    }

    public static void Write(Utf8JsonWriter writer, HandoffView handoff)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        writer.WriteString("kind", JsonNames.Of(handoff.Kind));
        VisibleJson.Text(writer, "from", handoff.FromAgent);
        writer.WriteString("destination", handoff.Destination);
        writer.WriteString("reason", handoff.Reason);
        if (handoff.Explanation is { } explanation)
        {
            personal.Write(writer, "explanation", explanation);
        }

        personal.Write(writer, "person", handoff.Person);
        writer.WriteTime("at", handoff.At);
        writer.WriteString("turn_id", handoff.TurnId);
        writer.WriteString("function_event_id", handoff.FunctionEventId);
        personal.End(writer);
        writer.WriteEndObject();
    }
}
