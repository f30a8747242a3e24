using System.Globalization;
using System.Text.Json;
using ConvLog.Serialization;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Statistics as JSON: each figure under its name.</summary>
internal static class StatisticsJson
{
    public static void WritePeriod(Utf8JsonWriter json, PeriodStatistics period)
    {
        foreach (var figure in StatisticsFigure.All)
        {
            json.WritePropertyName(figure.Name);
            figure.Write(json, period);
        }
    }

    public static void WriteDay(Utf8JsonWriter json, DateOnly day) => json.WriteString("day", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static void WriteTokens(Utf8JsonWriter json, PeriodStatistics period)
    {
        json.WriteStartObject();
        WriteTokens(json, period.InputTokens, period.OutputTokens, period.TotalTokens);
        json.WriteEndObject();
    }

    public static void WriteCost(Utf8JsonWriter json, PeriodStatistics period) => WriteCost(json, period.Cost);

    public static void WriteModels(Utf8JsonWriter json, IReadOnlyList<ModelStatistics> models)
    {
        json.WriteStartArray(StatisticsFigure.Models);
        foreach (var model in models)
        {
            json.WriteStartObject();
            json.WriteString("model", model.Model);
            json.WriteString("provider", model.Provider);
            json.WriteNumber("calls", model.Calls);
            json.WriteNumber("failed", model.Failed);
            json.WriteNumber("error_rate", model.ErrorRate);
            WriteUsage(json, model.Usage);
            json.WritePropertyName("duration");
            WriteDuration(json, model.Duration);
            json.WritePropertyName("time_to_first_token");
            WriteDuration(json, model.TimeToFirstToken);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteVariants(Utf8JsonWriter json, IReadOnlyList<VariantStatistics> variants)
    {
        json.WriteStartArray(StatisticsFigure.Variants);
        foreach (var variant in variants)
        {
            json.WriteStartObject();
            json.WriteString("variant", variant.Variant);
            json.WriteNumber("conversations", variant.Conversations);
            json.WriteNumber("messages", variant.Messages);
            json.WriteNumber("errors", variant.FailedMessages);
            WriteUsage(json, variant.Usage);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteTime(Utf8JsonWriter json, ConversationStatistics statistics)
    {
        json.WriteStartObject(StatisticsFigure.Time);
        json.WriteNumber("model_ms", Math.Round((statistics.ModelTime ?? TimeSpan.Zero).TotalMilliseconds, 3));
        json.WriteNumber("function_ms", Math.Round(statistics.FunctionTime.TotalMilliseconds, 3));
        json.WriteEndObject();
    }

    public static void WriteRatings(Utf8JsonWriter json, PeriodStatistics period)
    {
        json.WriteStartObject();
        json.WriteNumber("user_likes", period.UserLikes);
        json.WriteNumber("user_dislikes", period.UserDislikes);
        json.WriteNumber("team_likes", period.TeamLikes);
        json.WriteNumber("team_dislikes", period.TeamDislikes);
        json.WriteEndObject();
    }

    public static void WriteShare(Utf8JsonWriter json, long count, double? share)
    {
        json.WriteStartObject();
        json.WriteNumber("count", count);
        OptionalNumber.Write(json, "share", share);
        json.WriteEndObject();
    }

    public static void WriteStages(Utf8JsonWriter json, StageStatistics stages)
    {
        json.WriteStartObject();
        foreach (var (name, duration) in ((string, DurationStatistics)[])[("speech_to_text", stages.SpeechToText), ("model", stages.Model),
            ("functions", stages.Functions), ("text_to_speech", stages.TextToSpeech), ("first_byte", stages.FirstByte)])
        {
            json.WritePropertyName(name);
            WriteDuration(json, duration);
        }

        json.WriteEndObject();
    }

    public static void WriteDuration(Utf8JsonWriter json, DurationStatistics duration)
    {
        json.WriteStartObject();
        json.WriteNumber("count", duration.Count);
        WriteMilliseconds(json, "average_ms", duration, duration.Average);
        WriteMilliseconds(json, "p50_ms", duration, duration.P50);
        WriteMilliseconds(json, "p95_ms", duration, duration.P95);
        WriteMilliseconds(json, "p99_ms", duration, duration.P99);
        json.WriteEndObject();
    }

    public static void WriteFunctions(Utf8JsonWriter json, IReadOnlyList<FunctionStatistics> functions)
    {
        json.WriteStartArray(StatisticsFigure.Functions);
        foreach (var function in functions)
        {
            json.WriteStartObject();
            json.WriteString("name", function.Name);
            json.WriteNumber("calls", function.Calls);
            json.WriteNumber("failed", function.Failed);
            json.WriteNumber("error_rate", function.ErrorRate);
            json.WritePropertyName("duration");
            WriteDuration(json, function.Duration);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteErrorMessages(Utf8JsonWriter json, ErrorMessages errors)
    {
        json.WriteStartObject(StatisticsFigure.ErrorMessages);
        json.WriteStartArray("messages");
        foreach (var message in errors.Messages)
        {
            json.WriteStartObject();
            json.WriteString("content", message.Content);
            json.WriteNumber("count", message.Count);
            json.WriteNumber("conversations", message.Conversations);
            ViewJson.WriteTime(json, "last_at", message.LastAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (errors.Since is { } since)
        {
            ViewJson.WriteTime(json, "since", since);
        }
        else
        {
            json.WriteNull("since");
        }

        json.WriteEndObject();
    }

    public static void WriteProblems(Utf8JsonWriter json, ProblemStatistics problems)
    {
        json.WriteStartObject(StatisticsFigure.Problems);
        json.WriteNumber("conversations", problems.Conversations);
        json.WriteNumber("with_problem", problems.WithProblem);
        foreach (var (word, kind) in ConversationFilters.ProblemWords)
        {
            json.WriteNumber(word, problems.ByKind[kind]);
        }

        json.WriteEndObject();
    }

    private static void WriteUsage(Utf8JsonWriter json, UsageStatistics usage)
    {
        json.WriteStartObject("tokens");
        WriteTokens(json, usage.InputTokens, usage.OutputTokens, usage.TotalTokens);
        json.WriteNumber("cached", usage.CachedInputTokens);
        json.WriteEndObject();
        if (usage.CachedShare is { } share)
        {
            json.WriteNumber("cached_share", share);
        }
        else
        {
            json.WriteNull("cached_share");
        }

        json.WritePropertyName("cost");
        WriteCost(json, usage.Cost);
    }

    private static void WriteTokens(Utf8JsonWriter json, long input, long output, long total)
    {
        json.WriteNumber("input", input);
        json.WriteNumber("output", output);
        json.WriteNumber("total", total);
    }

    private static void WriteCost(Utf8JsonWriter json, IReadOnlyDictionary<string, decimal> costs)
    {
        json.WriteStartObject();
        foreach (var (currency, cost) in costs.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteNumber(currency, cost);
        }

        json.WriteEndObject();
    }

    // Without measurements there is no duration.
    private static void WriteMilliseconds(Utf8JsonWriter json, string name, DurationStatistics duration, TimeSpan value)
    {
        if (duration.Count == 0)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteNumber(name, Math.Round(value.TotalMilliseconds, 3));
        }
    }
}
