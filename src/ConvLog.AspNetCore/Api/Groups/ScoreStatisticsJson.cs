using System.Text.Json;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Statistics of scores, labels and reasons as JSON.</summary>
internal static class ScoreStatisticsJson
{
    public static string? NameOf(ScoreType? type) => type switch
    {
        null => null,
        ScoreType.Number => "number",
        ScoreType.YesNo => "yes_no",
        _ => "category",
    };

    public static void WriteScores(Utf8JsonWriter json, IReadOnlyList<ScoreStatistics> scores)
    {
        json.WriteStartArray(StatisticsFigure.Scores);
        foreach (var score in scores)
        {
            json.WriteStartObject();
            json.WriteString("name", score.Name);
            json.WriteString("type", NameOf(score.Type));
            WriteFigures(json, score.Total);
            WriteDays(json, score.Days);
            json.WriteStartArray("variants");
            foreach (var variant in score.Variants)
            {
                json.WriteStartObject();
                json.WriteString("variant", variant.Variant);
                WriteFigures(json, variant.Total);
                WriteDays(json, variant.Days);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteLabels(Utf8JsonWriter json, IReadOnlyList<ValueCount> labels) => WriteCounts(json, StatisticsFigure.Labels, "label", labels);

    public static void WriteReasons(Utf8JsonWriter json, IReadOnlyList<ValueCount> reasons) => WriteCounts(json, StatisticsFigure.Reasons, "reason", reasons);

    private static void WriteDays(Utf8JsonWriter json, IReadOnlyList<ScoreDay> days)
    {
        json.WriteStartArray("days");
        foreach (var day in days)
        {
            json.WriteStartObject();
            StatisticsJson.WriteDay(json, day.Day);
            WriteFigures(json, day.Figures);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFigures(Utf8JsonWriter json, ScoreFigures figures)
    {
        json.WriteNumber("count", figures.Count);
        json.WriteNumber("conversations", figures.Conversations);
        OptionalNumber.Write(json, "average", figures.Average);
        OptionalNumber.Write(json, "min", figures.Minimum);
        OptionalNumber.Write(json, "max", figures.Maximum);
        json.WriteNumber("yes", figures.Yes);
        OptionalNumber.Write(json, "yes_share", figures.YesShare);
        WriteCounts(json, "categories", "category", figures.Categories);
        json.WriteNumber("other_categories", figures.OtherCategories);
    }

    private static void WriteCounts(Utf8JsonWriter json, string list, string name, IReadOnlyList<ValueCount> counts)
    {
        json.WriteStartArray(list);
        foreach (var count in counts)
        {
            json.WriteStartObject();
            json.WriteString(name, count.Value);
            json.WriteNumber("count", count.Count);
            json.WriteNumber("conversations", count.Conversations);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
