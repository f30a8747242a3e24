using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Statistics;

/// <summary>A turn as statistics count it.</summary>
/// <param name="Quarter">When it began.</param>
/// <param name="Turn">The turn, as far as it is counted.</param>
/// <param name="User">The end user's rating that stands.</param>
/// <param name="Team">The team's rating that stands.</param>
internal readonly record struct CountedTurn(long Quarter, TurnRecord Turn, FeedbackRating? User, FeedbackRating? Team)
{
    /// <summary>One turn: conversation, id.</summary>
    public const string One = $"SELECT {Columns} FROM turn WHERE conversation = ?1 AND id = ?2";

    /// <summary>All turns of a conversation.</summary>
    public const string OfConversation = $"SELECT {Columns} FROM turn WHERE conversation = ?1";

    /// <summary>All turns that began in a time: first tick, first tick after it, dims. Reads every turn there is.</summary>
    public const string OfTime = $"""
        SELECT {Columns} FROM turn JOIN conversation ON conversation.no = turn.conversation
        WHERE turn.started >= ?1 AND turn.started < ?2 AND conversation.dims = ?3 AND conversation.listed IS NOT NULL
        """;

    /// <summary>What <see cref="Usage"/> reads.</summary>
    public const string UsageColumns = "input_tokens, output_tokens, total_tokens, cost, currency";

    private const string Columns = """
        turn.id, turn.started, turn.latency, turn.failed, turn.model, turn.input_tokens, turn.output_tokens, turn.total_tokens, turn.cost, turn.currency, turn.flags,
        turn.speech_to_text, turn.model_took, turn.functions_took, turn.text_to_speech, turn.first_byte,
        (SELECT rating FROM feedback WHERE feedback.conversation = turn.conversation AND feedback.turn_id = turn.id AND feedback.source = 0),
        (SELECT rating FROM feedback WHERE feedback.conversation = turn.conversation AND feedback.turn_id = turn.id AND feedback.source = 1)
        """;

    /// <summary>A turn that nobody rated.</summary>
    public static CountedTurn Of(TurnRecord turn) => new(turn.StartedAt.UtcTicks / QuarterHour.Ticks, turn, User: null, Team: null);

    // A row that is damaged must stop no other from being written: nothing here may throw.
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
            Usage = row.IsNull(4) ? null : Usage(row, 5),
        },
        (FeedbackRating?)row.OptionalInt64(16),
        (FeedbackRating?)row.OptionalInt64(17));

    /// <summary>What a turn or a model call took, as far as it is counted. A damaged cost is none.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">The first of <see cref="UsageColumns"/>.</param>
    /// <param name="model">The model, where it counts.</param>
    /// <param name="firstToken">The time to the first token, where it counts.</param>
    public static ModelUsage Usage(Statement row, int first, string model = "", TimeSpan? firstToken = null) => new(
        model, row.OptionalInt64(first), row.OptionalInt64(first + 1), ConversationCost.Parse(row.OptionalText(first + 3)), row.OptionalText(first + 4),
        firstToken)
    {
        TotalTokens = row.OptionalInt64(first + 2),
    };

    private static TimeSpan? Duration(Statement row, int column) => row.OptionalInt64(column) is { } ticks ? new TimeSpan(ticks) : null;
}
