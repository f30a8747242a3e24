using System.Text.Json;
using ConvLog.Records;

namespace ConvLog.Storage.Serialization.Views;

/// <summary>Writes ratings: alone, and with the question and answer of their turn.</summary>
internal static class FeedbackViewJson
{
    public static void Write(Utf8JsonWriter writer, FeedbackView feedback)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        WriteProperties(writer, feedback, ref personal);
        personal.End(writer);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, RatedTurn rated)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        QuestionJson.WriteProperties(writer, rated.Conversation, rated.Turn, ref personal);
        WriteProperties(writer, rated.Feedback, ref personal);
        personal.End(writer);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, FeedbackPage page)
    {
        writer.WriteStartObject();
        writer.WriteAll("feedback", page.Feedback, Write);
        writer.WriteString("next_cursor", page.Next);
        writer.WriteBoolean("search_stopped", page.SearchStopped);
        writer.WriteComplete(page.IsComplete);
        writer.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter writer, FeedbackView feedback, ref PersonalNames personal)
    {
        writer.WriteString("source", JsonNames.Of(feedback.Source));
        writer.WriteString("rating", JsonNames.Of(feedback.Rating));
        personal.Write(writer, "comment", feedback.Comment);
        writer.WriteAll("reasons", feedback.Reasons);
        writer.WriteTime("created_at", feedback.CreatedAt);
    }
}
