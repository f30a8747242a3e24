using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>What happened in a day, or in the whole time asked for. A turn counts where it began, and so do its tokens and ratings.</summary>
public sealed record PeriodStatistics
{
    /// <summary>Turns.</summary>
    public long Messages { get; init; }

    /// <summary>Conversations with a turn, each once.</summary>
    public long Conversations { get; init; }

    /// <summary>End users with a turn, each once. Turns of unknown users count none.</summary>
    public long Users { get; init; }

    /// <summary>Tokens of prompts.</summary>
    public long InputTokens { get; init; }

    /// <summary>Tokens of answers.</summary>
    public long OutputTokens { get; init; }

    /// <summary>All tokens: also those of which only the total is known.</summary>
    public long TotalTokens { get; init; }

    /// <summary>
    /// What the models cost, by the currency's ISO 4217 code: exact to 18 decimals, each currency in which a turn has a cost, one of 0 included.
    /// </summary>
    public IReadOnlyDictionary<string, decimal> Cost { get; init; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>Turns that failed: with an error or an error type.</summary>
    public long FailedMessages { get; init; }

    /// <summary>Turns in which the user talked over the answer.</summary>
    public long InterruptedMessages { get; init; }

    /// <summary>Turns that the model refused to answer: see <see cref="TurnRecord.FinishReason"/>. They are no failures.</summary>
    public long RefusedMessages { get; init; }

    /// <summary>How long users waited (<see cref="TurnRecord.ResponseTime"/>), of turns in which the user said something and got an answer.</summary>
    public DurationStatistics Latency { get; init; } = DurationStatistics.None;

    /// <summary>How long stages took, of turns that report them.</summary>
    public StageStatistics Stages { get; init; } = StageStatistics.None;

    /// <summary>Turns the end users liked.</summary>
    public long UserLikes { get; init; }

    /// <summary>Turns the end users disliked.</summary>
    public long UserDislikes { get; init; }

    /// <summary>Turns the team liked.</summary>
    public long TeamLikes { get; init; }

    /// <summary>Turns the team disliked.</summary>
    public long TeamDislikes { get; init; }

    /// <summary>Turns a conversation; null without conversations.</summary>
    public double? MessagesPerConversation => Conversations == 0 ? null : (double)Messages / Conversations;

    /// <summary>The end users' likes in all of their ratings, 0 to 1; null without ratings.</summary>
    public double? Satisfaction => UserLikes + UserDislikes == 0 ? null : (double)UserLikes / (UserLikes + UserDislikes);

    /// <summary>The end users' likes in a thousand turns; null without turns.</summary>
    public double? LikesPerThousandMessages => Messages == 0 ? null : 1000.0 * UserLikes / Messages;

    /// <summary>The share of turns in which the user talked over the answer, 0 to 1; null without turns.</summary>
    public double? InterruptedShare => Messages == 0 ? null : (double)InterruptedMessages / Messages;

    /// <summary>The share of turns that the model refused to answer, 0 to 1; null without turns.</summary>
    public double? RefusedShare => Messages == 0 ? null : (double)RefusedMessages / Messages;

    /// <summary>
    /// Output tokens of turns with a <see cref="TurnRecord.Latency"/> and a usage, divided by the sum of those latencies; null where that is zero.
    /// </summary>
    public double? TokensPerSecond { get; init; }
}
