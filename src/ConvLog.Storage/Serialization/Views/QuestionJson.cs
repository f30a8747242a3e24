using System.Text.Json;
using ConvLog.Records;

namespace ConvLog.Storage.Serialization.Views;

/// <summary>Writes the question and the answer of a turn that was rated or improved.</summary>
internal static class QuestionJson
{
    public static void WriteProperties(Utf8JsonWriter writer, ConversationSummaryView conversation, TurnView turn, ref PersonalNames personal)
    {
        writer.WriteString("conversation_id", conversation.ConversationId);
        writer.WriteString("agent_id", conversation.AgentId);
        writer.WriteString("environment", JsonNames.Of(conversation.Environment));
        writer.WriteString("channel", conversation.Channel);
        writer.WriteString("turn_id", turn.Id);
        writer.WriteNumber("turn_ordinal", turn.Ordinal);
        writer.WriteString("model", turn.Usage?.Model);
        personal.Write(writer, "question", turn.UserInput);
        personal.Write(writer, "answer", turn.AgentResponse);
    }
}
