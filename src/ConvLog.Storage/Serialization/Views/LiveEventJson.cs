using System.Text.Json;
using ConvLog.Records;

namespace ConvLog.Storage.Serialization.Views;

/// <summary>Writes live events.</summary>
internal static class LiveEventJson
{
    public static void Write(Utf8JsonWriter writer, LiveEvent told)
    {
        if (told.Logged is not { } logged)
        {
            ConversationViewJson.Write(writer, told.Conversation);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("conversation_id", told.Conversation.ConversationId);
        writer.WriteString("agent_id", told.Conversation.AgentId);
        writer.WriteNumberOrNull("turn", told.TurnOrdinal > 0 ? told.TurnOrdinal : (int?)null);
        writer.WriteString("turn_id", logged.TurnId);
        writer.WriteString("function_event_id", logged.FunctionEventId);
        writer.WriteString("function", told.FunctionName);
        writer.WriteOrNull("entry", logged.Entry, LogViewJson.Write);
        writer.WriteOrNull("api_response", logged.ApiResponse, LogViewJson.Write);
        writer.WriteEndObject();
    }
}
