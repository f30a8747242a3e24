using System.Text.Json;
using ConvLog.Records;
using ConvLog.Storage.Serialization;

namespace ConvLog.Serialization;

/// <content>Scores and labels.</content>
public static partial class ViewJson
{
    /// <summary>Writes one score.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="score">The score.</param>
    public static void Write(Utf8JsonWriter writer, ScoreView score)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(score);
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        writer.WriteString("id", score.Id);
        writer.WriteString("name", score.Name);
        WriteValue(writer, score.Value);
        writer.WriteString("source", JsonNames.Of(score.Source));
        writer.WriteString("scorer", score.Scorer);
        writer.WriteString("scorer_version", score.ScorerVersion);
        personal.Write(writer, "comment", score.Comment);
        WriteTime(writer, "created_at", score.CreatedAt);
        personal.End(writer);
        writer.WriteEndObject();
    }

    private static void WriteListed(Utf8JsonWriter writer, ListedScore score)
    {
        writer.WriteStartObject();
        writer.WriteString("name", score.Name);
        writer.WriteString("type", JsonNames.Of(score.Type));
        writer.WriteNumber("count", score.Count);
        if (score.Average is { } average)
        {
            writer.WriteNumber("average", average);
        }
        else
        {
            writer.WriteNull("average");
        }

        writer.WriteString("category", score.Category);
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

    private static void WriteLabel(Utf8JsonWriter writer, LabelView label)
    {
        writer.WriteStartObject();
        writer.WriteString("label", label.Label);
        writer.WriteString("author", label.Author);
        WriteTime(writer, "created_at", label.CreatedAt);
        writer.WriteEndObject();
    }
}
