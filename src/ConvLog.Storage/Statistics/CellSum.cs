namespace ConvLog.Storage.Statistics;

/// <summary>The sums of a <see cref="StatisticsCell"/>. Their order is that of the cell's stored bytes.</summary>
internal enum CellSum
{
    Messages,
    FailedMessages,
    InputTokens,
    OutputTokens,

    /// <summary>Output tokens of turns that have both a latency and an output token count.</summary>
    TimedOutputTokens,

    /// <summary>Latency of those turns, in ticks.</summary>
    TimedTicks,
    UserLikes,
    UserDislikes,
    TeamLikes,
    TeamDislikes,
    InterruptedMessages,
    RefusedMessages,

    /// <summary>Tokens of a total that are known neither as input nor as output.</summary>
    OtherTokens,
}
