using System.Text.Json;
using ConvLog.Records;

namespace ConvLog.Storage.Serialization.Views;

/// <summary>Writes scores and labels.</summary>
internal static class ScoreViewJson
{
    public static void Write(Utf8JsonWriter writer, ScoreView score)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        writer.WriteString("id", score.Id);
        writer.WriteString("name", score.Name);
        WriteValue(writer, score.Value);
        writer.WriteString("source", JsonNames.Of(score.Source));
        writer.WriteString("scorer", score.Scorer);
        writer.WriteString("scorer_version", score.ScorerVersion);
        personal.Write(writer, "comment", score.Comment);
        writer.WriteTime("created_at", score.CreatedAt);
        personal.End(writer);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, ListedScore score)
    {
        writer.WriteStartObject();
        writer.WriteString("name", score.Name);
        writer.WriteString("type", JsonNames.Of(score.Type));
        writer.WriteNumber("count", score.Count);
        writer.WriteNumberOrNull("average", score.Average);
        writer.WriteString("category", score.Category);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, LabelView label)
    {
        writer.WriteStartObject();
        writer.WriteString("label", label.Label);
        writer.WriteString("author", label.Author);
        writer.WriteTime("created_at", label.CreatedAt);
        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, ScoreValue value)
    {
        switch (value)
        {
            case { Number: { } number }: writer.WriteNumber("value", number); break;
            case { YesNo: { } isYes }: writer.WriteBoolean("value", isYes); break;
            default: writer.WriteString("value", value.Category); break;
        }
    }
}
