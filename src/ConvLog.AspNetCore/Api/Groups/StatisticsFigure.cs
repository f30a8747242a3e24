using System.Text.Json;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>A figure of the statistics.</summary>
/// <param name="Name">Its name in the path.</param>
/// <param name="Meaning">Its meaning, with the unit.</param>
/// <param name="Write">Writes its value for a day or another period.</param>
internal sealed record StatisticsFigure(string Name, string Meaning, Action<Utf8JsonWriter, PeriodStatistics> Write)
{
    public static IReadOnlyList<StatisticsFigure> All { get; } =
    [
        new("conversations", "distinct conversations with a turn", static (json, period) => json.WriteNumberValue(period.Conversations)),
        new("messages", "turns", static (json, period) => json.WriteNumberValue(period.Messages)),
        new("users", "distinct users with a turn", static (json, period) => json.WriteNumberValue(period.Users)),
        new("interactions", "turns per conversation; null without conversations", static (json, period) => Number(json, period.MessagesPerConversation)),
        new("tokens", "input, output and total tokens", static (json, period) => StatisticsJson.WriteTokens(json, period)),
        new("cost", "model cost by currency", static (json, period) => StatisticsJson.WriteCost(json, period)),
        new("latency", "response time in milliseconds, of turns with user input: to the first byte of the answer's audio where it is known, else to the answer; "
            + "count, average_ms, p50_ms, p95_ms, p99_ms",
            static (json, period) => StatisticsJson.WriteDuration(json, period.Latency)),
        new("tokens_per_second", "output tokens per second from the start of a turn to its answer; null if nothing was measured",
            static (json, period) => Number(json, period.TokensPerSecond)),
        new("satisfaction", "share of likes among user ratings, 0 to 1; null without ratings", static (json, period) => Number(json, period.Satisfaction)),
        new("likes_per_thousand_messages", "likes by users per thousand turns; null without turns",
            static (json, period) => Number(json, period.LikesPerThousandMessages)),
        new("ratings", "likes and dislikes by users and by the team", static (json, period) => StatisticsJson.WriteRatings(json, period)),
        new("errors", "turns that failed", static (json, period) => json.WriteNumberValue(period.FailedMessages)),
        new("interrupted", "turns in which the user talked over the answer: count, and share of all turns, 0 to 1; null without turns",
            static (json, period) => StatisticsJson.WriteShare(json, period.InterruptedMessages, period.InterruptedShare)),
        new("refused", "turns that the model refused to answer, which are no errors: count, and share of all turns, 0 to 1; null without turns",
            static (json, period) => StatisticsJson.WriteShare(json, period.RefusedMessages, period.RefusedShare)),
        new("stages", "milliseconds of speech_to_text, model, functions, text_to_speech and first_byte, of turns that report them, each with count, average_ms, "
            + "p50_ms, p95_ms, p99_ms", static (json, period) => StatisticsJson.WriteStages(json, period.Stages)),
    ];

    /// <summary>The name of the list of functions.</summary>
    public const string Functions = "functions";

    /// <summary>The name of the list of error messages.</summary>
    public const string ErrorMessages = "error_messages";

    /// <summary>The name of the counts of conversations with problems.</summary>
    public const string Problems = "problems";

    /// <summary>The name of the list of models.</summary>
    public const string Models = "models";

    /// <summary>The name of the list of variants.</summary>
    public const string Variants = "variants";

    /// <summary>The name of the durations of models and functions.</summary>
    public const string Time = "time";

    /// <summary>The name of the list of scores.</summary>
    public const string Scores = "scores";

    /// <summary>The name of the list of labels.</summary>
    public const string Labels = "labels";

    /// <summary>The name of the list of reasons of ratings.</summary>
    public const string Reasons = "reasons";

    /// <summary>The statistics that are counted for the whole period and not by day.</summary>
    public static IReadOnlyList<string> OfPeriod { get; } = [Functions, Models, Variants, Time, Scores, Labels, Reasons, ErrorMessages, Problems];

    /// <summary>Finds a figure; null if the name is unknown.</summary>
    public static StatisticsFigure? Find(string name) => All.FirstOrDefault(figure => string.Equals(figure.Name, name, StringComparison.Ordinal));

    private static void Number(Utf8JsonWriter json, double? value)
    {
        if (value is { } known)
        {
            json.WriteNumberValue(known);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
