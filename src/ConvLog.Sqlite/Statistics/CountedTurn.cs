using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Records;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Statistics;

/// <summary>A turn as statistics count it.</summary>
/// <param name="Quarter">The quarter of an hour in which it began.</param>
/// <param name="Turn">The turn, with the values that are counted.</param>
internal readonly record struct CountedTurn(long Quarter, TurnRecord Turn)
{
    /// <summary>Turns of a conversation. Parameters: its number, first tick, first tick after the period.</summary>
    public const string OfConversation = $"""
        SELECT id, started, latency, failed, model, {UsageColumns}, flags, speech_to_text, model_took, functions_took, text_to_speech, first_byte,
            first_token, details
        FROM turn INDEXED BY turn_id WHERE conversation = ?1 AND started >= ?2 AND started < ?3
        """;

    /// <summary>The columns that <see cref="Usage"/> reads.</summary>
    public const string UsageColumns = "input_tokens, output_tokens, total_tokens, cost, currency";

    // A damaged row must not prevent others from being counted, so this method never throws.
    public static CountedTurn Read(Statement row) => new(
        row.Int64(1) / QuarterHour.Ticks,
        new TurnRecord
        {
            ConversationId = "",
            WriterId = default,
            Sequence = 0,
            Id = row.Text(0),
            StartedAt = default,
            UserInput = (row.Int64(10) & TurnPayload.CountsResponse) != 0 ? MaskedText.NotRecorded : default,
            Latency = Duration(row, 2),
            Stages = NumberedStages.Of(Duration(row, 11), Duration(row, 12), Duration(row, 13), Duration(row, 14), Duration(row, 15)),
            IsInterrupted = (row.Int64(10) & TurnPayload.IsInterrupted) != 0,
            FinishReason = (row.Int64(10) & TurnPayload.IsRefused) != 0 ? ConvLog.Turn.Refusal : null,
            ErrorType = row.Int64(3) != 0 ? "" : null,
            Usage = row.IsNull(4)
                ? null : Usage(row, 5, row.Text(4), Duration(row, 16)) with { CachedInputTokens = TurnPayload.CachedInputTokens(row.Bytes(17)) },
        });

    /// <summary>The usage of a turn or a model call, with the values that are counted. A damaged cost counts as none.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">The index of the first of the <see cref="UsageColumns"/>.</param>
    /// <param name="model">The model, if it is counted.</param>
    /// <param name="firstToken">The time to the first token, if it is counted.</param>
    public static ModelUsage Usage(Statement row, int first, string model = "", TimeSpan? firstToken = null)
        => new UsageCost(row.OptionalText(first + 3), row.OptionalText(first + 4))
            .ToUsage(model, row.OptionalInt64(first), row.OptionalInt64(first + 1), firstToken) with
        {
            TotalTokens = row.OptionalInt64(first + 2),
        };

    private static TimeSpan? Duration(Statement row, int column) => row.OptionalInt64(column) is { } ticks ? new TimeSpan(ticks) : null;
}
