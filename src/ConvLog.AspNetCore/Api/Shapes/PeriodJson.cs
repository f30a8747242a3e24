using System.ComponentModel;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The figures of a day or another period. Each is also available by its name.</summary>
internal class PeriodJson
{
    private readonly PeriodStatistics _period;

    internal PeriodJson(PeriodStatistics period) => _period = period;

    [Description("distinct conversations with a turn")]
    public long Conversations => _period.Conversations;

    [Description("turns")]
    public long Messages => _period.Messages;

    [Description("distinct users with a turn")]
    public long Users => _period.Users;

    [Description("turns per conversation; null without conversations")]
    public double? Interactions => _period.MessagesPerConversation;

    [Description("input, output and total tokens")]
    public TokensJson Tokens => new(_period.InputTokens, _period.OutputTokens, _period.TotalTokens);

    [Description("model cost by currency")]
    public IReadOnlyDictionary<string, decimal> Cost => new SortedDictionary<string, decimal>(_period.Cost.ToDictionary(), StringComparer.Ordinal);

    [Description("response time in milliseconds, of turns with user input: to the first byte of the answer's audio where it is known, else to the answer; "
        + "count, average_ms, p50_ms, p95_ms, p99_ms")]
    public DurationsJson Latency => new(_period.Latency);

    [Description("output tokens per second from the start of a turn to its answer; null if nothing was measured")]
    public double? TokensPerSecond => _period.TokensPerSecond;

    [Description("share of likes among user ratings, 0 to 1; null without ratings")]
    public double? Satisfaction => _period.Satisfaction;

    [Description("likes by users per thousand turns; null without turns")]
    public double? LikesPerThousandMessages => _period.LikesPerThousandMessages;

    [Description("likes and dislikes by users and by the team")]
    public RatingsJson Ratings => new(_period.UserLikes, _period.UserDislikes, _period.TeamLikes, _period.TeamDislikes);

    [Description("turns that failed")]
    public long Errors => _period.FailedMessages;

    [Description("turns in which the user talked over the answer: count, and share of all turns, 0 to 1; null without turns")]
    public TurnShareJson Interrupted => new(_period.InterruptedMessages, _period.InterruptedShare);

    [Description("turns that the model refused to answer, which are no errors: count, and share of all turns, 0 to 1; null without turns")]
    public TurnShareJson Refused => new(_period.RefusedMessages, _period.RefusedShare);

    [Description("milliseconds of speech_to_text, model, functions, text_to_speech and first_byte, of turns that report them, each with count, average_ms, "
        + "p50_ms, p95_ms, p99_ms")]
    public StageDurationsJson Stages => new(_period.Stages);
}

/// <summary>The figures of a day.</summary>
internal sealed class DayPeriodJson : PeriodJson
{
    internal DayPeriodJson(DayStatistics day)
        : base(day.Statistics)
        => Day = day.Day;

    public DateOnly Day { get; }
}

/// <summary>Tokens of a period.</summary>
internal sealed record TokensJson(long Input, long Output, long Total);

/// <summary>Likes and dislikes of a period.</summary>
internal sealed record RatingsJson(long UserLikes, long UserDislikes, long TeamLikes, long TeamDislikes);

/// <summary>How many turns have a property.</summary>
internal sealed record TurnShareJson(long Count, double? Share);
