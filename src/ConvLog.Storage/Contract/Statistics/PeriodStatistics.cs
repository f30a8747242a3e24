using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>The statistics of a day, or of the whole period of a query. A turn counts at its start, and so do its tokens and ratings.</summary>
public sealed record PeriodStatistics
{
    /// <summary>The number of turns.</summary>
    public long Messages { get; init; }

    /// <summary>The number of conversations with a turn, each counted once.</summary>
    public long Conversations { get; init; }

    /// <summary>The number of end users with a turn, each counted once. Turns of unknown users are not counted.</summary>
    public long Users { get; init; }

    /// <summary>The number of input tokens.</summary>
    public long InputTokens { get; init; }

    /// <summary>The number of output tokens.</summary>
    public long OutputTokens { get; init; }

    /// <summary>The number of all tokens, including those of which only the total is known.</summary>
    public long TotalTokens { get; init; }

    /// <summary>
    /// The cost of the models by ISO 4217 currency code, exact to 18 decimals. Contains each currency in which a turn has a cost, including a cost of 0.
    /// </summary>
    public IReadOnlyDictionary<string, decimal> Cost { get; init; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>The number of turns that failed: with an error or an error type.</summary>
    public long FailedMessages { get; init; }

    /// <summary>The number of turns in which the user interrupted the answer.</summary>
    public long InterruptedMessages { get; init; }

    /// <summary>The number of turns that the model refused to answer: see <see cref="TurnRecord.FinishReason"/>. They do not count as failed.</summary>
    public long RefusedMessages { get; init; }

    /// <summary>The response times (<see cref="TurnRecord.ResponseTime"/>) of turns in which the user said something and got an answer.</summary>
    public DurationStatistics Latency { get; init; } = DurationStatistics.None;

    /// <summary>The durations of stages, for turns that report them.</summary>
    public StageStatistics Stages { get; init; } = StageStatistics.None;

    /// <summary>The number of turns with thumbs up from end users.</summary>
    public long UserLikes { get; init; }

    /// <summary>The number of turns with thumbs down from end users.</summary>
    public long UserDislikes { get; init; }

    /// <summary>The number of turns with thumbs up from the team.</summary>
    public long TeamLikes { get; init; }

    /// <summary>The number of turns with thumbs down from the team.</summary>
    public long TeamDislikes { get; init; }

    /// <summary>The average number of turns per conversation; null without conversations.</summary>
    public double? MessagesPerConversation => Conversations == 0 ? null : (double)Messages / Conversations;

    /// <summary>The share of thumbs up in the end users' ratings, 0 to 1; null without ratings.</summary>
    public double? Satisfaction => UserLikes + UserDislikes == 0 ? null : (double)UserLikes / (UserLikes + UserDislikes);

    /// <summary>The end users' thumbs up per thousand turns; null without turns.</summary>
    public double? LikesPerThousandMessages => Messages == 0 ? null : 1000.0 * UserLikes / Messages;

    /// <summary>The share of turns in which the user interrupted the answer, 0 to 1; null without turns.</summary>
    public double? InterruptedShare => Messages == 0 ? null : (double)InterruptedMessages / Messages;

    /// <summary>The share of turns that the model refused to answer, 0 to 1; null without turns.</summary>
    public double? RefusedShare => Messages == 0 ? null : (double)RefusedMessages / Messages;

    /// <summary>
    /// Output tokens of turns with a <see cref="TurnRecord.Latency"/> and a usage, divided by the sum of those latencies; null if the sum is zero.
    /// </summary>
    public double? TokensPerSecond { get; init; }
}
