using System.Text.Json;
using ConvLog.Records;

namespace ConvLog.Serialization;

/// <content>Live events.</content>
public static partial class ViewJson
{
    /// <summary>
    /// Writes a live event: <c>{"conversation_id":…,"agent_id":…,"turn":…,"turn_id":…,"function_event_id":…,"function":…,"entry":…,"api_response":…}</c>, where
    /// <c>entry</c> or <c>api_response</c> is null and <c>turn</c> is the turn's ordinal, null outside turns; or the summary of the conversation.
    /// </summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="told">The event.</param>
    public static void Write(Utf8JsonWriter writer, LiveEvent told)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(told);
        if (told.Logged is not { } logged)
        {
            Write(writer, told.Conversation);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("conversation_id", told.Conversation.ConversationId);
        writer.WriteString("agent_id", told.Conversation.AgentId);
        writer.WritePropertyName("turn");
        if (told.TurnOrdinal > 0)
        {
            writer.WriteNumberValue(told.TurnOrdinal);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteString("turn_id", logged.TurnId);
        writer.WriteString("function_event_id", logged.FunctionEventId);
        writer.WriteString("function", told.FunctionName);
        writer.WritePropertyName("entry");
        WriteOrNull(writer, logged.Entry, static (to, entry) => Write(to, entry));
        writer.WritePropertyName("api_response");
        WriteOrNull(writer, logged.ApiResponse, static (to, response) => Write(to, response));
        writer.WriteEndObject();
    }
}
