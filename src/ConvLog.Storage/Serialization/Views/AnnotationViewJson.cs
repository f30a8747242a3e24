using System.Text.Json;
using ConvLog.Records;

namespace ConvLog.Storage.Serialization.Views;

/// <summary>Writes improved answers: alone, and with the question and answer of their turn.</summary>
internal static class AnnotationViewJson
{
    public static void Write(Utf8JsonWriter writer, AnnotationView annotation)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        WriteProperties(writer, annotation, ref personal);
        personal.End(writer);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, AnnotatedTurn annotated)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        QuestionJson.WriteProperties(writer, annotated.Conversation, annotated.Turn, ref personal);
        WriteProperties(writer, annotated.Annotation, ref personal);
        personal.End(writer);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, AnnotationPage page)
    {
        writer.WriteStartObject();
        writer.WriteAll("annotations", page.Annotations, Write);
        writer.WriteString("next_cursor", page.Next);
        writer.WriteBoolean("search_stopped", page.SearchStopped);
        writer.WriteComplete(page.IsComplete);
        writer.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter writer, AnnotationView annotation, ref PersonalNames personal)
    {
        writer.WriteString("id", annotation.Id);
        personal.Write(writer, "improved_answer", annotation.ImprovedAnswer);
        writer.WriteString("author", annotation.Author);
        writer.WriteTime("created_at", annotation.CreatedAt);
    }
}
