using System.Text.Json;
using ConvLog.Records;
using ConvLog.Storage.Serialization;

namespace ConvLog.Serialization;

/// <content>Ratings and improved answers as questions and answers.</content>
public static partial class ViewJson
{
    /// <summary>Writes a rating with its turn: <c>question</c> is the user's input, <c>answer</c> the agent's response.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="rated">The rating.</param>
    public static void Write(Utf8JsonWriter writer, RatedTurn rated)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(rated);
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        WriteQuestion(writer, rated.Conversation, rated.Turn, ref personal);
        WriteFeedback(writer, rated.Feedback, ref personal);
        personal.End(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes an improved answer with its turn: <c>question</c> is the user's input, <c>answer</c> the agent's response.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="annotated">The improved answer.</param>
    public static void Write(Utf8JsonWriter writer, AnnotatedTurn annotated)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(annotated);
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        WriteQuestion(writer, annotated.Conversation, annotated.Turn, ref personal);
        WriteAnnotation(writer, annotated.Annotation, ref personal);
        personal.End(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes a list of ratings: <c>{"feedback":[…],"next_cursor":…,"search_stopped":…}</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="page">The page.</param>
    public static void Write(Utf8JsonWriter writer, FeedbackPage page)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(page);
        writer.WriteStartObject();
        WriteAll(writer, "feedback", page.Feedback, static (to, rated) => Write(to, rated));
        writer.WriteString("next_cursor", page.Next);
        writer.WriteBoolean("search_stopped", page.SearchStopped);
        WriteComplete(writer, page.IsComplete);
        writer.WriteEndObject();
    }

    /// <summary>Writes a list of improved answers: <c>{"annotations":[…],"next_cursor":…,"search_stopped":…}</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="page">The page.</param>
    public static void Write(Utf8JsonWriter writer, AnnotationPage page)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(page);
        writer.WriteStartObject();
        WriteAll(writer, "annotations", page.Annotations, static (to, annotated) => Write(to, annotated));
        writer.WriteString("next_cursor", page.Next);
        writer.WriteBoolean("search_stopped", page.SearchStopped);
        WriteComplete(writer, page.IsComplete);
        writer.WriteEndObject();
    }

    private static void WriteQuestion(Utf8JsonWriter writer, ConversationSummaryView conversation, TurnView turn, ref PersonalNames personal)
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
